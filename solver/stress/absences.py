"""Every single absence and every pair of them, one day of the week after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from solver.result import StopCheck
from solver.slots import Day
from solver.stress.bottlenecks import open_times
from solver.stress.evaluator import Group, Net
from solver.stress.result import Coverage, PairAbsence, SingleAbsence
from solver.substitution.problem import PersonId

#: Told after each piece of work how much of it is done, between 0 and 1.
Tell = Callable[[float], None]
#: Pairs between two looks at whether somebody cancelled.
_BETWEEN_LOOKS = 16


@dataclass(slots=True)
class Pairs:
    """Pairs whose surplus is not 0, and how much of what all pairs need is covered."""

    with_surplus: list[PairAbsence] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    complete: bool = True


def single_groups(net: Net) -> Iterator[tuple[Day, Group]]:
    """What single absences ask of a net."""
    for day in net.problem.days:
        for person in sorted(net.day(day).tables.needs):
            yield day, frozenset((person,))


def pair_groups(net: Net) -> Iterator[tuple[Day, Group]]:
    """What pairs of absences ask of a net, single absences left out."""
    for day in net.problem.days:
        for first, second in _pairs(net, day):
            if net.interact(first, second, day):
                yield day, frozenset((first, second))


def _pairs(net: Net, day: Day) -> list[tuple[PersonId, PersonId]]:
    """Every two persons of whom at least one has children who would need somebody."""
    needing = net.day(day).tables.needs
    people = sorted(net.day(day).reaches)
    return [p for p in combinations(people, 2) if p[0] in needing or p[1] in needing]


def single_absences(net: Net, stop: StopCheck) -> Iterator[SingleAbsence]:
    """Everybody with children away alone, on every day; ends early once stopped."""
    for day in net.problem.days:
        for person in sorted(net.day(day).tables.needs):
            if stop():
                return
            yield _single(net, person, day)


def _single(net: Net, person: PersonId, day: Day) -> SingleAbsence:
    value = net.uncovered((person,), day)
    found = SingleAbsence(
        person, day, net.needed(person, day), value.minutes, value.bound
    )
    if not value.open_minutes:
        return found
    return replace(found, gaps=open_times(net, frozenset((person,)), day))


def pair_absences(net: Net, tell: Tell, stop: StopCheck) -> Pairs:
    """Every two persons away together, of whom at least one has children.

    Pairs that touch nothing in common are the sum of both (``reach``); the others are
    computed.
    """
    found = Pairs()
    days = net.problem.days
    for number, day in enumerate(days):
        asked = _pairs(net, day)
        for step, (first, second) in enumerate(asked):
            if step % _BETWEEN_LOOKS == 0:
                if stop():
                    found.complete = False
                    return found
                tell((number + step / len(asked)) / len(days))
            _add_pair(net, found, first, second, day)
    return found


def _add_pair(
    net: Net, found: Pairs, first: PersonId, second: PersonId, day: Day
) -> None:
    alone = sum(net.uncovered((one,), day).minutes for one in (first, second))
    together = alone
    if net.interact(first, second, day):
        together = net.uncovered((first, second), day).minutes
    needed = net.needed(first, day) + net.needed(second, day)
    found.coverage = with_absence(found.coverage, needed, together)
    if together != alone:
        surplus = together - alone
        pair = PairAbsence(first, second, day, needed, together, surplus)
        found.with_surplus.append(pair)


def with_absence(coverage: Coverage, needed: int, uncovered: int) -> Coverage:
    """The coverage with one more absence looked at."""
    safe = uncovered == 0
    return Coverage(
        coverage.absences + 1,
        coverage.safe_absences + safe,
        coverage.needed_minutes + needed,
        coverage.safe_needed_minutes + (needed if safe else 0),
        coverage.uncovered_minutes + uncovered,
    )
