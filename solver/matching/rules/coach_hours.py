"""Rule 3: a coach's month holds the hours and the ways."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import groupby

from solver.kinds import Decided
from solver.matching.index import MatchingIndex
from solver.matching.kinds import JointRule
from solver.matching.problem import CoachId, Engagement, Month
from solver.matching.resources import binding_months, post_resource, priced
from solver.matching.variables import MatchingVariables
from solver.months import month_spans
from solver.rule import (
    AgreementSource,
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    RuleId,
    RuleInfo,
)


class CoachHours(JointRule[NoParameters]):
    """Minutes with kindergartens and on the road <= the coach's minutes, each month."""

    info = RuleInfo(
        id=RuleId("coach-hours"),
        number=3,
        title="Stunden der Prozessbegleitung im Monat, Wege eingerechnet",
        source=AgreementSource("Honorarvertrag der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hätte im Monat {month} {planned} Minuten mit Wegen (vereinbart:"
            " {limit})."
        ),
        summary=(
            "{coach} hätte mit Wegen mehr Minuten, als vereinbart sind: {months}; am"
            " meisten im Monat {month}: {planned} (vereinbart: {limit})."
        ),
    )

    def post(self, index: MatchingIndex, variables: MatchingVariables) -> None:
        """One row per coach and month in which her engagements do not all fit."""
        for coach, choices in variables.of_coach.items():
            left = partial(_left, index, coach)
            for running in binding_months(index, choices, left, index.spell):
                minutes = partial(index.minutes_in, running.month)
                used = [
                    (choice, priced(minutes, choice))
                    for choice in choices
                    if choice.chosen in running.choices
                ]
                name = f"Stunden von {coach}, {running.month}"
                post_resource(variables.model, used, running.room, name)

    def breaches(
        self, index: MatchingIndex, assignments: Iterable[Engagement]
    ) -> Iterable[Finding]:
        """Months in which the plan asks more of a coach than she has."""
        added = index.minutes_of(assignments)
        for (coach, month), minutes in sorted(added.items()):
            planned = minutes + index.fixed_minutes.get((coach, month), 0)
            if minutes and planned > index.capacity(coach, month):
                yield self._finding(index, coach, month, planned)

    def fixed_breaches(self, index: MatchingIndex) -> Iterable[Finding]:
        """Months that are too full by what is agreed alone."""
        for (coach, month), planned in sorted(index.fixed_minutes.items()):
            if planned > index.capacity(coach, month):
                yield self._finding(index, coach, month, planned, decided=False)

    def check(
        self, index: MatchingIndex, plan: Decided[Engagement]
    ) -> tuple[Finding, ...]:
        """Of each coach one finding with all months that are too full."""
        return tuple(
            _summary(list(found))
            for _, found in groupby(
                super().check(index, plan), lambda f: (f.decided, f.subjects)
            )
        )

    def _finding(
        self,
        index: MatchingIndex,
        coach: CoachId,
        month: Month,
        planned: int,
        *,
        decided: bool = True,
    ) -> Finding:
        facts: dict[str, int | str] = {
            "coach": coach,
            "month": month,
            "planned": planned,
            "limit": index.capacity(coach, month),
        }
        return Finding(self.id, facts, (coach,), decided)


def _summary(found: list[Finding]) -> Finding:
    """One month as it is; of several the fullest, the first of equals, and all."""
    if len(found) == 1:
        return found[0]
    worst = max(found, key=lambda f: int(f.facts["planned"]) - int(f.facts["limit"]))
    months = month_spans(int(f.facts["month"]) for f in found)
    return replace(worst, facts={**worst.facts, "months": months})


def _left(index: MatchingIndex, coach: CoachId, month: Month) -> int:
    """Minutes of a month that nothing fixed takes."""
    return index.capacity(coach, month) - index.fixed_minutes.get((coach, month), 0)
