"""Rule 1: no visit on a day on which somebody cannot."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.visits.index import VisitIndex
from solver.visits.kinds import PairRule
from solver.visits.problem import Visit


class DayNotRefused(PairRule[NoParameters]):
    """The day is not refused for this bond."""

    info = RuleInfo(
        id=RuleId("contact-day-refused"),
        number=1,
        title="Abgelehnte Tage bleiben frei",
        source=AgreementSource("Absprache mit Besuchten und Besuchenden"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Am {day} soll {person} nicht bei {host} sein.",
    )

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse a day that is refused."""
        if (option.bond, option.day) in index.refused:
            return self.refusal(**index.whose(option))
        return None
