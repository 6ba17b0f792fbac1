"""Rule 11: time for the ways between visits and whatever else there is."""

from collections.abc import Sequence

from solver.facts import iso
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.substitution.problem import PersonId
from solver.visits.day import day_of
from solver.visits.index import VisitIndex
from solver.visits.kinds import DayRule
from solver.visits.problem import Visit


class TravelTime(DayRule[NoParameters]):
    """Every way from one place to the next fits in between, no two visits at once."""

    info = RuleInfo(
        id=RuleId("contact-travel-time"),
        number=11,
        title="Zeit für die Wege zwischen Besuchen und Einsätzen",
        source=AgreementSource("Freigegebene Vertretungen und eigene Kinder"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} hätte am {day} um {time} Uhr {minutes} Minuten für {way} Weg."
        ),
    )
    indispensable = True

    def refuse_day(
        self, index: VisitIndex, person: PersonId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """Refuse a day with a way for which there is no time."""
        lack = day_of(index, person, day, visits).lack
        if lack is None:
            return None
        return self.refusal(
            person=person,
            day=iso(day),
            time=lack.start,
            minutes=max(0, lack.minutes),
            way="unreachable" if lack.needed is None else lack.needed,
        )
