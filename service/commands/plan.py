"""``lueckenlos plan``."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import click

from service.commands.common.auditing import show_audit
from service.commands.common.computing import compute
from service.commands.common.exits import ExitCode
from service.commands.common.gathering import gathers
from service.commands.common.kinds import DAY
from service.commands.common.lookup import area_by_name
from service.commands.common.plan_text import plan_lines
from service.commands.common.plan_view import plan_view
from service.commands.common.proposal_told import Told, tell_proposal
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
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
class _Asked:
    """What to plan, or which proposal to show, and how."""

    first_day: date
    last_day: date | None
    area: str | None
    seconds: int | None
    shown: UUID | None
    strict: bool
    audit: bool


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
@gathers(_Asked)
def command(asked: _Asked, tenant: str | None, *, as_json: bool) -> ExitCode:
    """Ask for a proposal, wait for it, show it."""
    office = open_office(tenant)
    if asked.audit:
        return show_audit(office, asked.shown, as_json=as_json)
    shown = asked.shown or _planned(office, asked)
    view = plan_view(office.application.store, office.actor, shown)
    told = Told(view.gaps, asked.strict, as_json)
    return tell_proposal(office, view, lambda: plan_lines(view, width()), told)


def _planned(office: Office, asked: _Asked) -> UUID:
    """The proposal, computed."""
    store = office.application.store
    area_id = None
    if asked.area is not None:
        with store.read(office.tenant_id) as session:
            area_id = area_by_name(session, asked.area)
    settings = office.application.settings
    wanted = RequestProposal(
        asked.first_day,
        asked.last_day or asked.first_day,
        area_id,
        min(asked.seconds or settings.solver_seconds, settings.solver_seconds),
        settings.solver_workers,
    )
    requested = compute(office, lambda: request_proposal(store, office.actor, wanted))
    return requested.proposal_id
