"""Rule 13: not two places at once; ways lie within the coach's free time."""

from collections.abc import Sequence

from solver.facts import iso
from solver.matching.problem import CoachId
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import DayRule
from solver.sessions.problem import Visit
from solver.sessions.tours import tour
from solver.slots import Day


class TravelTime(DayRule[NoParameters]):
    """Every way of the day's tour fits in before, between and after its visits."""

    info = RuleInfo(
        id=RuleId("travel-time"),
        number=13,
        title="Zeit für die Wege von Haus zu Haus",
        source=AgreementSource("Angaben der Prozessbegleitung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hätte am {day} um {time} Uhr {minutes} Minuten für einen Weg von"
            " {needed} Minuten."
        ),
    )
    indispensable = True

    def refuse_day(
        self, index: SessionIndex, coach: CoachId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """Refuse a day with a way for which there is no time."""
        lack = tour(index, coach, day, visits).lack
        if lack is None:
            return None
        return self.refusal(
            coach=coach,
            day=iso(day),
            time=lack.minute,
            minutes=lack.minutes,
            needed=lack.needed,
        )
