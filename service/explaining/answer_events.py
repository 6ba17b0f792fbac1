"""A question about the event of a series as it stands answered; it needs the engine."""

from collections.abc import Iterator

from service.explaining.question import StandingOrder
from service.planning.blobs import unpack_profile, unpacked
from solver.explanation.statements import Statement
from solver.slots import Day
from solver.workshops.codec import plan_from_bytes, problem_from_bytes
from solver.workshops.explanation.basis import basis_of
from solver.workshops.explanation.cost import force, told
from solver.workshops.explanation.why_event import (
    host_or_planned,
    why_event,
    why_not_date,
    why_unplaced,
)
from solver.workshops.problem import EventDate, EventId, MemberId


def answer_events(order: StandingOrder) -> Iterator[Statement]:
    """Why an event is when and where it is, or has no date; with a day, why not then.

    ``other`` is the host asked about; else the planned one is meant.
    """
    stored = order.stored
    basis = basis_of(
        problem_from_bytes(unpacked(stored.problem)),
        unpack_profile(stored.profile),
        plan_from_bytes(unpacked(stored.plan)),
    )
    (subject,) = order.subjects
    event = EventId(subject)
    if order.day is None:
        stands = event in basis.planned or event in basis.index.fixed_of
        yield from (why_event if stands else why_unplaced)(basis, event)
        return
    named = None if order.other is None else MemberId(order.other)
    host = host_or_planned(basis, event, named)
    wanted = EventDate(event, Day(order.day), host)
    yield from why_not_date(basis, wanted)
    cost = force(basis, wanted) if order.forced else None
    if cost is not None:
        yield from told(basis, wanted, cost)
