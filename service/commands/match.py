"""``lueckenlos match``."""

from dataclasses import dataclass
from uuid import UUID

import click

from service.commands.common.auditing import show_audit
from service.commands.common.computing import compute
from service.commands.common.exits import ExitCode
from service.commands.common.gathering import gathers
from service.commands.common.match_changes import with_changes
from service.commands.common.match_text import match_lines
from service.commands.common.match_view import match_view
from service.commands.common.proposal_told import DONE, Told, tell_proposal
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.sessions_meant import chosen_year
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.use_cases.request_matching import RequestMatching, request_matching

HELP = (
    "Plant, wer welche Kita begleitet, und zeigt, warum.\n\n"
    "Ein Vorschlag ändert nichts: erst lueckenlos publish fragt Begleitungen und Kitas"
    " an. Was zugesagt oder angefragt ist, bleibt; nach einer Absage wird so nur das"
    " Offene neu geplant. Strg-C bricht die Berechnung ab."
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What to match, or which matching to show, and how."""

    year: int | None
    first_month: int
    anew: bool
    seconds: int | None
    strict: bool
    shown: UUID | None
    change_seconds: int
    audit: bool


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
@gathers(_Asked)
def command(asked: _Asked, tenant: str | None, *, as_json: bool) -> ExitCode:
    """Ask for a matching, wait for it, show it."""
    office = open_office(tenant)
    if asked.audit:
        return show_audit(office, asked.shown, as_json=as_json)
    shown = asked.shown or _matched(office, asked)
    view = match_view(office.application.store, office.actor, shown)
    if view.state in DONE and view.unserved and asked.change_seconds:
        view = with_changes(office, view, asked.change_seconds)
    told = Told(view.unserved, asked.strict, as_json)
    return tell_proposal(office, view, lambda: match_lines(view, width()), told)


def _matched(office: Office, asked: _Asked) -> UUID:
    """The matching, computed."""
    store, settings = office.application.store, office.application.settings
    wanted = RequestMatching(
        year=chosen_year(office, asked.year),
        first_month=asked.first_month,
        keep_proposed=not asked.anew,
        seconds=min(asked.seconds or settings.solver_seconds, settings.solver_seconds),
        workers=settings.solver_workers,
    )
    requested = compute(office, lambda: request_matching(store, office.actor, wanted))
    return requested.proposal_id
