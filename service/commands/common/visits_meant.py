"""Which consultation visits and hosts a command line is about."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from service.commands.common.lookup_programme import kindergarten_by_code
from service.commands.common.pages import every
from service.commands.common.running import Office
from service.dates.consultations.views import VisitView
from service.db.tables.visits import ConsultationHost
from service.domain.kinds import AppointmentState
from service.errors import NotFound
from service.use_cases.read_consultations import list_consultations


def all_visits(office: Office, year: int) -> list[VisitView]:
    """Every visit of a year within reach."""
    store = office.application.store
    return every(lambda page: list_consultations(store, office.actor, year, page))


def kindergarten_meant(office: Office, code: str) -> UUID:
    """The kindergarten with that code or name."""
    with office.application.store.read(office.tenant_id) as session:
        return kindergarten_by_code(session, code).id


def host_meant(office: Office, code: str) -> UUID:
    """The host that is the kindergarten with that code or name.

    Raises
    ------
    NotFound
        If the kindergarten receives nobody.
    """
    house = kindergarten_meant(office, code)
    with office.application.store.read(office.tenant_id) as session:
        found = session.scalars(
            select(ConsultationHost.id).where(ConsultationHost.kindergarten_id == house)
        ).one_or_none()
    if found is None:
        raise NotFound(f"„{code}“ ist keine Konsultationseinrichtung.")
    return found


def visit_meant(office: Office, code: str, day: date) -> VisitView:
    """The visit of a kindergarten on a day; a cancelled one only if no other is.

    Raises
    ------
    NotFound
        If there is none.
    """
    house = kindergarten_meant(office, code)
    found = [
        view
        for view in all_visits(office, day.year)
        if view.kindergarten_id == house and view.day == day
    ]
    if not found:
        raise NotFound(f"{code} besucht am {day:%d.%m.%Y} niemanden.")
    return min(found, key=lambda view: view.state is AppointmentState.CANCELLED)
