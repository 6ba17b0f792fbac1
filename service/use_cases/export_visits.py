"""Contact visits as a file: a workbook for the committee, a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require
from service.ahead.visits.overview import VisitsOverview, overview_of
from service.ahead.visits.picture import draw_visits
from service.ahead.visits.sheets import visits_sheets
from service.ahead.visits.state import Visits, visits_between
from service.db.store import Store
from service.db.tables.people import Person
from service.domain.actor import Actor
from service.errors import InputFault, InvalidInput
from service.planning.names import names_for
from service.reports.workbook import workbook_bytes
from service.use_cases.plan_visits import MOST_WEEKS, require_somebody


@dataclass(frozen=True, slots=True)
class ExportVisits:
    """Which days, both included; ``named`` where people are named instead of coded.

    A file that is handed on names nobody unless it is asked for.
    """

    first_day: date
    last_day: date
    named: bool = False


def export_visits_workbook(store: Store, actor: Actor, asked: ExportVisits) -> bytes:
    """The visits of some weeks as a workbook.

    Raises
    ------
    NotPermitted
        If the actor does not oversee the whole tenant.
    InvalidInput
        If the days are in the wrong order or too many, nobody is there to visit or be
        visited, or the rules change within these days.
    """
    return workbook_bytes(visits_sheets(_overview(store, actor, asked)))


def export_visits_picture(store: Store, actor: Actor, asked: ExportVisits) -> bytes:
    """The visits of some weeks as a picture (SVG); raises as the workbook does."""
    return draw_visits(_overview(store, actor, asked)).encode()


def _overview(store: Store, actor: Actor, asked: ExportVisits) -> VisitsOverview:
    require(actor, Action.OVERSEE_VISITS)
    days = (asked.last_day - asked.first_day).days + 1
    if not 1 <= days <= 7 * MOST_WEEKS:
        detail = f"Gezeigt werden Besuche von einem Tag bis {MOST_WEEKS} Wochen."
        raise InvalidInput(detail, [InputFault("/last_day", detail, "range")])
    with store.read(actor.tenant_id) as session:
        span = asked.first_day, asked.last_day
        visits = visits_between(session, span, store.clock.now())
        require_somebody(visits)
        names = _names(session, actor, visits, named=asked.named)
    return overview_of(visits, names)


def _names(
    session: Session, actor: Actor, visits: Visits, *, named: bool
) -> Mapping[str, str]:
    bonds = visits.problem.bonds.values()
    ids = {UUID(person) for bond in bonds for person in (bond.visitor, bond.host)}
    if named:
        return names_for(session, actor, ids, full=True)
    rows = session.execute(select(Person.id, Person.code).where(Person.id.in_(ids)))
    return {str(key): code for key, code in rows}
