"""Rule 12: not too many visits a day."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.facts import iso
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.slots import Day
from solver.substitution.problem import PersonId
from solver.visits.index import VisitIndex
from solver.visits.kinds import DayRule
from solver.visits.problem import Visit


@dataclass(frozen=True, slots=True)
class Parameters:
    """Most visits of one visitor a day."""

    most_visits: int = 3

    def __post_init__(self) -> None:
        """Refuse days without any visit."""
        if self.most_visits < 1:
            raise ValueError("most_visits ist mindestens 1.")


class VisitsPerDay(DayRule[Parameters]):
    """Visits of a visitor's day <= most_visits."""

    info = RuleInfo(
        id=RuleId("contact-visits-per-day"),
        number=12,
        title="Nicht zu viele Besuche am Tag",
        source=Practice("Ein Besuch braucht Zeit, um anzukommen"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{person} hätte am {day} {count} Besuche (höchstens: {most_visits}).",
    )
    parameters_type = Parameters

    def refuse_day(
        self, index: VisitIndex, person: PersonId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """Refuse a day with more visits."""
        del index
        most = self.parameters.most_visits
        if len(visits) <= most:
            return None
        count = len(visits)
        return self.refusal(person=person, day=iso(day), count=count, most_visits=most)
