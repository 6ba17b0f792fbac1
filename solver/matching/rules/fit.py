"""Wish 105: the coach knows the topics and the stage."""

from dataclasses import dataclass

from solver.linear import Expression
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.problem import HIGHEST_LEVEL, Engagement
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class Parameters:
    """Points for a stage the coach has not accompanied yet."""

    stage_points: int = 3

    def __post_init__(self) -> None:
        """Refuse points below none."""
        if self.stage_points < 0:
            raise ValueError("stage_points ist mindestens 0.")


class GoodFit(Wish[Parameters]):
    """Weight of each topic times the levels the coach lacks in it, plus the stage."""

    info = RuleInfo(
        id=RuleId("fit"),
        number=105,
        title="Passung von Themen und Phase",
        source=Practice("Profile der Begleitungen und Entwicklungsfelder der Häuser"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Punkte fehlen zur vollen Passung.",
    )
    parameters_type = Parameters
    unit = "points"

    def points(self, index: MatchingIndex, engagement: Engagement) -> int:
        """What is missing in one pair."""
        coach, kindergarten = index.coach(engagement), index.kindergarten(engagement)
        missing = sum(
            weight * (HIGHEST_LEVEL - coach.topics.get(topic, 0))
            for topic, weight in kindergarten.topics.items()
        )
        known = kindergarten.stage in coach.stages
        return missing + (0 if known else self.parameters.stage_points)

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """Points of the pairs chosen."""
        return Expression(
            tuple(
                (choice.chosen, points)
                for choice in variables.choices
                if (points := self.points(index, choice.least))
            )
        )

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Points of the plan's pairs."""
        return sum(self.points(index, e) for e in plan.assignments)
