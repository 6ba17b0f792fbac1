"""Rule 2: events take place from Monday to Friday."""

from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import weekday
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import PairRule
from solver.workshops.problem import EventDate

SATURDAY = 5


class WorkingDays(PairRule[NoParameters]):
    """No day of the event is a Saturday or Sunday."""

    info = RuleInfo(
        id=RuleId("working-days"),
        number=2,
        title="Veranstaltungen von Montag bis Freitag",
        source=Practice("Fachkräfte arbeiten von Montag bis Freitag"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=("{event} läge ab {day} auf einem Wochenende."),
    )

    def refuse(self, index: WorkshopIndex, option: EventDate) -> Refusal | None:
        """Refuse a weekend."""
        if all(weekday(day) < SATURDAY for day in index.days(option)):
            return None
        return self.refusal(**index.whose(option))
