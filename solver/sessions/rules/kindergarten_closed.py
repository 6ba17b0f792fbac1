"""Rule 6: no session on a day on which the kindergarten is closed."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.facts import whose
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import PairRule
from solver.sessions.problem import Visit


class KindergartenNotClosed(PairRule[NoParameters]):
    """The day is none of the kindergarten's closures."""

    info = RuleInfo(
        id=RuleId("kindergarten-closed"),
        number=6,
        title="Keine Termine an Schließtagen",
        source=AgreementSource("Schließtage der Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{kindergarten} ist am {day} geschlossen; {coach} kann nicht kommen.",
    )

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a day of a closure."""
        if option.day not in index.kindergarten(option.session).closed:
            return None
        return self.refusal(**whose(index, option))
