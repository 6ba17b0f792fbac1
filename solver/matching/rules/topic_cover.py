"""Rule 9: the coach knows enough of what the kindergarten needs."""

from dataclasses import dataclass

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class Parameters:
    """Least share of the weight of all topics needed that the coach knows [%]."""

    least_percent: int = 50

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 <= self.least_percent <= 100:  # noqa: PLR2004 - percent
            raise ValueError("least_percent liegt zwischen 0 und 100.")


class TopicsCovered(PairRule[Parameters]):
    """Weight of needed topics in which the coach has any level >= the share."""

    info = RuleInfo(
        id=RuleId("topics-covered"),
        number=9,
        title="Mindestabdeckung der Themen",
        source=Practice("Entwicklungsfelder der Häuser und Profile der Begleitungen"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} deckt {percent} % der Themen von {kindergarten} (mindestens"
            " {limit} %)."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: MatchingIndex, option: Engagement) -> Refusal | None:
        """Refuse a coach who knows too little of what is needed."""
        needed = index.kindergarten(option).topics
        levels = index.coach(option).topics
        total = sum(needed.values())
        known = sum(weight for topic, weight in needed.items() if levels.get(topic))
        if not total or 100 * known >= self.parameters.least_percent * total:
            return None
        return self.refusal(
            coach=option.coach,
            kindergarten=option.kindergarten,
            percent=100 * known // total,
            limit=self.parameters.least_percent,
        )
