"""Rule 5: a host receives on its weekdays."""

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
from solver.slots import weekday


class HostWeekday(PairRule[NoParameters]):
    """The weekday is one of the host's."""

    info = RuleInfo(
        id=RuleId("host-weekday"),
        number=5,
        title="Besuche an den Tagen der Konsultationseinrichtung",
        source=AgreementSource("Angabe der Konsultationseinrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{host} empfängt am {day} niemanden; {kindergarten} kann nicht kommen."
        ),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse another weekday."""
        if weekday(option.day) in index.host(option).weekdays:
            return None
        return self.refusal(**index.whose(option))
