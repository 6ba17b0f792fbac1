"""Rule 14: the host opens for as long as a visit takes."""

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


class HostHours(PairRule[NoParameters]):
    """The host has hours for a visit."""

    info = RuleInfo(
        id=RuleId("host-hours"),
        number=14,
        title="Öffnungszeit der Konsultationseinrichtung",
        source=AgreementSource("Öffnungszeit der Konsultationseinrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{host} öffnet nicht lange genug, um {kindergarten} zu empfangen.",
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a host whose day is shorter than a visit."""
        if index.host(option).hours is not None:
            return None
        return self.refusal(**index.pair(option))
