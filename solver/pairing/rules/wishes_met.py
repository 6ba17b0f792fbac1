"""Wish 103: people are with whom they would like to be."""

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


class WishesMet(Wish[NoParameters]):
    """Wishes of one for another whose two are in no team together."""

    info = RuleInfo(
        id=RuleId("team-wishes-unmet"),
        number=103,
        title="Wer zusammen möchte, kommt zusammen",
        source=AgreementSource("Wünsche und Ablehnungen der Kindertagespflegepersonen"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Wünsche nach einem gemeinsamen Team bleiben offen.",
    )
    unit = "wishes"

    def applies(self, index: Cover) -> bool:
        """Only where somebody has one."""
        return bool(index.index.problem.wishes)

    def worth(self, index: Cover, team: Team) -> int:
        """Minus one for each wish that it meets."""
        people = team.people
        return -sum(
            one in people and other in people
            for one, other in set(index.index.problem.wishes)
        )

    def without(self, index: Cover) -> int:
        """All of them."""
        return len(set(index.index.problem.wishes))

    def measure(self, index: Cover, plan: PairingPlan) -> int:
        """Wishes that no team meets."""
        team_of = {person: t for t in plan.assignments for person in t.people}
        return sum(
            one not in team_of or team_of[one] is not team_of.get(other)
            for one, other in set(index.index.problem.wishes)
        )
