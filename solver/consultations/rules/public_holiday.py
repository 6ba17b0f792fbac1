"""Rule 7: no visit on a public holiday of either Land."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import PairRule
from solver.consultations.problem import Visit
from solver.rule import (
    Binding,
    LegalSource,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class PublicHoliday(PairRule[NoParameters]):
    """The Land of neither house has a public holiday."""

    info = RuleInfo(
        id=RuleId("visit-holiday"),
        number=7,
        title="Keine Besuche an gesetzlichen Feiertagen",
        source=LegalSource("ArbZG", "§ 9 Abs. 1"),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Am {day} ist Feiertag ({land}); {kindergarten} kann nicht zu {host}."
        ),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a holiday here or there."""
        for land in (index.visitor(option).land, index.host(option).land):
            if option.day in index.problem.public_holidays.get(land, ()):
                return self.refusal(**index.whose(option), land=land)
        return None
