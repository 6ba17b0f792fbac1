"""Rule 10: not more often than agreed."""

from collections import Counter
from collections.abc import Iterable

from solver.rule import (
    AgreementSource,
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    RuleId,
    RuleInfo,
)
from solver.visits.index import VisitIndex
from solver.visits.kinds import JointRule
from solver.visits.problem import BondId, Visit
from solver.visits.variables import VisitVariables


class Cadence(JointRule[NoParameters]):
    """At most one visit in each stretch of a bond's weeks."""

    info = RuleInfo(
        id=RuleId("contact-cadence"),
        number=10,
        title="Besuche im vereinbarten Takt",
        source=AgreementSource("Takt der Kontaktpflege im Regelprofil"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} wäre bei {host} {count}-mal in {every_weeks} Wochen statt einmal."
        ),
    )
    indispensable = True

    def post(self, index: VisitIndex, variables: VisitVariables) -> None:
        """At most one day of each stretch, none where a visit stands."""
        for id_, days in variables.days.items():
            bond = index.problem.bonds[id_]
            for period in index.periods(bond):
                terms = [
                    (var, 1)
                    for day, var in days.items()
                    if index.period(bond, day) == period
                ]
                room = 0 if (id_, period) in index.fixed_periods else 1
                if len(terms) > room:
                    name = f"Takt von {id_}, {period}"
                    variables.model.add_at_most(terms, room, name)

    def breaches(
        self, index: VisitIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Stretches with a second visit that the plan gives them."""
        fixed = _counted(index, index.problem.fixed)
        for key, count in sorted(_counted(index, assignments).items()):
            if count + fixed[key] > 1:
                yield self._finding(index, key, count + fixed[key])

    def fixed_breaches(self, index: VisitIndex) -> Iterable[Finding]:
        """Stretches with two visits that stand."""
        for key, count in sorted(_counted(index, index.problem.fixed).items()):
            if count > 1:
                yield self._finding(index, key, count, decided=False)

    def _finding(
        self,
        index: VisitIndex,
        key: tuple[BondId, int],
        count: int,
        *,
        decided: bool = True,
    ) -> Finding:
        bond = index.problem.bonds[key[0]]
        facts: dict[str, int | str] = {
            "person": bond.visitor,
            "host": bond.host,
            "count": count,
            "every_weeks": bond.every_weeks,
        }
        return Finding(self.id, facts, (bond.visitor, bond.host), decided)


def _counted(index: VisitIndex, visits: Iterable[Visit]) -> Counter[tuple[BondId, int]]:
    return Counter((v.bond, index.period(index.bond(v), v.day)) for v in visits)
