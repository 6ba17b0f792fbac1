"""A question about contact visits as they stand answered; it may need the engine."""

from collections.abc import Iterator

from service.explaining.question import StandingOrder
from service.planning.blobs import unpack_profile, unpacked
from solver.explanation.alone import ALONE_BETTER, ALONE_EQUAL, ALONE_WORSE
from solver.explanation.statements import Statement
from solver.slots import Day
from solver.visits.codec import plan_from_bytes, problem_from_bytes
from solver.visits.explanation.answers import VISIT_PLANNED
from solver.visits.explanation.basis import Basis, basis_of
from solver.visits.explanation.changes import told as helping
from solver.visits.explanation.cost import forced_statements
from solver.visits.explanation.sentences import readable
from solver.visits.explanation.why_visit import (
    asked_on,
    children_not_met,
    why_not_visit,
    why_unvisited,
    why_visit,
)
from solver.visits.problem import Bond, BondId

_ALONE = frozenset({ALONE_BETTER, ALONE_EQUAL, ALONE_WORSE})


def answer_contacts(order: StandingOrder) -> Iterator[Statement]:
    """Why the bonds asked about have their visits, or none, and what would help.

    ``other`` is the visitor asked about: of her what is missing is told with what
    would help; with a day, why she does not come then.
    """
    stored = order.stored
    basis = basis_of(
        problem_from_bytes(unpacked(stored.problem)),
        unpack_profile(stored.profile),
        plan_from_bytes(unpacked(stored.plan)),
    )
    bonds = [basis.problem.bonds[BondId(id_)] for id_ in order.subjects]
    if order.day is not None:
        return readable(_on_day(basis, bonds[0], Day(order.day), forced=order.forced))
    return readable(_of_bonds(basis, bonds, by_visitor=order.other is not None))


def _of_bonds(
    basis: Basis, bonds: list[Bond], *, by_visitor: bool
) -> Iterator[Statement]:
    for bond in bonds:
        for period in basis.index.periods(bond):
            yield from _of_stretch(basis, bond, period, by_visitor=by_visitor)
        yield from children_not_met(basis, bond)


def _of_stretch(
    basis: Basis, bond: Bond, period: int, *, by_visitor: bool
) -> Iterator[Statement]:
    own = basis.instead_of(bond, period)
    if own is not None and not by_visitor:
        yield Statement(VISIT_PLANNED.id, basis.index.whose(own))
        return
    why = tuple(why_unvisited(basis, bond, period))
    yield from why
    # Where a visit goes as things are nothing has to change for it.
    if own is None and by_visitor and why[0].kind not in _ALONE:
        yield from helping(basis, bond, period)


def _on_day(basis: Basis, bond: Bond, day: Day, *, forced: bool) -> Iterator[Statement]:
    own = basis.instead_of(bond, basis.index.period(bond, day))
    if own is not None and own.day == day:
        yield from why_visit(basis, own)
        return
    visit = asked_on(basis, bond, day)
    yield from why_not_visit(basis, visit)
    if forced and (own is None or own not in basis.problem.fixed):
        yield from forced_statements(basis, visit)
