"""Rule 9: a household has one visit a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from solver.facts import iso
from solver.linear import Var
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.substitution.problem import PersonId
from solver.visits.index import VisitIndex
from solver.visits.kinds import JointRule
from solver.visits.problem import Visit
from solver.visits.variables import VisitVariables

_HouseholdDay = tuple[PersonId, Day]


class OncePerHouseholdDay(JointRule[NoParameters]):
    """Visits to a household, and outings of it, are at most one a day.

    That nobody is visited while she is out with her children rests on it.
    """

    info = RuleInfo(
        id=RuleId("contact-household-day"),
        number=9,
        title="Ein Besuch am Tag",
        source=Practice("Kleine Kinder brauchen Ruhe zwischen neuen Gesichtern"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Die Kinder von {host} hätten am {day} {count} Besuche statt eines.",
    )
    indispensable = True

    def post(self, index: VisitIndex, variables: VisitVariables) -> None:
        """At most one choice for each household and day, none beside a fixed one."""
        fixed = _counted(index, index.problem.fixed)
        found: dict[_HouseholdDay, Counter[Var]] = defaultdict(Counter)
        for choice in variables.choices:
            for key, count in _counted(index, choice.round.visits).items():
                found[key][choice.taken] += count
        for key, terms in found.items():
            room = max(0, 1 - fixed[key])
            if sum(terms.values()) > room:
                name = f"ein Besuch bei {key[0]} am {key[1]}"
                variables.model.add_at_most(terms.items(), room, name)

    def breaches(
        self, index: VisitIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Households with a second visit that the plan gives them."""
        fixed = _counted(index, index.problem.fixed)
        for key, count in sorted(_counted(index, assignments).items()):
            if count + fixed[key] > 1:
                yield self._finding(key, count + fixed[key])

    def fixed_breaches(self, index: VisitIndex) -> Iterable[Finding]:
        """Households with two visits that stand."""
        for key, count in sorted(_counted(index, index.problem.fixed).items()):
            if count > 1:
                yield self._finding(key, count, decided=False)

    def _finding(
        self, key: _HouseholdDay, count: int, *, decided: bool = True
    ) -> Finding:
        host, day = key
        facts: dict[str, int | str] = {"host": host, "day": iso(day), "count": count}
        return Finding(self.id, facts, (host,), decided)


def _counted(index: VisitIndex, visits: Iterable[Visit]) -> Counter[_HouseholdDay]:
    return Counter(
        (host, visit.day) for visit in visits for host in index.households(visit)
    )
