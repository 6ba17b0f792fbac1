"""Rule 11: as many kindergartens as a coach agreed to."""

from collections import Counter
from collections.abc import Iterable

from solver.matching.index import MatchingIndex
from solver.matching.kinds import JointRule
from solver.matching.problem import CoachId, Engagement
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


class KindergartensPerCoach(JointRule[NoParameters]):
    """Kindergartens of a coach, agreed ones counted, <= her number."""

    info = RuleInfo(
        id=RuleId("kindergartens-per-coach"),
        number=11,
        title="Höchstzahl der Einrichtungen je Prozessbegleitung",
        source=AgreementSource("Eigene Angabe der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{coach} hätte {count} Einrichtungen (höchstens: {limit}).",
    )

    def post(self, index: MatchingIndex, variables: MatchingVariables) -> None:
        """One row per coach with more choices than she may take."""
        agreed = _agreed(index)
        for coach, choices in variables.of_coach.items():
            limit = index.problem.coaches[coach].max_kindergartens
            room = None if limit is None else max(0, limit - agreed[coach])
            if room is not None and len(choices) > room:
                variables.model.add_at_most(
                    ((choice.chosen, 1) for choice in choices),
                    room,
                    f"Einrichtungen von {coach}",
                )

    def breaches(
        self, index: MatchingIndex, assignments: Iterable[Engagement]
    ) -> Iterable[Finding]:
        """Coaches whom the plan gives more than they agreed to."""
        agreed = _agreed(index)
        for coach, count in Counter(e.coach for e in assignments).items():
            yield from self._beyond(index, coach, count + agreed[coach], decided=True)

    def fixed_breaches(self, index: MatchingIndex) -> Iterable[Finding]:
        """Coaches who have too many by what is agreed alone."""
        for coach, count in _agreed(index).items():
            yield from self._beyond(index, coach, count, decided=False)

    def _beyond(
        self, index: MatchingIndex, coach: CoachId, count: int, *, decided: bool
    ) -> Iterable[Finding]:
        limit = index.problem.coaches[coach].max_kindergartens
        if limit is not None and count > limit:
            facts: dict[str, int | str] = {
                "coach": coach,
                "count": count,
                "limit": limit,
            }
            yield Finding(self.id, facts, (coach,), decided)


def _agreed(index: MatchingIndex) -> Counter[CoachId]:
    return Counter(engagement.coach for engagement in index.problem.fixed)
