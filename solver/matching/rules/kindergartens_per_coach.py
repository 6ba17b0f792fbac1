"""Rule 11: as many kindergartens at a time as a coach agreed to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from solver.matching.index import MatchingIndex
from solver.matching.kinds import JointRule
from solver.matching.problem import CoachId, Engagement, Month
from solver.matching.resources import binding_months
from solver.matching.variables import MatchingVariables
from solver.rule import (
    AgreementSource,
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    RuleId,
    RuleInfo,
)

OfMonth = Counter[tuple[CoachId, Month]]


class KindergartensPerCoach(JointRule[NoParameters]):
    """Kindergartens of a coach in a month, agreed ones counted, <= her number."""

    info = RuleInfo(
        id=RuleId("kindergartens-per-coach"),
        number=11,
        title="Höchstzahl der Einrichtungen je Prozessbegleitung",
        source=AgreementSource("Eigene Angabe der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hätte im Monat {month} {count} Einrichtungen (höchstens: {limit})."
        ),
    )

    def post(self, index: MatchingIndex, variables: MatchingVariables) -> None:
        """One row per coach and month with more choices than she may take."""
        agreed = _agreed(index)
        for coach, choices in variables.of_coach.items():
            limit = index.problem.coaches[coach].max_kindergartens
            if limit is None:
                continue
            room = partial(_left, agreed, coach, limit)
            for running in binding_months(index, choices, room):
                if len(running.choices) > running.room:
                    variables.model.add_at_most(
                        ((chosen, 1) for chosen in sorted(running.choices)),
                        running.room,
                        f"Einrichtungen von {coach}, {running.month}",
                    )

    def breaches(
        self, index: MatchingIndex, assignments: Iterable[Engagement]
    ) -> Iterable[Finding]:
        """Coaches whom the plan gives more in a month than they agreed to."""
        added = _counted(index, assignments)
        whole = _agreed(index) + added
        yield from self._beyond(index, {key: whole[key] for key in added}, decided=True)

    def fixed_breaches(self, index: MatchingIndex) -> Iterable[Finding]:
        """Coaches who have too many in a month by what is agreed alone."""
        yield from self._beyond(index, _agreed(index), decided=False)

    def _beyond(
        self,
        index: MatchingIndex,
        counts: Mapping[tuple[CoachId, Month], int],
        *,
        decided: bool,
    ) -> Iterable[Finding]:
        """Of each coach the month with the most, the first of several."""
        worst: dict[CoachId, tuple[int, Month]] = {}
        for (coach, month), count in counts.items():
            known = worst.get(coach, (0, month))
            worst[coach] = min(known, (-count, month))
        for coach, (count, month) in worst.items():
            limit = index.problem.coaches[coach].max_kindergartens
            if limit is not None and -count > limit:
                facts: dict[str, int | str] = {
                    "coach": coach,
                    "month": month,
                    "count": -count,
                    "limit": limit,
                }
                yield Finding(self.id, facts, (coach,), decided)


def _left(agreed: OfMonth, coach: CoachId, limit: int, month: Month) -> int:
    """How many more she may have in a month."""
    return max(0, limit - agreed[coach, month])


def _agreed(index: MatchingIndex) -> OfMonth:
    """Everything that is agreed, whether the problem lists it or not."""
    found = _counted(index, index.problem.fixed)
    for coach in index.problem.coaches.values():
        for month, count in coach.other_kindergartens.items():
            found[coach.id, month] += count
    return found


def _counted(index: MatchingIndex, engagements: Iterable[Engagement]) -> OfMonth:
    return Counter(
        (engagement.coach, Month(month))
        for engagement in engagements
        for month in index.kindergarten(engagement).months
    )
