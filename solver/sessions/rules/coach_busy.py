"""Rule 10: a coach's other calendars are respected."""

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


class CoachNotBusy(PairRule[NoParameters]):
    """The coach has nothing else at that time; ways see travel-time."""

    info = RuleInfo(
        id=RuleId("coach-busy"),
        number=10,
        title="Belegte Zeiten der Prozessbegleitung bleiben frei",
        source=AgreementSource("Eigener Kalender der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hat am {day} von {start} bis {end} Uhr schon etwas anderes und"
            " kann nicht zu {kindergarten}."
        ),
    )
    looks_at = Looks.TIME

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a time that overlaps something else."""
        busy = index.coach(option.session).busy.get(option.day, ())
        if any(slot.overlaps(option.slot) for slot in busy):
            return self.refusal(**when(index, option))
        return None
