"""Rule 16: sessions of the same two do not crowd on neighbouring days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from solver.facts import iso
from solver.linear import Var
from solver.matching.problem import Pair
from solver.rule import (
    Binding,
    Finding,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import JointRule
from solver.sessions.problem import SessionKey, Visit
from solver.sessions.variables import SessionVariables
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class Parameters:
    """So many days lie at least between two sessions; 1 is the next day."""

    least_days: int = 3

    def __post_init__(self) -> None:
        """Refuse two sessions on one day."""
        if self.least_days < 1:
            raise ValueError("least_days ist mindestens 1.")


class DaysApart(JointRule[Parameters]):
    """Any two sessions of a coach at a kindergarten are at least so many days apart.

    Those that stand in the months around count, too: last December's, say.
    """

    info = RuleInfo(
        id=RuleId("days-apart"),
        number=16,
        title="Abstand zwischen Terminen derselben Begleitung",
        source=Practice("Zwischen zwei Terminen kann ein Haus etwas tun"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} wäre bei {kindergarten} am {day} und schon am {other_day} wieder"
            " (mindestens {least} Tage Abstand)."
        ),
    )
    parameters_type = Parameters

    def post(self, index: SessionIndex, variables: SessionVariables) -> None:
        """At most one session in any so many days, none near one that stands."""
        dates = _dates(index, variables)
        standing = _standing_days(index)
        for pair, of_day in dates.items():
            reach = self.parameters.least_days - 1
            for first in sorted(of_day):
                inside = _within(of_day, first, first + reach)
                if len({key for key, _ in inside}) > 1:
                    _post(variables, pair, first, inside, 1)
            for day in sorted(standing[pair]):
                near = _within(of_day, day - reach, day + reach)
                if near:
                    _post(variables, pair, day, near, 0)

    def breaches(
        self, index: SessionIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Pairs of sessions too close, at least one of them planned."""
        planned = _by_pair(index, assignments)
        fixed = _by_pair(index, index.problem.fixed)
        for pair, visits in planned.items():
            for one, other in combinations((*visits, *fixed[pair]), 2):
                if one in visits and self._crowd(one, other):
                    yield self._finding(pair, one.day, other.day)
            for there, day in self._near(index, pair, visits):
                yield self._finding(pair, there, day)

    def fixed_breaches(self, index: SessionIndex) -> Iterable[Finding]:
        """Pairs of sessions that were agreed too close."""
        for pair, visits in _by_pair(index, index.problem.fixed).items():
            for one, other in combinations(visits, 2):
                if self._crowd(one, other):
                    yield self._finding(pair, one.day, other.day, decided=False)
            for there, day in self._near(index, pair, visits):
                yield self._finding(pair, there, day, decided=False)

    def _crowd(self, one: Visit, other: Visit) -> bool:
        return one.session != other.session and self._close(one.day, other.day)

    def _close(self, one: Day, other: Day) -> bool:
        return abs(one - other) < self.parameters.least_days

    def _near(
        self, index: SessionIndex, pair: Pair, visits: Iterable[Visit]
    ) -> Iterable[tuple[Day, Day]]:
        """Days of visits that lie near one that stands around."""
        for visit in visits:
            for day in index.around.get(pair, ()):
                if self._close(visit.day, day):
                    yield visit.day, day

    def _finding(
        self, pair: Pair, one: Day, other: Day, *, decided: bool = True
    ) -> Finding:
        coach, house = pair
        first, second = sorted((one, other))
        facts: dict[str, int | str] = {
            "coach": coach,
            "kindergarten": house,
            "day": iso(first),
            "other_day": iso(second),
            "least": self.parameters.least_days,
        }
        return Finding(self.id, facts, (house,), decided)


OfDay = dict[Day, list[tuple[SessionKey, Var]]]
Dates = dict[Pair, OfDay]


def _dates(index: SessionIndex, variables: SessionVariables) -> Dates:
    """Choices by pair and day, where a pair has several sessions."""
    found: Dates = defaultdict(lambda: defaultdict(list))
    for key, days in variables.days.items():
        pair = index.pair(key)
        if len(index.chains[pair]) > 1 or pair in index.around:
            for day, var in days.items():
                found[pair][day].append((key, var))
    return found


def _within(of_day: OfDay, first: int, last: int) -> list[tuple[SessionKey, Var]]:
    """Choices from a day to another, both inclusive."""
    days = (Day(day) for day in range(first, last + 1))
    return [pair for day in days for pair in of_day.get(day, ())]


def _by_pair(
    index: SessionIndex, visits: Iterable[Visit]
) -> defaultdict[Pair, list[Visit]]:
    found: defaultdict[Pair, list[Visit]] = defaultdict(list)
    for visit in visits:
        found[index.pair(visit.session)].append(visit)
    return found


def _standing_days(index: SessionIndex) -> defaultdict[Pair, set[Day]]:
    """Days of each pair that are fixed or stand around."""
    found: defaultdict[Pair, set[Day]] = defaultdict(set)
    for visit in index.problem.fixed:
        found[index.pair(visit.session)].add(visit.day)
    for pair, days in index.around.items():
        found[pair].update(days)
    return found


def _post(
    variables: SessionVariables,
    pair: Pair,
    day: Day,
    inside: Iterable[tuple[SessionKey, Var]],
    room: int,
) -> None:
    variables.model.add_at_most(
        ((var, 1) for _, var in inside), room, f"Abstand von {pair[1]} ab {day}"
    )
