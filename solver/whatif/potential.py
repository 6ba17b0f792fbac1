"""What a place could reach of the open time, before anything is evaluated."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from solver.slots import PLAIN_CLOCKS, Clocks, Day
from solver.stress.evaluator import Net
from solver.substitution.problem import ChildId, Need, PersonId, PlaceId
from solver.whatif.problem import WhatIfProblem


@dataclass(frozen=True)
class OpenTime:
    """Open minutes of each single absence, by person and day."""

    minutes: Mapping[tuple[PersonId, Day], int]
    needs: Mapping[tuple[PersonId, Day], Sequence[Need]]
    clocks: Clocks = PLAIN_CLOCKS

    @classmethod
    def of(cls, net: Net, singles: Iterable[tuple[PersonId, Day]]) -> "OpenTime":
        """Of a net, over single absences."""
        needs: dict[tuple[PersonId, Day], list[Need]] = defaultdict(list)
        for need in net.problem.needs:
            needs[need.absent, need.day].append(need)
        minutes = {
            (person, day): net.uncovered((person,), day).minutes
            for person, day in singles
        }
        return cls(minutes, needs, net.clocks)

    def by_person(self) -> Mapping[PersonId, int]:
        """Open minutes of the week, whoever has any."""
        found: dict[PersonId, int] = defaultdict(int)
        for (person, _day), minutes in self.minutes.items():
            if minutes:
                found[person] += minutes
        return found

    def within(self, person: PersonId, reaches: Callable[[Need], bool]) -> int:
        """Open minutes of a person's absences that could be those of such needs."""
        return sum(
            min(minutes, self._needed(n for n in self._of(key) if reaches(n)))
            for key, minutes in self.minutes.items()
            if minutes and key[0] == person
        )

    def _needed(self, needs: Iterable[Need]) -> int:
        return self.clocks.minutes((need.day, need.slot) for need in needs)

    def _of(self, key: tuple[PersonId, Day]) -> Sequence[Need]:
        return self.needs.get(key, ())


@dataclass(frozen=True)
class Reach:
    """Whether families can take their children somewhere.

    ``default_limit`` holds for families that named none [min].
    """

    problem: WhatIfProblem
    default_limit: int

    def to_place(self, place: PlaceId) -> Callable[[Need], bool]:
        """Needs whose families reach a place within their limit."""
        return lambda need: (
            need.regular_place == place
            or self._within(need, self.problem.way(need.child, place))
        )

    def to_spot(self, ways: Mapping[ChildId, int]) -> Callable[[Need], bool]:
        """Needs whose families reach a spot within their limit."""
        return lambda need: self._within(need, ways.get(need.child))

    def _within(self, need: Need, way: int | None) -> bool:
        if way is None:
            return False
        usual = self.problem.way(need.child, need.regular_place) or 0
        own = self.problem.stress.week.children[need.child].max_extra_way_minutes
        limit = self.default_limit if own is None else own
        return max(0, way - usual) <= limit
