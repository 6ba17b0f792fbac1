"""Rule 16: sessions of one engagement do not crowd on neighbouring days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from solver.facts import iso
from solver.linear import Var
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
from solver.sessions.problem import EngagementId, SessionKey, Visit
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
    """Any two sessions of an engagement are at least so many days apart."""

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
        """At most one session in any so many days, none near a fixed one."""
        dates = _dates(index, variables)
        fixed = _fixed_days(index)
        for engagement, of_day in dates.items():
            reach = self.parameters.least_days - 1
            for first in sorted(of_day):
                inside = _within(of_day, first, first + reach)
                if len({key for key, _ in inside}) > 1:
                    _post(variables, engagement, first, inside, 1)
            for day in sorted(fixed[engagement]):
                near = _within(of_day, day - reach, day + reach)
                if near:
                    _post(variables, engagement, day, near, 0)

    def breaches(
        self, index: SessionIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Pairs of sessions too close, at least one of them planned."""
        planned: dict[EngagementId, list[Visit]] = defaultdict(list)
        for visit in assignments:
            planned[visit.session.engagement].append(visit)
        for engagement, visits in planned.items():
            agreed = [
                visit
                for visit in index.problem.fixed
                if visit.session.engagement == engagement
            ]
            for one, other in combinations((*visits, *agreed), 2):
                if one in visits and self._close(one, other):
                    yield self._finding(index, one, other)

    def fixed_breaches(self, index: SessionIndex) -> Iterable[Finding]:
        """Pairs of sessions that were agreed too close."""
        for one, other in combinations(index.problem.fixed, 2):
            same = one.session.engagement == other.session.engagement
            if same and self._close(one, other):
                yield self._finding(index, one, other, decided=False)

    def _close(self, one: Visit, other: Visit) -> bool:
        apart = abs(one.day - other.day)
        return one.session != other.session and apart < self.parameters.least_days

    def _finding(
        self, index: SessionIndex, one: Visit, other: Visit, *, decided: bool = True
    ) -> Finding:
        engagement = index.engagement(one.session)
        first, second = sorted((one.day, other.day))
        facts: dict[str, int | str] = {
            "coach": engagement.coach,
            "kindergarten": engagement.kindergarten,
            "day": iso(first),
            "other_day": iso(second),
            "least": self.parameters.least_days,
        }
        return Finding(self.id, facts, (engagement.kindergarten,), decided)


OfDay = dict[Day, list[tuple[SessionKey, Var]]]
Dates = dict[EngagementId, OfDay]


def _dates(index: SessionIndex, variables: SessionVariables) -> Dates:
    """Choices by engagement and day, where an engagement has several sessions."""
    found: Dates = defaultdict(lambda: defaultdict(list))
    for key, days in variables.days.items():
        if len(index.chains[key.engagement]) > 1:
            for day, var in days.items():
                found[key.engagement][day].append((key, var))
    return found


def _within(of_day: OfDay, first: int, last: int) -> list[tuple[SessionKey, Var]]:
    """Choices from a day to another, both inclusive."""
    days = (Day(day) for day in range(first, last + 1))
    return [pair for day in days for pair in of_day.get(day, ())]


def _fixed_days(index: SessionIndex) -> dict[EngagementId, set[Day]]:
    found: dict[EngagementId, set[Day]] = defaultdict(set)
    for visit in index.problem.fixed:
        found[visit.session.engagement].add(visit.day)
    return found


def _post(
    variables: SessionVariables,
    engagement: EngagementId,
    day: Day,
    inside: Iterable[tuple[SessionKey, Var]],
    room: int,
) -> None:
    variables.model.add_at_most(
        ((var, 1) for _, var in inside), room, f"Abstand von {engagement} ab {day}"
    )
