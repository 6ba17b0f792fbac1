"""Move one visit to another day or another host; all others stay where they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.dates.appointments import changeable, require_unchanged
from service.dates.consultations.asking import stored_visits
from service.dates.consultations.state import Consultations, load_consultations
from service.dates.consultations.views import house_names
from service.dates.consultations.writing import write_visits
from service.dates.telling import tell
from service.db.store import Store, expect_version
from service.db.tables.visits import ConsultationVisit
from service.domain.actor import Actor
from service.errors import Conflict, NotFound
from service.explaining.question import (
    AnsweringMove,
    MoveOrder,
    SaidFacts,
    Standing,
)
from service.i18n import translate
from service.matching.months import period_of
from solver.consultations.explanation.sentences import sentence
from solver.consultations.problem import HostId, RequestId, Visit
from solver.rule import RuleId
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class MoveConsultation:
    """Which visit; ``day`` and ``host_id`` where certain ones are wanted.

    Without a host the visit stays with its own. ``version`` is what the person saw
    (If-Match).
    """

    visit_id: UUID
    day: date | None = None
    host_id: UUID | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MovedConsultation:
    """Where the visit is now; another host is another visit, with an id of its own."""

    visit_id: UUID
    day: date
    start_minute: int
    end_minute: int


def move_consultation(
    store: Store, actor: Actor, command: MoveConsultation, answering: AnsweringMove
) -> MovedConsultation:
    """The visit has another date: the one wanted, or the best that moves nobody else.

    It is looked for outside of the transaction that stores it: nobody waits meanwhile.

    Raises
    ------
    NotPermitted, NotFound
        If the visit is not the actor's to move, or there is no such host.
    Stale
        If it was changed since.
    Conflict
        If it is confirmed, held or over, if a rule or another visit is in the way, or
        if something changed meanwhile.
    Busy
        If there is no answer in time.
    """
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        row, before = _loaded(session, actor, command, now)
        request = _open(before, row)
        names = house_names(session)
    host = HostId(str(command.host_id or row.host_id))
    present = Visit(request, host, Day(row.day.toordinal()))
    (found,) = answering(_order(before, present, command.day))
    if found.day is None:
        raise Conflict(_why(names, found.said))
    wanted = replace(present, day=Day(found.day))
    others = (visit for visit in before.standing if visit.request != request)
    visits = (*others, wanted)
    with store.write(actor.tenant_id) as session:
        row, state = _loaded(session, actor, command, now)
        require_unchanged(before.problem, state.problem)
        written = write_visits(session, state, visits, now)
        tell(session, actor, "move_visit", written.changed, written.counts, now)
        return _moved(written.changed, row, wanted)


def _loaded(
    session: Session, actor: Actor, command: MoveConsultation, now: datetime
) -> tuple[ConsultationVisit, Consultations]:
    """The visit that is meant and the year it lies in."""
    row = load(session, actor, ConsultationVisit, command.visit_id, Action.AGREE)
    expect_version(row, command.version)
    return row, load_consultations(session, period_of(row.day.year), now)


def _open(state: Consultations, row: ConsultationVisit) -> RequestId:
    request = state.request_of(row)
    free = {visit.request for visit in state.standing}
    if request is None or request not in free or not changeable(row):
        raise Conflict(
            "Dieser Besuch steht fest, ist vorbei oder abgesagt; verlegen lässt sich"
            " nur ein künftiger, noch nicht bestätigter Besuch."
        )
    return request


def _order(state: Consultations, visit: Visit, wanted: date | None) -> MoveOrder:
    """The question in the ids of the problem.

    Raises
    ------
    NotFound
        If there is no such host.
    """
    if visit.host not in state.problem.hosts:
        raise NotFound
    return MoveOrder(
        Standing.CONSULTATIONS,
        stored_visits(state),
        visit.request,
        visit.day,
        None if wanted is None else wanted.toordinal(),
        visit.host,
    )


def _why(names: Mapping[str, str], said: Sequence[SaidFacts]) -> str:
    """What keeps the visit from the day, or that there is no other."""
    told = (sentence(RuleId(one.rule), one.facts, names, translate) for one in said)
    nowhere = translate("In diesem Jahr gibt es dort keinen anderen freien Tag.")
    return " ".join(told) or nowhere


def _moved(
    changed: list[ConsultationVisit], row: ConsultationVisit, wanted: Visit
) -> MovedConsultation:
    """The row that stands for the visit now."""
    now = next((each for each in changed if str(each.host_id) == wanted.host), row)
    return MovedConsultation(now.id, now.day, now.start_minute, now.end_minute)
