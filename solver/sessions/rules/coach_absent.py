"""Rule 7: no session on a day on which the coach is away."""

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


class CoachNotAbsent(PairRule[NoParameters]):
    """The day is none of those the coach is away."""

    info = RuleInfo(
        id=RuleId("coach-absent"),
        number=7,
        title="Keine Termine, wenn die Prozessbegleitung fehlt",
        source=AgreementSource("Angaben der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{coach} ist am {day} nicht da und kann nicht zu {kindergarten}.",
    )

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a day on which she is away."""
        if option.day not in index.coach(option.session).absent:
            return None
        return self.refusal(**whose(index, option))
