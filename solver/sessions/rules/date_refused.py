"""Rule 8: a date that somebody refused is not proposed again."""

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


class DateNotRefused(PairRule[NoParameters]):
    """Nobody said no to this session on this day."""

    info = RuleInfo(
        id=RuleId("date-refused"),
        number=8,
        title="Abgelehnte Termine werden nicht wieder vorgeschlagen",
        source=AgreementSource("Antworten von Prozessbegleitung und Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Den {day} für {coach} bei {kindergarten} hat {refusal_origin} abgelehnt."
        ),
    )

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a day that was refused for this session."""
        origin = index.refused.get((option.session, option.day))
        if origin is None:
            return None
        return self.refusal(**whose(index, option), refusal_origin=origin.value)
