"""Wish 106: little time on the road; trips to one region on one day save ways."""

from collections import defaultdict

from solver.linear import Expression
from solver.matching.problem import CoachId
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Wish
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import Visit
from solver.sessions.tours import tour
from solver.sessions.variables import SessionVariables
from solver.slots import Day


class ShortTours(Wish[NoParameters]):
    """Minutes of all tours, those of fixed visits included."""

    info = RuleInfo(
        id=RuleId("tours"),
        number=106,
        title="Wege sparen durch gebündelte Fahrten",
        source=Practice("Zwei Häuser an einem Tag sparen einen Weg"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Minuten Fahrt im Programmjahr.",
    )
    unit = "minutes"

    def cost(self, index: SessionIndex, variables: SessionVariables) -> Expression:
        """What each trip adds to its day."""
        base = sum(
            tour(index, coach, day, visits).travel_minutes
            for (coach, day), visits in index.fixed_on.items()
        )
        terms = tuple(
            (choice.taken, choice.trip.travel_minutes) for choice in variables.choices
        )
        return Expression(terms, base)

    def measure(self, index: SessionIndex, plan: SessionPlan) -> int:
        """Tours of all days with something on them."""
        days: dict[tuple[CoachId, Day], list[Visit]] = defaultdict(list)
        for visit in (*index.problem.fixed, *plan.assignments):
            days[index.coach(visit.session).id, visit.day].append(visit)
        return sum(
            tour(index, coach, day, visits).travel_minutes
            for (coach, day), visits in days.items()
        )
