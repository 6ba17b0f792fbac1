"""Rule 4: no event in school holidays, where the profile says so."""

from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import PairRule
from solver.workshops.problem import EventDate


class NoSchoolHolidays(PairRule[NoParameters]):
    """No day lies in school holidays of any Land concerned; else see the wish."""

    info = RuleInfo(
        id=RuleId("event-school-holidays"),
        number=4,
        title="Keine Veranstaltungen in den Schulferien eines beteiligten Landes",
        source=Practice("In den Ferien fehlen Fachkräfte mit Kindern"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{event} läge ab {day} in Schulferien ({land}).",
    )

    def refuse(self, index: WorkshopIndex, option: EventDate) -> Refusal | None:
        """Refuse school holidays of any member's Land."""
        for land in index.lands(option):
            holidays = index.problem.school_holidays.get(land, frozenset())
            if not holidays.isdisjoint(index.days(option)):
                return self.refusal(**index.whose(option), land=land)
        return None
