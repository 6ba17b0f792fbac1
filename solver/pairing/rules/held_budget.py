"""Rule 9: held places stay within the year's budget."""

from collections.abc import Iterable

from solver.pairing.cover import Cover
from solver.pairing.kinds import JointRule, PairRule
from solver.pairing.problem import Team
from solver.pairing.variables import PairingVariables
from solver.rule import (
    AgreementSource,
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class HeldBudget(PairRule[NoParameters], JointRule[NoParameters]):
    """All held places together cost no more than the budget, nor does one team."""

    info = RuleInfo(
        id=RuleId("held-budget"),
        number=9,
        title="Freihalteplätze bleiben im Jahresbudget",
        source=AgreementSource("Jahresbudget für Freihalteplätze"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Freihalteplätze kosten {held_cents} im Jahr (Budget: {budget_cents})."
        ),
    )

    def refuse(self, index: Cover, option: Team) -> Refusal | None:
        """Refuse a team that the whole budget would not pay."""
        cents, budget = index.index.cents(option), index.index.problem.budget_cents
        if cents <= budget:
            return None
        return self.refusal(held_cents=cents, budget_cents=budget)

    def post(self, index: Cover, variables: PairingVariables) -> None:
        """One row over all teams that hold a place."""
        costs = [(v, index.index.cents(t)) for t, v in variables.of_team.items()]
        terms = [(var, cents) for var, cents in costs if cents]
        budget = index.index.problem.budget_cents
        if sum(cents for _, cents in terms) > budget:
            variables.model.add_at_most(terms, budget, "Budget für Freihalteplätze")

    def breaches(self, index: Cover, assignments: Iterable[Team]) -> Iterable[Finding]:
        """That all of them together cost more."""
        cents = sum(index.index.cents(team) for team in assignments)
        budget = index.index.problem.budget_cents
        if cents > budget:
            yield Finding(self.id, {"held_cents": cents, "budget_cents": budget})
