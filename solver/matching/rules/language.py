"""Rule 6: the coach speaks what the kindergarten needs."""

from solver.matching.index import MatchingIndex
from solver.matching.kinds import PairRule
from solver.matching.problem import Engagement
from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)


class SameLanguage(PairRule[NoParameters]):
    """Every language a kindergarten needs is one of the coach's."""

    info = RuleInfo(
        id=RuleId("same-language"),
        number=6,
        title="Sprachen der Einrichtung",
        source=Practice("Begleitung in den Sprachen, die das Haus braucht"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{coach} spricht nicht {language}, was {kindergarten} braucht.",
    )

    def refuse(self, index: MatchingIndex, option: Engagement) -> Refusal | None:
        """Refuse a coach who lacks a language, the first by name."""
        missing = index.kindergarten(option).languages - index.coach(option).languages
        if not missing:
            return None
        return self.refusal(
            coach=option.coach,
            kindergarten=option.kindergarten,
            language=min(missing),
        )
