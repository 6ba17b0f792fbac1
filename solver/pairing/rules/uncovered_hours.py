"""Wish 101: as few child-hours as possible go without a substitute."""

from solver.pairing.cover import Cover
from solver.pairing.kinds import Wish
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import Team
from solver.rule import (
    Binding,
    LegalSource,
    NoParameters,
    PersonGroup,
    RuleId,
    RuleInfo,
)


class UncoveredHours(Wish[NoParameters]):
    """Child-hours of announced and drawn absences that no team covers.

    Whoever is in no team counts as uncovered, whatever free places there are in town:
    what is nobody's promise can be relied on by nobody.
    """

    info = RuleInfo(
        id=RuleId("team-uncovered"),
        number=101,
        title="So wenige Kinderstunden wie möglich bleiben ohne Vertretung",
        source=LegalSource("SGB VIII", "§ 23 Abs. 4 Satz 2"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Kinderstunden im Jahr bleiben ohne Vertretung.",
    )
    unit = "child-hours"

    def worth(self, index: Cover, team: Team) -> int:
        """What it covers."""
        return -index.hours(team)

    def without(self, index: Cover) -> int:
        """All that is needed."""
        return index.index.need_hours

    def measure(self, index: Cover, plan: PairingPlan) -> int:
        """What is needed and not covered."""
        covered = sum(index.hours(team) for team in plan.assignments)
        return index.index.need_hours - covered
