"""Why a cover of the last plan is not as it was: facts, rules, or solved again."""

from solver.explanation.priced import keeping_statement
from solver.explanation.statements import Statement
from solver.result import SolveLimits
from solver.rule import Facts
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.cost import Cost
from solver.substitution.explanation.difference_answers import (
    FREED_ELSEWHERE,
    NEED_GONE,
    NEED_NEW,
    NEED_OTHER_TIMES,
    NOW_FIXED,
    NOW_POSSIBLE,
    NOW_REFUSED,
    PERSON_ABSENT,
    PERSON_UNKNOWN,
    TIME_PAST,
)
from solver.substitution.explanation.forcing import force
from solver.substitution.facts import iso
from solver.substitution.options import asked_pairs
from solver.substitution.problem import Cover, Need, PersonId

#: Who looks after a child where care was arranged outside.
OUTSIDE = "outside"

_Reasons = tuple[tuple[Statement, ...], Cost | None]


def why_new(old: Basis, new: Basis, cover: Cover) -> tuple[Statement, ...]:
    """Why a child has cover now that it had not before."""
    facts = _child(cover)
    if _fixed_as(new, cover):
        return _now_fixed(cover)
    need = _need(old, cover)
    if need is None or cover.person is None:
        other = any(
            (n.child, n.day) == (cover.child, cover.day) for n in old.problem.needs
        )
        kind = NEED_OTHER_TIMES if other else NEED_NEW
        return (Statement(kind.id, facts),)
    person = {**facts, "person": cover.person}
    possible = any(
        option.place == cover.place and option.slot.overlaps(cover.slot)
        for option in old.options_of(need.id, cover.person)
    )
    kind = FREED_ELSEWHERE if possible else NOW_POSSIBLE
    return (Statement(kind.id, person),)


def why_ended(new: Basis, cover: Cover, limits: SolveLimits) -> _Reasons:
    """Why a child has its cover no more, and none instead."""
    need = _need(new, cover)
    if need is None:
        other = any(
            (n.child, n.day) == (cover.child, cover.day) for n in new.problem.needs
        )
        kind = NEED_OTHER_TIMES if other else NEED_GONE
        return (Statement(kind.id, _child(cover)),), None
    return _why_not_kept(new, cover, need, limits)


def why_replaced(
    new: Basis, before: Cover, after: Cover, limits: SolveLimits
) -> _Reasons:
    """Why a child has another person, place or time now."""
    if _fixed_as(new, after):
        return _now_fixed(after), None
    need = _need(new, before)
    if need is None:
        return (Statement(NEED_OTHER_TIMES.id, _child(before)),), None
    if before.person == after.person and before.place == after.place:
        stretches = new.index.segments[need.id]
        if not any(stretch.contains(before.slot) for stretch in stretches):
            return (Statement(NEED_OTHER_TIMES.id, _child(before)),), None
    return _why_not_kept(new, before, need, limits)


def _why_not_kept(
    new: Basis, cover: Cover, need: Need, limits: SolveLimits
) -> _Reasons:
    """Why the old cover is not in the new plan, though its need is."""
    person = cover.person
    if person is None:
        return (Statement(NEED_OTHER_TIMES.id, _child(cover)),), None
    if not any(s.overlaps(cover.slot) for s in new.index.segments[need.id]):
        return (Statement(TIME_PAST.id, _child(cover)),), None
    facts: Facts = {**_child(cover), "person": person}
    if _absent(new, person, cover):
        return (Statement(PERSON_ABSENT.id, facts),), None
    keeping = tuple(
        option
        for option in new.options_of(need.id, person)
        if option.place == cover.place and option.slot.overlaps(cover.slot)
    )
    if not keeping:
        return _refused(new, cover, need, person), None
    cost = force(new, [keeping], limits)
    return (keeping_statement(cost, facts),), cost


def _refused(
    new: Basis, cover: Cover, need: Need, person: PersonId
) -> tuple[Statement, ...]:
    """The rule that refuses the old cover now, in its own words."""
    facts = {**_child(cover), "person": person}
    pairs = asked_pairs(new.index, new.rules, need, person)
    refused = next(
        (
            pair.refused
            for pair in pairs
            if pair.refused is not None and pair.whole.place == cover.place
        ),
        None,
    )
    if refused is None:
        return (Statement(PERSON_UNKNOWN.id, facts),)
    return (
        Statement(NOW_REFUSED.id, facts),
        Statement(refused.rule, refused.facts),
    )


def _absent(new: Basis, person: PersonId, cover: Cover) -> bool:
    """Whether the person herself is absent at that time now."""
    found = new.problem.persons.get(person)
    absences = found.absent.get(cover.day, ()) if found else ()
    return any(slot.overlaps(cover.slot) for slot in absences)


def _need(basis: Basis, cover: Cover) -> Need | None:
    """The need of a problem that a cover answers, past or fixed parts included."""
    found = basis.index.needs_of_child_day.get((cover.child, cover.day), ())
    return next((need for need in found if need.slot.overlaps(cover.slot)), None)


def _fixed_as(basis: Basis, cover: Cover) -> bool:
    fixed = basis.index.fixed_of_child_day.get((cover.child, cover.day), ())
    return any(one.cover == cover for one in fixed)


def _now_fixed(cover: Cover) -> tuple[Statement, ...]:
    person = cover.person or OUTSIDE
    return (Statement(NOW_FIXED.id, {**_child(cover), "person": person}),)


def _child(cover: Cover) -> dict[str, int | str]:
    return {"child": cover.child, "day": iso(cover.day)}
