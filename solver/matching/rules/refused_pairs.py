"""Rule 8: a pair that one side, or the coordinator, does not want."""

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class PairWanted(PairRule[NoParameters]):
    """Nobody has refused the pair."""

    info = RuleInfo(
        id=RuleId("pair-wanted"),
        number=8,
        title="Ablehnungen",
        source=AgreementSource("Eigene Angabe der Beteiligten"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{coach} und {kindergarten} kommen nicht zusammen: {refused_by}.",
    )

    def refuse(self, index: MatchingIndex, option: Engagement) -> Refusal | None:
        """Refuse a pair that somebody refused."""
        origin = index.refused.get((option.coach, option.kindergarten))
        if origin is None:
            return None
        return self.refusal(
            coach=option.coach,
            kindergarten=option.kindergarten,
            refused_by=origin.value,
        )
