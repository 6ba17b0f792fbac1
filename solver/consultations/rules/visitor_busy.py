"""Rule 16: who visits has nothing else while out, ways included."""

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


class VisitorNotBusy(PairRule[NoParameters]):
    """Nothing the kindergarten has meets the visit, the way there or the way back."""

    info = RuleInfo(
        id=RuleId("visitor-busy"),
        number=16,
        title="Belegte Zeiten der besuchenden Einrichtung bleiben frei",
        source=AgreementSource("Eigener Kalender und Begleitung der Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{kindergarten} wäre am {day} von {start} bis {end} Uhr zu {host}"
            " unterwegs, hat da aber schon etwas anderes."
        ),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a day on which something meets the time out of the house."""
        away = index.away(option)
        busy = index.visitor(option).busy.get(option.day, ())
        if not any(slot.overlaps(away) for slot in busy):
            return None
        who = index.whose(option)
        return self.refusal(**who, start=away.start, end=away.end)
