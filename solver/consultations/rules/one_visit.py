"""Rule 9: a request is answered once, and what stands stays."""

from collections import Counter
from collections.abc import Iterable

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import JointRule
from solver.consultations.problem import Visit
from solver.consultations.variables import ConsultationVariables
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)


class OneVisit(JointRule[NoParameters]):
    """At most one visit for a request, a fixed one counted."""

    info = RuleInfo(
        id=RuleId("one-visit"),
        number=9,
        title="Ein Wunsch, ein Besuch",
        source=Practice("Ein Besuch steht einmal im Kalender"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{kindergarten} hätte für einen Wunsch {count} Besuche statt eines.",
    )
    indispensable = True

    def post(self, index: ConsultationIndex, variables: ConsultationVariables) -> None:
        """At most one choice of each request, none where one stands."""
        for id_, choices in variables.of_request.items():
            room = 0 if id_ in index.fixed_of else 1
            variables.at_most(choices, room, f"ein Besuch für {id_}")

    def breaches(
        self, index: ConsultationIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Requests with a second visit that the plan gave them."""
        for id_, count in Counter(visit.request for visit in assignments).items():
            visits = count + (id_ in index.fixed_of)
            if visits > 1:
                house = index.problem.requests[id_].kindergarten
                facts: dict[str, int | str] = {"kindergarten": house, "count": visits}
                yield Finding(self.id, facts, (house,))
