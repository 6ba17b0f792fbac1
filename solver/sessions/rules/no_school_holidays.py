"""Rule 4: no session in school holidays, where the profile says so."""

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


class NoSchoolHolidays(PairRule[NoParameters]):
    """The kindergarten's Land has no school holidays; else see the wish."""

    info = RuleInfo(
        id=RuleId("no-school-holidays"),
        number=4,
        title="Keine Termine in den Schulferien",
        source=Practice("In den Ferien fehlen Team und Familien"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Am {day} sind Schulferien ({land}); {coach} soll nicht zu {kindergarten}."
        ),
    )

    def refuse(self, index: SessionIndex, option: Visit) -> Refusal | None:
        """Refuse a day of the school holidays."""
        land = index.kindergarten(option.session).land
        if option.day not in index.problem.school_holidays.get(land, ()):
            return None
        return self.refusal(**whose(index, option), land=land)
