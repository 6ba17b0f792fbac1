"""Rule 3: no event on a public holiday of any Land concerned."""

from solver.rule import (
    Binding,
    LegalSource,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import PairRule
from solver.workshops.problem import EventDate


class PublicHoliday(PairRule[NoParameters]):
    """No day of the event is a holiday where any member is."""

    info = RuleInfo(
        id=RuleId("event-holiday"),
        number=3,
        title="Keine Veranstaltungen an Feiertagen eines beteiligten Landes",
        source=LegalSource("ArbZG", "§ 9 Abs. 1"),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{event} träfe ab {day} auf einen Feiertag ({land}).",
    )

    def refuse(self, index: WorkshopIndex, option: EventDate) -> Refusal | None:
        """Refuse a holiday of any member's Land."""
        for land in index.lands(option):
            holidays = index.problem.public_holidays.get(land, frozenset())
            if not holidays.isdisjoint(index.days(option)):
                return self.refusal(**index.whose(option), land=land)
        return None
