"""Rule 8: working groups and qualification days block dates."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import PairRule
from solver.consultations.problem import Visit
from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)


class NoProgrammeDay(PairRule[NoParameters]):
    """The programme needs nobody on that day, but maybe coaches."""

    info = RuleInfo(
        id=RuleId("visit-programme-day"),
        number=8,
        title="Arbeitskreise und Qualifizierungstage bleiben frei",
        source=Practice("Zwei Arbeitskreise im Jahr", reference="ThEKiZ-Handbuch 2.0"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=("Am {day} ist {programme_day}; {kindergarten} kann nicht zu {host}."),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a day on which everybody is at the programme."""
        found = index.blocked.get(option.day)
        if found is None:
            return None
        return self.refusal(**index.whose(option), programme_day=found.kind.value)
