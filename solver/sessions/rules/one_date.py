"""Rule 15: a session has one date, and what stands stays."""

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
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import JointRule
from solver.sessions.problem import Visit
from solver.sessions.variables import SessionVariables


class OneDate(JointRule[NoParameters]):
    """At most one date for a session, a fixed one counted."""

    info = RuleInfo(
        id=RuleId("one-date"),
        number=15,
        title="Ein Termin findet einmal statt",
        source=Practice("Ein Termin steht einmal im Kalender"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} hätte für einen Termin bei {kindergarten} {count} Tage statt"
            " eines Tages."
        ),
    )
    indispensable = True

    def post(self, index: SessionIndex, variables: SessionVariables) -> None:  # noqa: ARG002 - fixed sessions have no choices
        """At most one day for each session."""
        for key, days in variables.days.items():
            if len(days) > 1:
                variables.model.add_at_most(
                    ((var, 1) for var in days.values()),
                    1,
                    f"ein Tag für {key.engagement}, {key.month}/{key.number}",
                )

    def breaches(
        self, index: SessionIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Sessions with a second date that the plan gave them."""
        for key, count in Counter(visit.session for visit in assignments).items():
            dates = count + (key in index.fixed_of)
            if dates > 1:
                engagement = index.engagement(key)
                facts: dict[str, int | str] = {
                    "coach": engagement.coach,
                    "kindergarten": engagement.kindergarten,
                    "count": dates,
                }
                yield Finding(self.id, facts, (engagement.kindergarten,))
