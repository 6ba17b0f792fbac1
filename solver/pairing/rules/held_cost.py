"""Wish 102: held places cost little."""

from solver.pairing.cover import Cover
from solver.pairing.kinds import Wish
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import Team
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    RuleId,
    RuleInfo,
)


class HeldCost(Wish[NoParameters]):
    """Cents of a season for all places held."""

    info = RuleInfo(
        id=RuleId("held-cost"),
        number=102,
        title="Freihalteplätze kosten nicht mehr als nötig",
        source=AgreementSource("Jahresbudget für Freihalteplätze"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Freihalteplätze kosten {held_cents} im Jahr.",
    )
    unit = "cents"

    def worth(self, index: Cover, team: Team) -> int:
        """What its places cost."""
        return index.index.cents(team)

    def without(self, index: Cover) -> int:  # noqa: ARG002 - one shape of all wishes
        """Nothing."""
        return 0

    def measure(self, index: Cover, plan: PairingPlan) -> int:
        """Each holder's price."""
        people = index.index.problem.childminders
        holders = (holder for team in plan.assignments for holder in team.holders)
        return sum(people[holder].held_place_cents for holder in holders)
