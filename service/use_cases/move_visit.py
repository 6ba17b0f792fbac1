"""Move one contact visit to another day; everything else stays where it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.ahead.visits.asking import stored_visits
from service.ahead.visits.solving import require_same
from service.ahead.visits.state import Visits, visit_of, visits_between
from service.ahead.visits.telling import Changed, tell
from service.calendars.local_time import local_date
from service.calendars.refresh import zone_of
from service.dates.appointments import change
from service.db.audit_trail import last_number
from service.db.store import Store, expect_version
from service.db.tables.contact_visits import ContactVisit
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.errors import Conflict
from service.explaining.question import (
    AnsweringMove,
    MoveOrder,
    SaidFacts,
    Standing,
)
from service.i18n import translate
from service.planning.names import names_for
from solver.rule import RuleId
from solver.visits.audit import sentence
from solver.visits.problem import Visit

_OPEN = (AppointmentState.PLANNED, AppointmentState.MOVED)


@dataclass(frozen=True, slots=True)
class MoveVisit:
    """Which visit; ``day`` where a certain day of its weeks is wanted, else any other.

    ``version`` is what the person saw (If-Match).
    """

    visit_id: UUID
    day: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MovedVisit:
    """Where the visit is now, and its version."""

    day: date
    start_minute: int
    end_minute: int
    version: int


def move_visit(
    store: Store, actor: Actor, command: MoveVisit, answering: AnsweringMove
) -> MovedVisit:
    """The visit has another date in the same stretch of weeks.

    It is looked for outside of the transaction that stores it: nobody waits meanwhile.

    Raises
    ------
    NotPermitted, NotFound
        If the visit is not the actor's to move.
    Stale
        If it was changed since.
    Conflict
        If it is confirmed, held, over or called off, if no other day is possible, or
        if something changed meanwhile.
    Busy
        If there is no answer in time.
    """
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        seen = last_number(session)
        visits, old = _asked(session, store, actor, command)
    (found,) = answering(_order(visits, old, command.day))
    if found.day is None or found.start is None or found.end is None:
        with store.read(actor.tenant_id) as session:
            raise Conflict(_why(session, actor, found.said))
    with store.write(actor.tenant_id) as session:
        if last_number(session) != seen:
            again, _ = _asked(session, store, actor, command)
            require_same(visits.problem, again.problem)
        row = load(session, actor, ContactVisit, command.visit_id, Action.PLAN_VISITS)
        day_before = row.day
        row.day = date.fromordinal(found.day)
        row.start_minute, row.end_minute = found.start, found.end
        row.state = AppointmentState.MOVED
        change(row, now)
        changed = Changed([row], frozenset({day_before}))
        detail = {"from": day_before.isoformat(), "to": row.day.isoformat()}
        tell(session, actor, "move_visit", changed, detail, now)
        session.flush()
        return MovedVisit(row.day, row.start_minute, row.end_minute, row.version)


def _asked(
    session: Session, store: Store, actor: Actor, command: MoveVisit
) -> tuple[Visits, Visit]:
    """The visits of these weeks, and which one is meant."""
    row = load(session, actor, ContactVisit, command.visit_id, Action.PLAN_VISITS)
    expect_version(row, command.version)
    now = store.clock.now()
    first = local_date(now, zone_of(session)).toordinal() + 1
    last = max(row.day.toordinal(), first) + 28
    days = date.fromordinal(first), date.fromordinal(last)
    visits = visits_between(session, days, now)
    old = visit_of(row)
    if row.state not in _OPEN or old not in visits.problem.published:
        raise Conflict(
            "Dieser Besuch steht fest, ist vorbei, abgesagt oder gehört zu keiner"
            " Kooperation mehr; verlegen lässt sich nur ein künftiger, noch nicht"
            " bestätigter Besuch."
        )
    return visits, old


def _order(visits: Visits, old: Visit, wanted: date | None) -> MoveOrder:
    return MoveOrder(
        Standing.CONTACTS,
        stored_visits(visits),
        old.bond,
        old.day,
        None if wanted is None else wanted.toordinal(),
    )


def _why(session: Session, actor: Actor, said: Sequence[SaidFacts]) -> str:
    """What keeps the visit from every day that was left."""
    ids = [
        UUID(value)
        for one in said
        for key, value in one.facts.items()
        if key in {"person", "host", "child", "place"} and isinstance(value, str)
    ]
    names = names_for(session, actor, ids, full=True)
    told = (sentence(RuleId(one.rule), one.facts, names, translate) for one in said)
    nowhere = translate("Dafür gibt es in diesen Wochen keinen anderen Tag.")
    return " ".join((nowhere, *told))
