"""Rule 6: neither house is closed."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import PairRule
from solver.consultations.problem import Visit
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class BothOpen(PairRule[NoParameters]):
    """The day is no closure of either."""

    info = RuleInfo(
        id=RuleId("houses-closed"),
        number=6,
        title="Keine Besuche an Schließtagen",
        source=AgreementSource("Schließtage der Einrichtungen"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=("Am {day} ist {kindergarten} oder {host} geschlossen."),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a day on which one of both is closed."""
        closed = option.day in index.visitor(option).closed
        if not closed and option.day not in index.host(option).closed:
            return None
        return self.refusal(**index.whose(option))
