"""Rule 11: a team covers enough to be one."""

from dataclasses import dataclass

from solver.pairing.cover import Cover
from solver.pairing.kinds import TeamRule
from solver.pairing.problem import Team
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class LeastCovered:
    """Fewest child-hours of a season that are worth a team's meetings."""

    least_child_hours: int = 1


class WorthIt(TeamRule[LeastCovered]):
    """A team that covers next to nothing is none."""

    info = RuleInfo(
        id=RuleId("team-worth-it"),
        number=11,
        title="Ein Team vertritt mehr als nur auf dem Papier",
        source=Practice("Teamtreffen und Kontaktpflege kosten Zeit"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Das Team könnte nur {child_hours} Kinderstunden im Jahr vertreten"
            " (mindestens: {least_child_hours})."
        ),
    )
    parameters_type = LeastCovered

    def refuse(self, index: Cover, option: Team) -> Refusal | None:
        """Refuse less than the least."""
        hours, least = index.hours(option), self.parameters.least_child_hours
        if hours >= least:
            return None
        return self.refusal(child_hours=hours, least_child_hours=least)
