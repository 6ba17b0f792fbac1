"""Rule 5: days on which the programme needs everybody block dates."""

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


class NoProgrammeDay(PairRule[NoParameters]):
    """On no day of the event the programme needs everybody; coaches alone it may."""

    info = RuleInfo(
        id=RuleId("event-programme-day"),
        number=5,
        title="Arbeitskreise bleiben frei",
        source=Practice("Zwei Arbeitskreise im Jahr", reference="ThEKiZ-Handbuch 2.0"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{event} träfe ab {day} auf einen Tag des Programms: {programme_day}.",
    )

    def refuse(self, index: WorkshopIndex, option: EventDate) -> Refusal | None:
        """Refuse a date with such a day."""
        for day in index.days(option):
            found = index.blocked.get(day)
            if found is not None:
                return self.refusal(
                    **index.whose(option), programme_day=found.kind.value
                )
        return None
