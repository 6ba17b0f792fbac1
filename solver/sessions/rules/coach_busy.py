"""Rule 10: a coach's other calendars are respected."""

from dataclasses import dataclass

from solver.rule import (
    AgreementSource,
    Binding,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.facts import when
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Looks, PairRule
from solver.sessions.problem import Visit


@dataclass(frozen=True, slots=True)
class Parameters:
    """Minutes before and after a busy time of which nobody knows where it is."""

    way_minutes: int = 30

    def __post_init__(self) -> None:
        """Refuse less than no time."""
        if self.way_minutes < 0:
            raise ValueError("way_minutes ist mindestens 0.")


class CoachNotBusy(PairRule[Parameters]):
    """The coach has nothing else at that time, nor on her way to it or from it.

    Other calendars tell when she has something, never where; so some minutes are kept
    for a way. Those home are kept in any case, see travel-time.
    """

    info = RuleInfo(
        id=RuleId("coach-busy"),
        number=10,
        title="Belegte Zeiten der Prozessbegleitung bleiben frei",
        source=AgreementSource("Eigener Kalender der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hat am {day} von {start} bis {end} Uhr schon etwas anderes, oder"
            " weniger als {way_minutes} Minuten davor oder danach, und kann nicht zu"
            " {kindergarten}."
        ),
    )
    parameters_type = Parameters
    looks_at = Looks.TIME

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a time that overlaps something else, or comes too near to it."""
        coach = index.coach(option.session)
        busy, out = coach.busy.get(option.day, ()), coach.out.get(option.day, ())
        way = self.parameters.way_minutes
        near = (slot.widened(way).overlaps(option.slot) for slot in busy)
        if any(near) or any(slot.overlaps(option.slot) for slot in out):
            return self.refusal(**when(index, option), way_minutes=way)
        return None
