"""What changed since the last plan, child by child and day by day, and why.

Every reason is a fact of the two problems, a rule asked again on the new one, or the
new plan solved again with the old cover fixed; none is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.statements import Statement
from solver.result import SolveLimits
from solver.slots import Day, Slot
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.cost import Cost
from solver.substitution.explanation.difference_answers import (
    CHANGED_PERSON,
    CHANGED_PLACE,
    CHANGED_TIME,
    COVER_ENDED,
    COVER_NEW,
    NOTHING_CHANGED,
)
from solver.substitution.explanation.difference_reasons import (
    OUTSIDE,
    why_ended,
    why_new,
    why_replaced,
)
from solver.substitution.facts import iso
from solver.substitution.problem import ChildId, Cover


class ChangeOf(StrEnum):
    """How a child's cover differs between two plans."""

    KEPT = "kept"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NEW = "new"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cover before and after; ``cost`` where its old form was solved again."""

    change: ChangeOf
    child: ChildId
    day: Day
    before: Cover | None
    after: Cover | None
    cost: Cost | None
    statements: tuple[Statement, ...]


_SAYS = {
    ChangeOf.PERSON: CHANGED_PERSON,
    ChangeOf.PLACE: CHANGED_PLACE,
    ChangeOf.TIME: CHANGED_TIME,
    ChangeOf.NEW: COVER_NEW,
    ChangeOf.ENDED: COVER_ENDED,
}


def differences(
    old: Basis, new: Basis, limits: SolveLimits = ANSWER_LIMITS
) -> tuple[Difference, ...]:
    """Every cover of either plan on the days both speak of, by day and child.

    Both are of the same codes. Fixed cover counts as what the plan says, and only days
    of both problems are compared.

    Parameters
    ----------
    limits
        Of each cover that has to be solved again.
    """
    return tuple(
        _difference(old, new, (before, after), limits)
        for before, after in _pairs(_covers(old, new), _covers(new, old))
    )


def difference_statements(found: Iterable[Difference]) -> tuple[Statement, ...]:
    """All that changed, in words; that nothing did, where nothing did."""
    said = tuple(statement for one in found for statement in one.statements)
    return said or (Statement(NOTHING_CHANGED.id, {}),)


def _covers(basis: Basis, other: Basis) -> list[Cover]:
    """What a plan says of the days that the other speaks of, too."""
    problem = basis.problem
    first = max(problem.first_day, other.problem.first_day)
    last = min(problem.last_day, other.problem.last_day)
    found = {option.cover for option in basis.plan.assignments}
    found |= {fixed.cover for fixed in problem.fixed}
    return sorted((c for c in found if first <= c.day <= last), key=_order)


def _order(cover: Cover) -> tuple[int, str, Slot, str, str]:
    return cover.day, cover.child, cover.slot, str(cover.person), str(cover.place)


def _pairs(
    before: list[Cover], after: list[Cover]
) -> list[tuple[Cover | None, Cover | None]]:
    """Covers of one child and day that answer each other: the most alike first."""
    pairs: list[tuple[Cover | None, Cover | None]] = []
    left = list(after)
    for old in before:
        alike = [
            new
            for new in left
            if (new.child, new.day) == (old.child, old.day)
            and (new == old or new.slot.overlaps(old.slot))
        ]
        best = max(alike, key=lambda new: _likeness(old, new), default=None)
        if best is not None:
            left.remove(best)
        pairs.append((old, best))
    pairs.extend((None, new) for new in left)
    return sorted(pairs, key=lambda pair: _order(pair[0] or pair[1] or before[0]))


def _likeness(old: Cover, new: Cover) -> tuple[bool, bool, bool, int]:
    shared = old.slot.intersection(new.slot)
    return (
        new == old,
        new.person == old.person,
        new.place == old.place,
        shared.minutes if shared else 0,
    )


def _difference(
    old: Basis,
    new: Basis,
    pair: tuple[Cover | None, Cover | None],
    limits: SolveLimits,
) -> Difference:
    before, after = pair
    change = _change(before, after)
    one = before or after
    if one is None:  # pairs are never empty
        raise ValueError("a difference without covers")
    cost: Cost | None = None
    said: tuple[Statement, ...] = ()
    if change is not ChangeOf.KEPT:
        facts = _facts(before, after)
        said = (Statement(_SAYS[change].id, facts),)
    if before is None and after is not None:
        said += why_new(old, new, after)
    elif before is not None and after is None:
        reasons, cost = why_ended(new, before, limits)
        said += reasons
    elif before is not None and after is not None and change is not ChangeOf.KEPT:
        reasons, cost = why_replaced(new, before, after, limits)
        said += reasons
    return Difference(change, one.child, one.day, before, after, cost, said)


def _change(before: Cover | None, after: Cover | None) -> ChangeOf:
    if before is None:
        return ChangeOf.NEW
    if after is None:
        return ChangeOf.ENDED
    if before.person != after.person:
        return ChangeOf.PERSON
    if before.place != after.place:
        return ChangeOf.PLACE
    return ChangeOf.KEPT if before.slot == after.slot else ChangeOf.TIME


def _facts(before: Cover | None, after: Cover | None) -> dict[str, int | str]:
    """The facts of the statement about a change; ``chosen`` is the person of before."""
    cover = after or before
    if cover is None:
        return {}
    facts: dict[str, int | str] = {
        "child": cover.child,
        "day": iso(cover.day),
        "start": cover.slot.start,
        "end": cover.slot.end,
        "person": cover.person or OUTSIDE,
    }
    if before is not None and after is not None:
        if before.person != after.person:
            facts["chosen"] = before.person or OUTSIDE
        elif before.place != after.place:
            facts["place"] = after.place or OUTSIDE
    return facts
