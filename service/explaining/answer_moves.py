"""Another day for one visit, found while all others stay; no engine is needed.

It is looked for here all the same: whole plans are counted for each day, and a web
process has threads for requests only.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from service.explaining.plain import said_facts
from service.explaining.question import MoveOrder, MovePart, SaidFacts, Standing
from service.planning.blobs import unpack_profile, unpacked
from solver.consultations import codec as consultations
from solver.consultations.explanation.basis import basis_of
from solver.consultations.explanation.why_visit import free_visits, why_not_visit
from solver.consultations.problem import HostId, RequestId
from solver.consultations.problem import Visit as ConsultationVisit
from solver.slots import Day, week
from solver.visits import codec as contacts
from solver.visits.moving import moved
from solver.visits.problem import BondId, Visit, VisitProblem


def answer_move(order: MoveOrder) -> tuple[MovePart, ...]:
    """The day a visit may move to, or what keeps it where it is.

    Raises
    ------
    DocumentError
        If a document is damaged.
    KeyError
        If there is no such kind of move, visit, request or host.
    """
    return (_MOVES[order.kind](order),)


def _contact(order: MoveOrder) -> MovePart:
    """A day of the same stretch of weeks, the nearest one."""
    problem = contacts.problem_from_bytes(unpacked(order.stored.problem))
    plan = contacts.plan_from_bytes(unpacked(order.stored.plan))
    problem = replace(problem, published=plan.assignments)
    standing = {(visit.bond, visit.day): visit for visit in problem.published}
    old = standing[BondId(order.subject), Day(order.day)]
    days = _days(problem, old, order.wanted)
    found = moved(problem, unpack_profile(order.stored.profile), old, days)
    if isinstance(found, Visit):
        return MovePart(found.day, found.slot.start, found.slot.end)
    said = () if found is None else (SaidFacts(found.rule, dict(found.facts)),)
    return MovePart(None, said=said)


def _days(problem: VisitProblem, old: Visit, wanted: int | None) -> list[Day]:
    """Days of the same stretch of weeks, but for the one it is on."""
    weeks = problem.bonds[old.bond].every_weeks
    return [
        Day(number)
        for number in range(problem.first_day, problem.last_day + 1)
        if number != old.day
        and week(Day(number)) // weeks == week(old.day) // weeks
        and wanted in (None, number)
    ]


def _consultation(order: MoveOrder) -> MovePart:
    """The best day with the host that is wanted."""
    stored = order.stored
    basis = basis_of(
        consultations.problem_from_bytes(unpacked(stored.problem)),
        unpack_profile(stored.profile),
        consultations.plan_from_bytes(unpacked(stored.plan)),
    )
    request = RequestId(order.subject)
    present = basis.planned[request]
    host = present.host if order.host is None else HostId(order.host)
    wanted = None if order.wanted is None else Day(order.wanted)
    free = [v for v in free_visits(basis, request, host, wanted) if v != present]
    if free:
        return MovePart(free[0].day)
    if wanted is None:
        return MovePart(None)
    asked = ConsultationVisit(request, host, wanted)
    return MovePart(None, said=said_facts(why_not_visit(basis, asked)))


_MOVES: Final[Mapping[Standing, Callable[[MoveOrder], MovePart]]] = {
    Standing.CONTACTS: _contact,
    Standing.CONSULTATIONS: _consultation,
}
