"""Wish 101: whoever may fall away, somebody familiar is there."""

from collections import defaultdict

from solver.linear import Expression, Var
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import Day
from solver.substitution.problem import ChildId, PersonId
from solver.visits.index import VisitIndex
from solver.visits.kinds import Wish
from solver.visits.knowing import Knowing, Known, knows, meetings_of
from solver.visits.plan import VisitPlan
from solver.visits.risk import Chances, exposures
from solver.visits.variables import VisitVariables


class SomebodyFamiliar(Wish[Chances]):
    """Child-minutes x chance of absence [%] x [nobody familiar is available].

    Summed over every booked minute of the days counted. Whether whoever is familiar
    has room for one child more is not asked.
    """

    info = RuleInfo(
        id=RuleId("contact-risk"),
        number=101,
        title="Kein Kind steht vor Fremden",
        source=Practice(
            "Beziehung vor Verfügbarkeit",
            reference="Vertretungskonzepte Plön, Rendsburg-Eckernförde; § 48 KiTaG SH",
        ),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{value} Kinderminuten mal Prozent Ausfall ohne vertraute, verfügbare"
            " Person (freie Plätze nicht betrachtet)."
        ),
    )
    parameters_type = Chances
    unit = "minute-percents"

    def cost(self, index: VisitIndex, variables: VisitVariables) -> Expression:
        """All weights, less those of exposures in which somebody is known."""
        knowing = Knowing(index, variables)
        level = index.problem.level
        known: dict[tuple[ChildId, PersonId, Day], Known] = {}
        constant = 0
        terms: dict[Var, int] = defaultdict(int)
        for exposure in exposures(index, self.parameters):
            found: list[Known] = []
            for person in sorted(exposure.persons):
                key = exposure.child, person, exposure.day
                if key not in known:
                    met = exposure.child, person
                    known[key] = knowing.may_know(met, exposure.day, level)
                found.append(known[key])
            if any(answer is True for answer in found):
                continue
            constant += exposure.weight
            some = [Var(answer) for answer in found if answer is not False]
            if some:
                terms[_any(variables, some)] -= exposure.weight
        return Expression(tuple(terms.items()), constant)

    def measure(self, index: VisitIndex, plan: VisitPlan) -> int:
        """Weights of exposures in which nobody is known."""
        meetings = meetings_of(index, plan.assignments)
        level = index.problem.level
        return sum(
            exposure.weight
            for exposure in exposures(index, self.parameters)
            if not any(
                knows(index, (exposure.child, person), exposure.day, level, meetings)
                for person in exposure.persons
            )
        )


def _any(variables: VisitVariables, some: list[Var]) -> Var:
    """A variable for one of several being known."""
    if len(some) == 1:
        return some[0]
    return variables.implied(((1, tuple(sorted(some))),), "jemand ist vertraut")
