"""Rule 1: an event lies within its span."""

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
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import PairRule
from solver.workshops.problem import EventDate


class OwnSpan(PairRule[NoParameters]):
    """It begins and ends within first_day and last_day."""

    info = RuleInfo(
        id=RuleId("own-span"),
        number=1,
        title="Veranstaltungen liegen im Zeitraum der Reihe",
        source=AgreementSource("Zeitraum der Werkstattreihe"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=("{event} wäre am {day} (möglich: {first_day} bis {last_day})."),
    )

    def refuse(self, index: WorkshopIndex, option: EventDate) -> Refusal | None:
        """Refuse a date that leaves the span."""
        event, days = index.event(option), index.days(option)
        if event.first_day <= days[0] and days[-1] <= event.last_day:
            return None
        return self.refusal(
            **index.whose(option),
            first_day=iso(event.first_day),
            last_day=iso(event.last_day),
        )
