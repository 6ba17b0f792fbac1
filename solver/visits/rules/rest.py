"""Rule 8: eleven hours between two days of work."""

from dataclasses import dataclass
from datetime import date

from solver.rule import (
    Binding,
    LegalSource,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import MINUTES_PER_DAY, Day
from solver.substitution.problem import PersonId
from solver.visits.index import VisitIndex
from solver.visits.kinds import PairRule
from solver.visits.problem import Visit


@dataclass(frozen=True, slots=True)
class Parameters:
    """Rest [min], and within which minutes of a day visits lie."""

    rest_minutes: int = 660
    earliest_minute: int = 360
    latest_minute: int = 1140

    def __post_init__(self) -> None:
        """Refuse hours that leave no rest between two days of visits."""
        if not 0 <= self.earliest_minute < self.latest_minute <= MINUTES_PER_DAY:
            raise ValueError(
                "0 <= earliest_minute < latest_minute <= 1440 muss gelten."
            )
        if self.latest_minute - self.earliest_minute > (
            MINUTES_PER_DAY - self.rest_minutes
        ):
            raise ValueError(
                "Zwischen latest_minute und earliest_minute des nächsten Tages liegen"
                " mindestens rest_minutes."
            )


class Rest(PairRule[Parameters]):
    """Visits of employed persons keep the rest to what they have on the next days.

    Visits themselves lie within hours that leave it, so that no two days of visits are
    too close; what is asked day by day is the distance to everything else.
    """

    info = RuleInfo(
        id=RuleId("contact-rest"),
        number=8,
        title="Ruhezeit vor und nach Besuchen",
        source=LegalSource(
            law="ArbZG",
            section="§ 5",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} hätte um den Besuch bei {host} am {day} von {start} bis {end} Uhr"
            " nicht {rest_minutes} Minuten Ruhe."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: VisitIndex, option: Visit) -> Refusal | None:
        """Refuse a time too near to work of the day before or after."""
        visitor = index.problem.persons[index.bond(option).visitor]
        if not visitor.employed or self._rests(index, option):
            return None
        rest = self.parameters.rest_minutes
        return self.refusal(**index.when(option), rest_minutes=rest)

    def _rests(self, index: VisitIndex, option: Visit) -> bool:
        numbers, slot = self.parameters, option.slot
        if slot.start < numbers.earliest_minute or slot.end > numbers.latest_minute:
            return False
        person = index.bond(option).visitor
        before = _work(index, person, Day(option.day - 1))
        after = _work(index, person, Day(option.day + 1))
        ends = max((end for _, end in before), default=0) - MINUTES_PER_DAY
        starts = min((start for start, _ in after), default=MINUTES_PER_DAY)
        starts += MINUTES_PER_DAY
        rest = numbers.rest_minutes
        return slot.start - ends >= rest and starts - slot.end >= rest


def _work(index: VisitIndex, person: PersonId, day: Day) -> list[tuple[int, int]]:
    """Start and end of everything else somebody has on a day."""
    slots = [stay.slot for stay in index.stays_on.get((person, day), ())]
    slots += [slot for _, _, slot in index.there(person, day)]
    return [(slot.start, slot.end) for slot in slots]
