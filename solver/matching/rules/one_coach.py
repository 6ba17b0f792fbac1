"""Rule 2: what is agreed stays; one coach for a kindergarten."""

from collections import Counter
from collections.abc import Iterable

from solver.matching.index import MatchingIndex
from solver.matching.kinds import JointRule
from solver.matching.problem import Engagement, KindergartenId
from solver.matching.variables import MatchingVariables
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)


class OneCoach(JointRule[NoParameters]):
    """At most one coach for a kindergarten, one that is agreed counted."""

    info = RuleInfo(
        id=RuleId("one-coach"),
        number=2,
        title="Eine Prozessbegleitung je Kindertageseinrichtung",
        source=Practice("Ein Haus wird von einer Person begleitet"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{kindergarten} hätte {count} Prozessbegleitungen statt einer.",
    )

    def post(self, index: MatchingIndex, variables: MatchingVariables) -> None:
        """At most one choice of each kindergarten, none where one is agreed."""
        for kindergarten, choices in variables.of_kindergarten.items():
            room = 0 if kindergarten in index.fixed_of else 1
            if len(choices) > room:
                variables.model.add_at_most(
                    ((choice.chosen, 1) for choice in choices),
                    room,
                    f"eine Prozessbegleitung für {kindergarten}",
                )

    def breaches(
        self, index: MatchingIndex, assignments: Iterable[Engagement]
    ) -> Iterable[Finding]:
        """Kindergartens with a second coach that the plan gave them."""
        added = Counter(engagement.kindergarten for engagement in assignments)
        agreed = _agreed(index)
        for kindergarten, count in added.items():
            if count + agreed[kindergarten] > 1:
                yield self._finding(kindergarten, count + agreed[kindergarten])

    def fixed_breaches(self, index: MatchingIndex) -> Iterable[Finding]:
        """Kindergartens with two coaches agreed."""
        for kindergarten, count in _agreed(index).items():
            if count > 1:
                yield self._finding(kindergarten, count, decided=False)

    def _finding(
        self, kindergarten: KindergartenId, count: int, *, decided: bool = True
    ) -> Finding:
        facts: dict[str, int | str] = {"kindergarten": kindergarten, "count": count}
        return Finding(self.id, facts, (kindergarten,), decided)


def _agreed(index: MatchingIndex) -> Counter[KindergartenId]:
    return Counter(engagement.kindergarten for engagement in index.problem.fixed)
