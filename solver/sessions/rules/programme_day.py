"""Rule 5: working groups and qualification days block dates."""

from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.sessions.facts import whose
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import PairRule
from solver.sessions.problem import Visit


class NoProgrammeDay(PairRule[NoParameters]):
    """The programme has nothing on that day."""

    info = RuleInfo(
        id=RuleId("programme-day"),
        number=5,
        title="Arbeitskreise und Qualifizierungstage bleiben frei",
        source=Practice(
            "Zwei Arbeitskreise im Jahr, Qualifizierung der Prozessbegleitungen",
            reference="ThEKiZ-Handbuch 2.0",
        ),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Am {day} ist {programme_day}; {coach} kann nicht zu {kindergarten}."
        ),
    )

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a day on which coaches or all are at the programme."""
        found = index.programme_days.get(option.day)
        if found is None:
            return None
        return self.refusal(**whose(index, option), programme_day=found.kind.value)
