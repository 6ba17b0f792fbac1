"""A question about consultation visits as they stand answered; it needs the engine."""

from collections.abc import Iterator

from service.explaining.question import StandingOrder
from service.planning.blobs import unpack_profile, unpacked
from solver.consultations.codec import plan_from_bytes, problem_from_bytes
from solver.consultations.explanation.basis import Basis, basis_of
from solver.consultations.explanation.cost import force, told
from solver.consultations.explanation.why_visit import (
    free_visits,
    why_not_visit,
    why_unanswered,
    why_visit,
)
from solver.consultations.problem import HostId, RequestId, Visit
from solver.explanation.statements import Statement
from solver.slots import Day


def answer_consultations(order: StandingOrder) -> Iterator[Statement]:
    """Why a kindergarten's requests are answered as they are, or not.

    ``other`` is the host asked about: why not there, on a day if one is named.
    """
    stored = order.stored
    basis = basis_of(
        problem_from_bytes(unpacked(stored.problem)),
        unpack_profile(stored.profile),
        plan_from_bytes(unpacked(stored.plan)),
    )
    own = [RequestId(id_) for id_ in order.subjects]
    if order.other is None:
        for request in own:
            yield from _as_it_is(basis, request)
        return
    open_ = [request for request in own if request not in basis.index.fixed_of]
    day = None if order.day is None else Day(order.day)
    visit = _meant(basis, (open_ or own)[0], HostId(order.other), day)
    yield from why_not_visit(basis, visit)
    cost = force(basis, visit) if order.forced else None
    if cost is not None:
        yield from told(basis, visit, cost)


def _as_it_is(basis: Basis, request: RequestId) -> tuple[Statement, ...]:
    if request in basis.planned or request in basis.index.fixed_of:
        return why_visit(basis, request)
    return why_unanswered(basis, request)


def _meant(basis: Basis, request: RequestId, host: HostId, day: Day | None) -> Visit:
    """The visit asked about; without a day the best free one, or the first at all."""
    if day is not None:
        return Visit(request, host, day)
    free = free_visits(basis, request, host)
    possible = tuple(v for v in basis.options.of(request) if v.host == host)
    first = basis.problem.requests[request].first_day
    return (free or possible or (Visit(request, host, first),))[0]
