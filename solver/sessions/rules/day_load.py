"""Rule 14: a coach's day is not overfull."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.facts import iso
from solver.matching.problem import CoachId
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import DayRule
from solver.sessions.problem import Visit
from solver.sessions.tours import tour
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class Parameters:
    """Most sessions a day, and most minutes with kindergartens and on the road."""

    most_sessions: int = 3
    most_minutes: int = 600

    def __post_init__(self) -> None:
        """Refuse limits that allow no session at all."""
        if self.most_sessions < 1 or self.most_minutes < 1:
            raise ValueError("most_sessions und most_minutes sind mindestens 1.")


class DayLoad(DayRule[Parameters]):
    """Sessions of a day <= most_sessions, minutes with ways <= most_minutes."""

    info = RuleInfo(
        id=RuleId("day-load"),
        number=14,
        title="Nicht zu viel an einem Tag",
        source=Practice("Höchstens drei Häuser und zehn Stunden am Tag"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hätte am {day} {count} Termine und wäre {minutes} Minuten"
            " unterwegs (höchstens: {most_sessions} und {most_minutes})."
        ),
    )
    parameters_type = Parameters

    def refuse_day(
        self, index: SessionIndex, coach: CoachId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """Refuse a day with more sessions or minutes."""
        limits = self.parameters
        minutes = tour(index, coach, day, visits).travel_minutes
        minutes += sum(visit.slot.minutes for visit in visits)
        if len(visits) <= limits.most_sessions and minutes <= limits.most_minutes:
            return None
        return self.refusal(
            coach=coach,
            day=iso(day),
            count=len(visits),
            minutes=minutes,
            most_sessions=limits.most_sessions,
            most_minutes=limits.most_minutes,
        )
