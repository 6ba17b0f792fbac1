"""Rule 2: nobody visits the same host twice, nor herself."""

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


class AnotherHouse(PairRule[NoParameters]):
    """The pair has not met before, and host and visitor differ."""

    info = RuleInfo(
        id=RuleId("another-host"),
        number=2,
        title="Nie zweimal dieselbe Konsultationseinrichtung",
        source=Practice("Jeder Besuch zeigt etwas Neues"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{host} ist für {kindergarten} kein neues Haus.",
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a pair that has met."""
        house = index.request(option).kindergarten
        met = (house, option.host) in index.met
        if not met and index.host(option).house != house:
            return None
        return self.refusal(**index.pair(option))
