"""Rule 15: the host has nothing else while it receives."""

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


class HostNotBusy(PairRule[NoParameters]):
    """Nothing the host has meets the hours of a visit."""

    info = RuleInfo(
        id=RuleId("host-busy"),
        number=15,
        title="Belegte Zeiten der Konsultationseinrichtung bleiben frei",
        source=AgreementSource("Eigener Kalender und Begleitung der Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{host} hat am {day} von {start} bis {end} Uhr schon etwas anderes und kann"
            " {kindergarten} nicht empfangen."
        ),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a day on which the hours are taken."""
        host = index.host(option)
        hours, busy = host.hours, host.busy.get(option.day, ())
        if hours is None or not any(slot.overlaps(hours) for slot in busy):
            return None
        who = index.whose(option)
        return self.refusal(**who, start=hours.start, end=hours.end)
