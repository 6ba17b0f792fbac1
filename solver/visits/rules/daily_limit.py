"""Rule 13: an employed visitor works at most eight, or ten, hours a day."""

from collections.abc import Sequence
from datetime import date

from solver.facts import iso
from solver.rule import (
    Binding,
    LegalSource,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.substitution.daily_hours import Parameters
from solver.substitution.problem import PersonId
from solver.visits.day import day_of
from solver.visits.index import VisitIndex
from solver.visits.kinds import DayRule
from solver.visits.problem import Visit


class DailyLimit(DayRule[Parameters]):
    """Visits, everything else and the ways between them <= limit.

    Where everything else alone exceeds the limit, no visit comes on top.
    """

    info = RuleInfo(
        id=RuleId("contact-daily-limit"),
        number=13,
        title="Tägliche Arbeitszeit mit Besuchen",
        source=LegalSource(
            law="ArbZG",
            section="§ 3",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} käme mit Besuchen am {day} auf {work_minutes} Minuten Arbeitszeit"
            " (höchstens {limit_minutes})."
        ),
    )
    parameters_type = Parameters

    def refuse_day(
        self, index: VisitIndex, person: PersonId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """Refuse a day that is too long."""
        found = index.problem.persons[person]
        if not found.employed:
            return None
        limit = self.parameters.most(extended=found.may_extend_day)
        minutes = day_of(index, person, day, visits).work_minutes
        if minutes <= limit:
            return None
        return self.refusal(
            person=person, day=iso(day), work_minutes=minutes, limit_minutes=limit
        )
