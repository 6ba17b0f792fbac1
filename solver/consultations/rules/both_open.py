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
        sentence=(
            "{closed_house} hat am {day} einen Schließtag: kein Besuch von"
            " {kindergarten} bei {host}."
        ),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a day on which one of both is closed."""
        for house, closed in (
            (index.visitor(option).id, index.visitor(option).closed),
            (index.host(option).house, index.host(option).closed),
        ):
            if option.day in closed:
                return self.refusal(**index.whose(option), closed_house=house)
        return None
