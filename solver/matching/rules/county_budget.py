"""Rule 4: a county's budget for the programme year."""

from collections.abc import Iterable

from solver.matching.index import MatchingIndex
from solver.matching.kinds import JointRule
from solver.matching.problem import CountyId, Engagement
from solver.matching.resources import post_resource, priced
from solver.matching.variables import MatchingVariables
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)


class CountyBudget(JointRule[NoParameters]):
    """Fees and round trips of all months <= the county's budget."""

    info = RuleInfo(
        id=RuleId("county-budget"),
        number=4,
        title="Budget des Landkreises im Programmjahr",
        source=Practice(
            "Landesprogramm „Solidarisches Zusammenleben der Generationen“",
            reference="Antrag der Landkreise bis 15. November",
        ),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=("{county} müsste {planned_cents} zahlen (Budget: {budget_cents})."),
    )

    def post(self, index: MatchingIndex, variables: MatchingVariables) -> None:
        """One row per county that cannot pay for everything."""
        spent = index.cents_of(index.problem.fixed)
        for county, choices in variables.of_county.items():
            budget = index.problem.counties[county].budget_cents
            if budget is not None:
                post_resource(
                    variables.model,
                    [
                        (choice, priced(index.yearly_cents, choice))
                        for choice in choices
                    ],
                    budget - spent.get(county, 0),
                    f"Budget von {county}",
                )

    def breaches(
        self, index: MatchingIndex, assignments: Iterable[Engagement]
    ) -> Iterable[Finding]:
        """Counties that the plan asks more of than they have."""
        spent = index.cents_of(index.problem.fixed)
        for county, cents in sorted(index.cents_of(assignments).items()):
            yield from self._beyond(index, county, cents, spent.get(county, 0))

    def fixed_breaches(self, index: MatchingIndex) -> Iterable[Finding]:
        """Counties whose budget does not pay for what is agreed."""
        for county, cents in sorted(index.cents_of(index.problem.fixed).items()):
            for found in self._beyond(index, county, cents, 0):
                yield Finding(found.rule, found.facts, found.subjects, decided=False)

    def _beyond(
        self, index: MatchingIndex, county: CountyId, added: int, spent: int
    ) -> Iterable[Finding]:
        budget = index.problem.counties[county].budget_cents
        if budget is not None and added and added + spent > budget:
            facts: dict[str, int | str] = {
                "county": county,
                "planned_cents": added + spent,
                "budget_cents": budget,
            }
            yield Finding(self.id, facts, (county,))
