"""Wish 105: a team's ways are short."""

from itertools import combinations

from solver.pairing.cover import Cover
from solver.pairing.kinds import Wish
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import Team
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class ShortTeamWays(Wish[NoParameters]):
    """Minutes between every two of a team; in a cluster from the floater to each."""

    info = RuleInfo(
        id=RuleId("team-ways-total"),
        number=105,
        title="Wege im Team sind kurz",
        source=Practice("Tandem: gleiche Nachbarschaft"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Die Wege in den Teams machen zusammen {value} Minuten aus.",
    )
    unit = "minutes"

    def worth(self, index: Cover, team: Team) -> int:
        """The minutes of its ways."""
        if team.floater:
            ways = [index.index.way(member, team.floater) for member in team.members]
        else:
            ways = [index.index.way(*two) for two in combinations(team.members, 2)]
        return sum(way for way in ways if way is not None)

    def without(self, index: Cover) -> int:  # noqa: ARG002 - one shape of all wishes
        """None."""
        return 0

    def measure(self, index: Cover, plan: PairingPlan) -> int:
        """Added up over all teams."""
        return sum(self.worth(index, team) for team in plan.assignments)
