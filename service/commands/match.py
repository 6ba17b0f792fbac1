"""``lueckenlos match``."""

from dataclasses import dataclass
from uuid import UUID

import click

from service.commands.common.audit_text import fixed_lines
from service.commands.common.auditing import show_audit
from service.commands.common.computing import compute
from service.commands.common.exits import ExitCode
from service.commands.common.match_changes import with_changes
from service.commands.common.match_text import match_lines
from service.commands.common.match_view import MatchView, match_view
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
from service.use_cases.request_matching import RequestMatching, request_matching

HELP = (
    "Plant, wer welche Kita begleitet, und zeigt, warum.\n\n"
    "Ein Vorschlag ändert nichts: erst lueckenlos publish fragt Begleitungen und Kitas"
    " an. Was zugesagt oder angefragt ist, bleibt; nach einer Absage wird so nur das"
    " Offene neu geplant. Strg-C bricht die Berechnung ab."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """How to answer."""

    as_json: bool
    strict: bool
    change_seconds: int


@make_command(HELP)
@option(
    "--year",
    type=int,
    help="Programmjahr; sonst das nächste Kalenderjahr.",
)
@option(
    "--from-month",
    "first_month",
    type=click.IntRange(1, 12),
    default=1,
    help="Erster Monat, wenn das Jahr schon läuft.",
)
@option(
    "--anew", is_flag=True, help="Auch neu planen, was noch niemand beantwortet hat."
)
@option(
    "--seconds",
    type=click.IntRange(1, 600),
    help="Längste Rechenzeit; höchstens und sonst die Einstellung solver_seconds.",
)
@option("--strict", is_flag=True, help="Mit 6 enden, wenn eine Kita allein bleibt.")
@option("--show", "shown", type=click.UUID, help="Einen früheren Vorschlag zeigen.")
@option(
    "--change-seconds",
    type=click.IntRange(0, 3600),
    default=60,
    help="So lange wird gesucht, was jeder Kita ohne Begleitung allein hülfe.",
)
@option("--audit", is_flag=True, help="Mit --show: am aktuellen Stand nachprüfen.")
@tenant_option
@json_option
def command(  # noqa: PLR0913 - one argument per option, as click calls it
    year: int | None,
    first_month: int,
    seconds: int | None,
    shown: UUID | None,
    change_seconds: int,
    tenant: str | None,
    *,
    anew: bool,
    strict: bool,
    audit: bool,
    as_json: bool,
) -> ExitCode:
    """Ask for a matching, wait for it, show it."""
    office = open_office(tenant)
    answer = _Answer(as_json, strict, change_seconds)
    if audit:
        return show_audit(office, shown, as_json=as_json)
    if shown is not None:
        return _tell(office, shown, answer)
    settings = office.application.settings
    wanted = RequestMatching(
        year=year or _next_year(office),
        first_month=first_month,
        keep_proposed=not anew,
        seconds=min(seconds or settings.solver_seconds, settings.solver_seconds),
        workers=settings.solver_workers,
    )
    store = office.application.store
    requested = compute(office, lambda: request_matching(store, office.actor, wanted))
    return _tell(office, requested.proposal_id, answer)


def _next_year(office: Office) -> int:
    return office.application.clock.now().astimezone(office.zone).year + 1


def _tell(office: Office, proposal_id: UUID, answer: _Answer) -> ExitCode:
    view = match_view(office.application.store, office.actor, proposal_id)
    done = view.state in (ProposalState.READY, ProposalState.PUBLISHED)
    if done and view.unserved and answer.change_seconds:
        view = with_changes(office, view, answer.change_seconds)
    if answer.as_json:
        print_json(view)
    elif done:
        _print(office, view)
    else:
        click.echo(view.failure or _("Der Vorschlag ist noch nicht fertig."), err=True)
    if view.state in (ProposalState.FAILED, ProposalState.CANCELLED):
        return ExitCode.REFUSED
    return ExitCode.GAPS if answer.strict and view.unserved else ExitCode.DONE


def _print(office: Office, view: MatchView) -> None:
    click.echo("\n".join(match_lines(view, width())))
    if view.state is ProposalState.READY:
        found = audit_proposal(office.application.store, office.actor, view.id)
        click.echo("\n".join([*fixed_lines(found), ""]))
        click.echo(
            _("Freigeben mit: lueckenlos publish {proposal}").format(proposal=view.id)
        )
