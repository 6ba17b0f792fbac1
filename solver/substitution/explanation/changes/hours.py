"""More hours of a person: available, and her place open, for all of the gap."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from solver.slots import Slot, merged, subtracted
from solver.substitution.explanation.answers import CHANGE_HOURS
from solver.substitution.explanation.changes.change import (
    Change,
    ChangeKind,
    Kind,
    Lack,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import Problem


class MoreHours(Kind):
    """She comes earlier or stays longer that day; an absence is no matter of hours."""

    kind = ChangeKind.HOURS
    answers = frozenset({"availability", "place-open"})

    def of(self, index: ProblemIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:  # noqa: ARG002 - asks no rule
        """One change, where she is not absent at that time."""
        option = lack.option
        absent = index.problem.persons[option.person].absent.get(option.day, ())
        if not lack.rules or any(slot.overlaps(option.slot) for slot in absent):
            return
        missing = _missing(index, option)
        alter = partial(_longer, option=option)
        yield Change(
            self.kind,
            max(1, missing),
            option,
            (option.person, option.place, option.day, option.slot),
            CHANGE_HOURS.id,
            {
                "child": option.child,
                "day": iso(option.day),
                "person": option.person,
                "start": option.slot.start,
                "end": option.slot.end,
                "size": missing,
            },
            partial(alter, index.problem),
            alter,
        )


def _missing(index: ProblemIndex, option: Option) -> int:
    """Real minutes in which she is not available, or the place is not open."""
    opened = _opened(index.problem, option)
    there = index.free(option.person, option.day)
    both = (s for f in there for o in opened if (s := f.intersection(o)))
    lacking = subtracted((option.slot,), tuple(both))
    return sum(map(index.clock(option.day).minutes, lacking))


def _opened(problem: Problem, option: Option) -> tuple[Slot, ...]:
    table = problem.places[option.place].open
    return (option.slot,) if table is None else table.get(option.day, (option.slot,))


def _longer(problem: Problem, option: Option) -> Problem:
    person, place = problem.persons[option.person], problem.places[option.place]
    available = merged((*person.available.get(option.day, ()), option.slot))
    longer = replace(person, available={**person.available, option.day: available})
    if place.open is not None and option.day in place.open:
        opened = merged((*place.open[option.day], option.slot))
        place = replace(place, open={**place.open, option.day: opened})
    return replace(
        problem,
        persons={**problem.persons, person.id: longer},
        places={**problem.places, place.id: place},
    )
