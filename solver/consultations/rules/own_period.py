"""Rule 1: a visit lies within the time it was wished for."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import PairRule
from solver.consultations.problem import Visit
from solver.facts import iso
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class OwnPeriod(PairRule[NoParameters]):
    """first_day <= day <= last_day of the request."""

    info = RuleInfo(
        id=RuleId("own-period"),
        number=1,
        title="Besuche liegen im gewünschten Zeitraum",
        source=AgreementSource("Wunsch der Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{kindergarten} wäre am {day} bei {host} (gewünscht: {first_day} bis"
            " {last_day})."
        ),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a day outside of the time."""
        request = index.request(option)
        if request.first_day <= option.day <= request.last_day:
            return None
        return self.refusal(
            **index.whose(option),
            first_day=iso(request.first_day),
            last_day=iso(request.last_day),
        )
