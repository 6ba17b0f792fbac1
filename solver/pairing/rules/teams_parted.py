"""Wish 104: who stands in for each other today goes on doing so."""

from itertools import combinations

from solver.pairing.cover import Cover
from solver.pairing.kinds import Wish
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PersonId, Team
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo

_Two = tuple[PersonId, PersonId]


class TeamsParted(Wish[NoParameters]):
    """Two of an existing team who are in no team together."""

    info = RuleInfo(
        id=RuleId("teams-parted"),
        number=104,
        title="Wer sich heute vertritt, bleibt zusammen",
        source=Practice("Feste, vertraute Vertretung ist die beste"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Paare aus bestehenden Teams werden getrennt.",
    )
    unit = "pairs"

    def applies(self, index: Cover) -> bool:
        """Only where there are teams."""
        return bool(index.index.problem.existing)

    def worth(self, index: Cover, team: Team) -> int:
        """Minus one for each two that stay."""
        return -len(_pairs(team) & _standing(index))

    def without(self, index: Cover) -> int:
        """All of them."""
        return len(_standing(index))

    def measure(self, index: Cover, plan: PairingPlan) -> int:
        """Every two who were together and are not any more."""
        team_of = {person: t for t in plan.assignments for person in t.people}
        return sum(
            one not in team_of or team_of[one] is not team_of.get(other)
            for one, other in _standing(index)
        )


def _pairs(team: Team) -> frozenset[_Two]:
    return frozenset(combinations(sorted(team.people), 2))


def _standing(cover: Cover) -> frozenset[_Two]:
    teams = cover.index.problem.existing
    return frozenset(two for team in teams for two in _pairs(team))
