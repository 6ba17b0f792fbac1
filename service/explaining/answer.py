"""A question answered; of all that answers only this module needs the engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from service.explaining.plain import said_facts, tier_facts
from service.explaining.question import (
    Order,
    Part,
    QuestionKind,
    SaidFacts,
    StoredPlan,
)
from service.explaining.renaming import renamed_plan, renamed_problem
from service.planning.blobs import unpack_plan, unpack_problem, unpack_profile
from solver.explanation.cost import Price
from solver.explanation.statements import Statement
from solver.rule import RuleId
from solver.substitution.explanation.alternatives import alternatives
from solver.substitution.explanation.basis import Basis, basis_of
from solver.substitution.explanation.difference import Difference, differences
from solver.substitution.explanation.forced_gap import forced_gap
from solver.substitution.explanation.gap_reasons import not_linked
from solver.substitution.explanation.person_cost import needs_of_episode, person_cost
from solver.substitution.explanation.single_change import ChangeSearch
from solver.substitution.explanation.why_not import why_not
from solver.substitution.plan import Gap
from solver.substitution.problem import Need, PersonId

#: Why this person is no rule's business: the facts are the choice's own.
ASSIGNMENT = RuleId("assignment")


def answer(order: Order) -> tuple[Part, ...]:
    """The answer to a question, every part of it verified by checks or by solving.

    Raises
    ------
    DocumentError
        If a stored document is damaged.
    """
    basis = _basis(order.stored)
    return tuple(_ANSWERS[order.kind](basis, order))


@lru_cache(maxsize=2)
def _basis(stored: StoredPlan) -> Basis:
    """The last plans asked about stay at hand: people ask more than once."""
    return basis_of(
        unpack_problem(stored.problem),
        unpack_profile(stored.profile),
        unpack_plan(stored.plan),
    )


def _needs(basis: Basis, order: Order) -> Sequence[Need]:
    return tuple(
        need
        for need in sorted(basis.problem.needs, key=lambda n: (n.day, n.child, n.slot))
        if (order.child is None or need.child == order.child)
        and (order.day is None or need.day == order.day)
    )


def _asked_gaps(basis: Basis, order: Order) -> Iterable[Gap]:
    return (
        gap
        for gap in basis.plan.gaps
        if (order.child is None or gap.child == order.child)
        and (order.day is None or gap.day == order.day)
    )


def _why(basis: Basis, order: Order) -> Iterator[Part]:
    asked = {need.id for need in _needs(basis, order)}
    for reason in basis.plan.reasons:
        option = reason.option
        if option.need in asked:
            said = (SaidFacts(ASSIGNMENT, reason.facts),)
            slot = option.slot
            yield Part(
                option.child, option.day, slot.start, slot.end, proven=True, said=said
            )


def _why_not(basis: Basis, order: Order) -> Iterator[Part]:
    person = PersonId(order.person or "")
    needs = _needs(basis, order)
    if order.by_rules:
        yield from (_by_rules(basis, need, person) for need in needs)
        return
    if order.episode:
        episodes = dict.fromkeys(need.episode for need in needs)
        groups = [needs_of_episode(basis, episode) for episode in episodes]
    else:
        groups = [(need,) for need in needs]
    for group in groups:
        if group:
            found = person_cost(basis, group, person)
            yield _of_need(group[0], found.statements, found.cost)


def _by_rules(basis: Basis, need: Need, person: PersonId) -> Part:
    """What she has of a need, and what keeps her from the rest; nothing is solved."""
    if person in basis.problem.persons:
        chosen = basis.plan.assignments
        against = why_not(basis.index, basis.rules, chosen, need, person)
    else:
        against = (not_linked(need, person),)
    taken = (
        Statement(ASSIGNMENT, reason.facts)
        for reason in basis.plan.reasons
        if (reason.option.need, reason.option.person) == (need.id, person)
    )
    refusals = (Statement(refusal.rule, refusal.facts) for refusal in against)
    return _of_need(need, (*taken, *refusals), None)


def _alternatives(basis: Basis, order: Order) -> Iterator[Part]:
    for need in _needs(basis, order):
        found = alternatives(basis, need)
        if not found.found:
            yield _of_need(need, found.statements, None)
        for statement, other in zip(found.statements, found.found, strict=False):
            yield _of_need(need, (statement,), other.cost)


def _gaps(basis: Basis, order: Order) -> Iterator[Part]:
    for gap in _asked_gaps(basis, order):
        refusals = tuple(Statement(r.rule, r.facts) for r in gap.refusals)
        forced = forced_gap(basis, gap)
        said = (*refusals, *forced.statements)
        yield _of_gap(gap, said, forced.cost)


def _single_changes(basis: Basis, order: Order) -> Iterator[Part]:
    asked = tuple(_asked_gaps(basis, order))
    search = ChangeSearch(basis)
    found = search.every(asked) if len(asked) > 1 else map(search.smallest, asked)
    for one in found:
        yield _of_gap(one.gap, one.statements, None, proven=one.smallest)


def _difference(basis: Basis, order: Order) -> Iterator[Part]:
    if order.earlier is None:
        return
    earlier = order.earlier
    renaming = order.renaming or {}
    old = basis_of(
        renamed_problem(unpack_problem(earlier.problem), renaming),
        unpack_profile(earlier.profile),
        renamed_plan(unpack_plan(earlier.plan), renaming),
    )
    for one in differences(old, basis):
        if one.statements and (order.child is None or one.child == order.child):
            yield _of_difference(one)


_ANSWERS: Mapping[QuestionKind, Callable[[Basis, Order], Iterator[Part]]] = {
    QuestionKind.WHY: _why,
    QuestionKind.WHY_NOT: _why_not,
    QuestionKind.GAP: _gaps,
    QuestionKind.SINGLE_CHANGE: _single_changes,
    QuestionKind.ALTERNATIVES: _alternatives,
    QuestionKind.DIFFERENCE: _difference,
}


def _of_difference(one: Difference) -> Part:
    cover = one.after or one.before
    start, end = (cover.slot.start, cover.slot.end) if cover else (0, 0)
    return Part(
        one.child,
        one.day,
        start,
        end,
        proven=one.cost is None or one.cost.proven,
        said=said_facts(one.statements),
        tiers=tier_facts(one.cost),
    )


def _of_need(need: Need, statements: Sequence[Statement], cost: Price | None) -> Part:
    return Part(
        need.child,
        need.day,
        need.slot.start,
        need.slot.end,
        proven=cost is None or cost.proven,
        said=said_facts(statements),
        tiers=tier_facts(cost),
    )


def _of_gap(
    gap: Gap,
    statements: Sequence[Statement],
    cost: Price | None,
    *,
    proven: bool = True,
) -> Part:
    return Part(
        gap.child,
        gap.day,
        gap.slot.start,
        gap.slot.end,
        proven=proven and (cost is None or cost.proven),
        said=said_facts(statements),
        tiers=tier_facts(cost),
    )
