"""Wish 104: the agreed visits take place."""

from solver.linear import Expression
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    RuleId,
    RuleInfo,
)
from solver.visits.index import VisitIndex
from solver.visits.kinds import Wish
from solver.visits.plan import VisitPlan
from solver.visits.variables import VisitVariables


class FewMissed(Wish[NoParameters]):
    """Stretches of weeks of all bonds without a visit."""

    info = RuleInfo(
        id=RuleId("contact-missed"),
        number=104,
        title="Vereinbarte Besuche finden statt",
        source=AgreementSource("Takt der Kontaktpflege im Regelprofil"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} vereinbarte Besuche finden nicht statt.",
    )
    unit = "visits"

    def cost(self, index: VisitIndex, variables: VisitVariables) -> Expression:
        """One for each stretch that is open, less one for each visit."""
        terms = variables.priced(lambda found: -len(found.visits))
        return Expression(terms, _open(index))

    def measure(self, index: VisitIndex, plan: VisitPlan) -> int:
        """Stretches that are open and stay so."""
        visited = {
            (visit.bond, index.period(index.bond(visit), visit.day))
            for visit in plan.assignments
        }
        return _open(index) - len(visited - index.fixed_periods)


def _open(index: VisitIndex) -> int:
    return sum(
        (bond.id, period) not in index.fixed_periods
        for bond in index.problem.bonds.values()
        for period in index.periods(bond)
    )
