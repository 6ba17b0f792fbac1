"""Which sessions a command line is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import click

from service.commands.common.kinds import DAY
from service.commands.common.lookup_programme import kindergarten_by_code
from service.commands.common.pages import every
from service.commands.common.running import Office
from service.commands.common.words import option
from service.domain.kinds import AppointmentState
from service.errors import NotFound
from service.use_cases.read_sessions import (
    SessionAccounts,
    SessionView,
    list_sessions,
)

year_option = option(
    "--year", type=int, help="Programmjahr; sonst das nächste Kalenderjahr."
)
kindergarten_argument = click.argument("kindergarten", metavar="KITA")
day_argument = click.argument("day", metavar="TAG", type=DAY)


def chosen_year(office: Office, year: int | None) -> int:
    """The year named, or the next one."""
    return year or office.application.clock.now().astimezone(office.zone).year + 1


def all_sessions(office: Office, year: int) -> list[SessionView]:
    """Every session of a year within reach."""
    store = office.application.store
    return every(lambda page: list_sessions(store, office.actor, year, page))


def of_kindergarten(
    office: Office, sessions: Sequence[SessionView], code: str
) -> list[SessionView]:
    """Those of one kindergarten."""
    with office.application.store.read(office.tenant_id) as session:
        wanted = kindergarten_by_code(session, code).id
    return [view for view in sessions if view.kindergarten_id == wanted]


def accounts_about(
    office: Office,
    accounts: SessionAccounts,
    sessions: Sequence[SessionView],
    code: str,
) -> SessionAccounts:
    """The account of one kindergarten, of its county and of who is in its sessions."""
    with office.application.store.read(office.tenant_id) as session:
        house = kindergarten_by_code(session, code)
        wanted = {house.id, house.area_id, *(view.coach_id for view in sessions)}
    return replace(
        accounts,
        kindergartens=[view for view in accounts.kindergartens if view.id in wanted],
        coaches=[view for view in accounts.coaches if view.id in wanted],
        counties=[view for view in accounts.counties if view.id in wanted],
    )


def session_meant(office: Office, kindergarten: str, day: date) -> SessionView:
    """The session of a kindergarten on a day; a cancelled one only if no other is."""
    views = of_kindergarten(office, all_sessions(office, day.year), kindergarten)
    found = [view for view in views if view.day == day]
    if not found:
        raise NotFound(f"{kindergarten} hat am {day:%d.%m.%Y} keinen Termin.")
    return min(found, key=lambda view: view.state is AppointmentState.CANCELLED)
