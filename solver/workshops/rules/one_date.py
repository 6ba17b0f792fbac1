"""Rule 7: an event has one date, and what stands stays."""

from collections import Counter
from collections.abc import Iterable

from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import JointRule
from solver.workshops.problem import EventDate
from solver.workshops.variables import WorkshopVariables


class OneDate(JointRule[NoParameters]):
    """At most one date for an event, a fixed one counted."""

    info = RuleInfo(
        id=RuleId("one-event-date"),
        number=7,
        title="Eine Veranstaltung findet einmal statt",
        source=Practice("Eine Veranstaltung steht einmal im Kalender"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{event} hätte {count} Termine statt eines.",
    )
    indispensable = True

    def post(self, index: WorkshopIndex, variables: WorkshopVariables) -> None:
        """Nothing: an event that has begun by a day begins on no later one."""

    def breaches(
        self, index: WorkshopIndex, assignments: Iterable[EventDate]
    ) -> Iterable[Finding]:
        """Events with a second date that the plan gave them."""
        for id_, count in Counter(date.event for date in assignments).items():
            dates = count + (id_ in index.fixed_of)
            if dates > 1:
                facts: dict[str, int | str] = {"event": id_, "count": dates}
                yield Finding(self.id, facts, (id_,))
