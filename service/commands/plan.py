"""``lueckenlos plan``."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import click

from service.commands.common.audit_text import fixed_lines
from service.commands.common.auditing import show_audit
from service.commands.common.computing import compute
from service.commands.common.exits import ExitCode
from service.commands.common.kinds import DAY
from service.commands.common.lookup import area_by_name
from service.commands.common.plan_text import plan_lines
from service.commands.common.plan_view import PlanView, plan_view
from service.commands.common.printing import print_json
from service.commands.common.running import (
    Office,
    json_option,
    open_office,
    tenant_option,
)
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.domain.kinds import ProposalState
from service.i18n import translate as _
from service.use_cases.audit_proposal import audit_proposal
from service.use_cases.request_proposal import (
    RequestProposal,
    request_proposal,
)

HELP = (
    "Plant Vertretungen und zeigt, wer wohin geht und warum.\n\n"
    "Ein Vorschlag ändert nichts: erst lueckenlos publish gibt ihn frei. Zu jeder Lücke"
    " steht, welche Regel wen ausschließt, zu jedem Wunsch, was bewiesen ist. Strg-C"
    " bricht die Berechnung ab."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """How to answer."""

    as_json: bool
    strict: bool


@make_command(HELP)
@option("--from", "first_day", type=DAY, default="heute", help="Erster Tag.")
@option("--to", "last_day", type=DAY, help="Letzter Tag; sonst der erste.")
@option("--area", metavar="NAME", help="Nur dieses Gebiet.")
@option(
    "--seconds",
    type=click.IntRange(1, 600),
    help="Längste Rechenzeit; höchstens und sonst die Einstellung solver_seconds.",
)
@option("--strict", is_flag=True, help="Mit 6 enden, wenn der Plan Lücken hat.")
@option("--show", "shown", type=click.UUID, help="Einen früheren Vorschlag zeigen.")
@option("--audit", is_flag=True, help="Mit --show: am aktuellen Stand nachprüfen.")
@tenant_option
@json_option
def command(  # noqa: PLR0913 - one argument per option, as click calls it
    first_day: date,
    last_day: date | None,
    area: str | None,
    seconds: int | None,
    shown: UUID | None,
    tenant: str | None,
    *,
    strict: bool,
    audit: bool,
    as_json: bool,
) -> ExitCode:
    """Ask for a proposal, wait for it, show it."""
    office = open_office(tenant)
    answer = _Answer(as_json, strict)
    if audit:
        return show_audit(office, shown, as_json=as_json)
    if shown is not None:
        return _tell(office, shown, answer)
    store = office.application.store
    area_id = None
    if area is not None:
        with store.read(office.tenant_id) as session:
            area_id = area_by_name(session, area)
    settings = office.application.settings
    wanted = RequestProposal(
        first_day,
        last_day or first_day,
        area_id,
        min(seconds or settings.solver_seconds, settings.solver_seconds),
        settings.solver_workers,
    )
    requested = compute(office, lambda: request_proposal(store, office.actor, wanted))
    return _tell(office, requested.proposal_id, answer)


def _tell(office: Office, proposal_id: UUID, answer: _Answer) -> ExitCode:
    view = plan_view(office.application.store, office.actor, proposal_id)
    if answer.as_json:
        print_json(view)
    elif view.state in (ProposalState.READY, ProposalState.PUBLISHED):
        _print(office, view)
    else:
        click.echo(view.failure or _("Der Vorschlag ist noch nicht fertig."), err=True)
    if view.state in (ProposalState.FAILED, ProposalState.CANCELLED):
        return ExitCode.REFUSED
    return ExitCode.GAPS if answer.strict and view.gaps else ExitCode.DONE


def _print(office: Office, view: PlanView) -> None:
    click.echo("\n".join(plan_lines(view, width())))
    if view.state is ProposalState.READY:
        found = audit_proposal(office.application.store, office.actor, view.id)
        click.echo("\n".join([*fixed_lines(found), ""]))
        click.echo(
            _("Freigeben mit: lueckenlos publish {proposal}").format(proposal=view.id)
        )
