"""What a plan costs against another: moved children, as records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from solver.explanation.cost import PlanCost
from solver.explanation.statements import Statement
from solver.rule import Facts
from solver.slots import Day, subtracted
from solver.substitution.explanation.answers import (
    LEFT_OPEN,
    MOVED_OTHER,
    MOVED_WITHIN,
    NEWLY_COVERED,
)
from solver.substitution.facts import iso
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId


@dataclass(frozen=True, slots=True)
class Move:
    """Another child's day before and after, where it differs."""

    child: ChildId
    day: Day
    before: tuple[Option, ...]
    after: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Option, Move]):
    """The best plan with something forced, against the plan."""


def moves_between(
    before: Sequence[Option], after: Sequence[Option], asked: Iterable[ChildId] = ()
) -> tuple[Move, ...]:
    """Children and days that differ; those asked about are left out."""
    left_out = frozenset(asked)
    old, new = _by_child_day(before), _by_child_day(after)
    return tuple(
        Move(child, day, tuple(was), tuple(will))
        for child, day in sorted(old.keys() | new.keys(), key=lambda k: (k[1], k[0]))
        if child not in left_out
        and set(was := old.get((child, day), []))
        != set(will := new.get((child, day), []))
    )


def _by_child_day(
    assignments: Sequence[Option],
) -> dict[tuple[ChildId, Day], list[Option]]:
    found: dict[tuple[ChildId, Day], list[Option]] = {}
    for option in sorted(assignments, key=lambda o: (o.day, o.child, o.slot)):
        found.setdefault((option.child, option.day), []).append(option)
    return found


def move_statements(moves: Sequence[Move]) -> tuple[Statement, ...]:
    """What moves mean for each child."""
    return tuple(statement for move in moves for statement in _of_move(move))


def _of_move(move: Move) -> Iterable[Statement]:
    """Where the child is instead, then when it is with nobody any more."""
    old = next((o.person for o in move.before), None)
    for option in move.after:
        if any(_shortened(was, option) for was in move.before):
            continue
        facts = {**_piece(option), "person": option.person}
        if old is None:
            yield Statement(NEWLY_COVERED.id, facts)
        elif option.person in {o.person for o in move.before}:
            yield Statement(MOVED_WITHIN.id, facts)
        else:
            yield Statement(MOVED_OTHER.id, {**facts, "chosen": old})
    for option in move.before:
        for slot in subtracted((option.slot,), [o.slot for o in move.after]):
            lost = _piece(replace(option, slot=slot))
            yield Statement(LEFT_OPEN.id, {**lost, "chosen": option.person})


def _shortened(was: Option, option: Option) -> bool:
    """Whether the child stays where it was, for all of the time or a part of it."""
    here = (was.person, was.place) == (option.person, option.place)
    return here and was.slot.contains(option.slot)


def _piece(option: Option) -> Facts:
    return {
        "child": option.child,
        "day": iso(option.day),
        "start": option.slot.start,
        "end": option.slot.end,
    }
