"""Rule 9: a session lies within the times the coach is out."""

from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.facts import when
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Looks, PairRule
from solver.sessions.problem import Visit


class CoachWindow(PairRule[NoParameters]):
    """The coach's windows of that weekday contain the session; ways see travel-time."""

    info = RuleInfo(
        id=RuleId("coach-window"),
        number=9,
        title="Termine liegen in den Zeiten der Prozessbegleitung",
        source=AgreementSource("Angaben der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} ist am {day} von {start} bis {end} Uhr nicht unterwegs und kann"
            " nicht zu {kindergarten}."
        ),
    )
    looks_at = Looks.TIME

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a time that no window contains."""
        coach = index.engagement(option.session).coach
        windows = index.windows(coach, option.day)
        if any(window.contains(option.slot) for window in windows):
            return None
        return self.refusal(**when(index, option))
