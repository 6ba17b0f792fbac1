"""A proposal is told at the command line, whatever it plans."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

import click

from service.commands.common.audit_text import fixed_lines
from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.running import Office
from service.domain.kinds import ProposalState
from service.i18n import translate as _
from service.use_cases.audit_proposal import audit_proposal

DONE: Final = (ProposalState.READY, ProposalState.PUBLISHED)
_ENDED: Final = (ProposalState.FAILED, ProposalState.CANCELLED)


class ProposalShown(Protocol):
    """What every proposal says of itself."""

    @property
    def id(self) -> UUID:
        """The proposal."""
        ...

    @property
    def state(self) -> ProposalState:
        """How far it is."""
        ...

    @property
    def failure(self) -> str:
        """Why there is no plan."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """What is left open, whether that is a failure (``strict``), and for whom."""

    left_open: Sequence[object]
    strict: bool
    as_json: bool


def tell_proposal(
    office: Office,
    view: ProposalShown,
    lines: Callable[[], Iterable[str]],
    told: Told,
) -> ExitCode:
    """Print a proposal, and how it is published; or why there is no plan."""
    if told.as_json:
        print_json(view)
    elif view.state in DONE:
        click.echo("\n".join(lines()))
        if view.state is ProposalState.READY:
            _print_next(office, view.id)
    else:
        click.echo(view.failure or _("Der Vorschlag ist noch nicht fertig."), err=True)
    if view.state in _ENDED:
        return ExitCode.REFUSED
    return ExitCode.GAPS if told.strict and told.left_open else ExitCode.DONE


def _print_next(office: Office, proposal_id: UUID) -> None:
    """What stands against it, and the command that publishes it."""
    found = audit_proposal(office.application.store, office.actor, proposal_id)
    click.echo("\n".join([*fixed_lines(found), ""]))
    said = _("Freigeben mit: lueckenlos publish {proposal}")
    click.echo(said.format(proposal=proposal_id))
