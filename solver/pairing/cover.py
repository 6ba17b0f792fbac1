"""What a team covers of its members' absences, counted exactly.

On every day of every draw the members who are away need their children looked after;
those who are there, and only they, have room. Per minute the smaller of the two counts.
Days on which nobody of a team is there count as uncovered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from solver.pairing.index import PairingIndex, Week
from solver.pairing.potentials import Potentials
from solver.pairing.problem import PersonId, Team
from solver.pairing.stairs import Stair, added, shared
from solver.slots import DAYS_PER_WEEK

_TWO = 2


@dataclass(frozen=True, slots=True)
class AwayTogether:
    """Who of a team is away at the same time, and the days of all draws it is so."""

    absent: tuple[PersonId, ...]
    hosts: tuple[PersonId, ...]
    days: int


class Cover:
    """Child-minutes and hours that teams cover, each counted once."""

    def __init__(self, index: PairingIndex) -> None:
        self.index = index
        self.potentials = Potentials(index)
        #: Existing teams that could go on; see ``standing``.
        self.standing: tuple[Team, ...] = ()
        self._known: dict[Team, int] = {}
        self._of_days: dict[tuple[PersonId, PersonId], tuple[int, ...]] = {}

    def hours(self, team: Team) -> int:
        """Whole child-hours of a season; the rest of an hour is not counted."""
        return self.minutes(team) // self.index.whole

    def minutes(self, team: Team) -> int:
        """Child-minutes of all draws."""
        known = self._known.get(team)
        if known is None:
            if team.floater:
                known = self._of_floater(team, team.floater)
            elif len(team.members) == _TWO:
                known = self._of_two(team)
            else:
                known = self._counted(team)
            self._known[team] = known
        return known

    def _of_two(self, team: Team) -> int:
        """The same as ``_counted``, quicker: each has nobody but the other."""
        one, other = team.members
        here, there = one in team.holders, other in team.holders
        return self.potentials(one, other, held=there) + self.potentials(
            other, one, held=here
        )

    def _of_floater(self, team: Team, floater: PersonId) -> int:
        """Child-minutes a floater covers, who is with one of them for a whole day."""
        index = self.index
        there = index.permitted[floater] & ~index.away[floater]
        steps = 0
        worths = [(self._of_a_day(floater, m), m) for m in team.members]
        for number, days in self._same_weekdays(team):
            worth = sorted(((of_day[number], m) for of_day, m in worths), reverse=True)
            left = there & days
            for each, member in worth:
                here = left & index.away[member]
                steps += each * here.bit_count()
                left ^= here
        return steps * index.step

    def _of_a_day(self, floater: PersonId, member: PersonId) -> tuple[int, ...]:
        """Steps a floater covers of a member's weekdays, alone with her."""
        known = self._of_days.get((floater, member))
        if known is None:
            week = zip(
                self.index.demand[member], self.index.capacity(floater), strict=True
            )
            known = tuple(shared(wanted, room) for wanted, room in week)
            self._of_days[floater, member] = known
        return known

    def _counted(self, team: Team) -> int:
        steps = 0
        weeks = self._same_weekdays(team)
        for together in away_together(self.index, team):
            for number, days in weeks:
                times = (together.days & days).bit_count()
                if times:
                    steps += times * _member_steps(self.index, team, together, number)
        return steps * self.index.step

    def _same_weekdays(self, team: Team) -> tuple[tuple[int, int], ...]:
        """One of each kind of weekday, and all the days that are like it."""
        patterns = self.index.patterns
        found: dict[tuple[int, ...], tuple[int, int]] = {}
        for number in range(DAYS_PER_WEEK):
            key = tuple(patterns[person][number] for person in team.people)
            first, days = found.get(key, (number, 0))
            found[key] = first, days | self.index.weekdays[number]
        return tuple(found.values())


def away_together(index: PairingIndex, team: Team) -> Iterator[AwayTogether]:
    """Every combination of members away that occurs, with its days."""
    parts: list[tuple[int, tuple[PersonId, ...], tuple[PersonId, ...]]] = []
    everywhere = reduce(int.__or__, (index.away[m] for m in team.members), 0)
    parts = [(everywhere, (), ())] if everywhere else []
    for person in team.members:
        away, permitted = index.away[person], index.permitted[person]
        split = []
        for days, absent, there in parts:
            gone, here, out = days & away, days & permitted & ~away, days & ~permitted
            if gone:
                split.append((gone, (*absent, person), there))
            if here:
                split.append((here, absent, (*there, person)))
            if out:
                split.append((out, absent, there))
        parts = split
    for days, absent, there in parts:
        if absent:
            yield AwayTogether(absent, there, days)


def _member_steps(
    index: PairingIndex, team: Team, together: AwayTogether, number: int
) -> int:
    """Steps of a weekday that those who are there cover for those who are not."""
    wanted = _sum([index.demand[a] for a in together.absent], number, None)
    rooms = [index.capacity(host, held=host in team.holders) for host in together.hosts]
    return shared(wanted, _sum(rooms, number, len(wanted)))


def _sum(weeks: Sequence[Week], number: int, most: int | None) -> Stair:
    found: Stair = ()
    for week in weeks:
        day = week[number]
        found = added(found, day, most if most is not None else len(found) + len(day))
    return found
