"""Rule 14: nobody is bound for more than six hours without a break."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from solver.substitution.problem import PersonId
from solver.visits.day import day_of
from solver.visits.index import VisitIndex
from solver.visits.kinds import DayRule
from solver.visits.problem import Visit


@dataclass(frozen=True, slots=True)
class Parameters:
    """Longest time alone with children or on the way, without a break [min]."""

    alone_minutes: int = 360

    def __post_init__(self) -> None:
        """Refuse no time at all."""
        if self.alone_minutes < 1:
            raise ValueError("alone_minutes ist mindestens 1.")


class Breaks(DayRule[Parameters]):
    """Substitution and ways in a row <= alone_minutes.

    At a visit the childminder is there, so the visitor takes her break then: every day
    with a visit has the half-hour of § 4. What has to be kept is that substitution and
    ways before or after it leave her time for it within six hours.
    """

    info = RuleInfo(
        id=RuleId("contact-breaks"),
        number=14,
        title="Pause zwischen Vertretung und Besuch",
        source=LegalSource(
            law="ArbZG",
            section="§ 4",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence=(
            "{person} wäre am {day} mit Wegen {minutes} Minuten ohne Pause (höchstens"
            " {limit_minutes})."
        ),
    )
    parameters_type = Parameters

    def refuse_day(
        self, index: VisitIndex, person: PersonId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """Refuse a day whose ways make too long what was not, or longer."""
        if not index.problem.persons[person].employed:
            return None
        minutes = day_of(index, person, day, visits).longest_stretch()
        limit = self.parameters.alone_minutes
        if minutes <= max(limit, day_of(index, person, day, ()).longest_stretch()):
            return None
        return self.refusal(
            person=person, day=iso(day), minutes=minutes, limit_minutes=limit
        )
