"""Wishes 101 and 102: every kindergarten has a coach, those that begin first."""

from dataclasses import dataclass

from solver.linear import Expression
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.problem import Kindergarten, KindergartenId, Stage
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class Parameters:
    """Stages that come first."""

    stages: tuple[str, ...] = ("start",)

    def __post_init__(self) -> None:
        """Refuse a stage that nobody is in."""
        for stage in self.stages:
            Stage(stage)


class BeginnersServed(Wish[Parameters]):
    """Kindergartens of the first stages without a coach."""

    info = RuleInfo(
        id=RuleId("beginners-unserved"),
        number=101,
        title="Häuser in der Startphase werden begleitet",
        source=Practice("Begleitung zuerst, wo ein Haus beginnt"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Einrichtungen der Startphase bleiben ohne Begleitung.",
    )
    parameters_type = Parameters
    unit = "kindergartens"

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """One for each that begins and is open, unless chosen."""
        first = {k.id for k in index.open if self._first(k)}
        return _unserved(first, variables)

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Those that begin, are open, and have no engagement."""
        served = {engagement.kindergarten for engagement in plan.assignments}
        return sum(k.id not in served for k in index.open if self._first(k))

    def _first(self, kindergarten: Kindergarten) -> bool:
        return kindergarten.stage.value in self.parameters.stages


class Served(Wish[NoParameters]):
    """Kindergartens without a coach, of whatever stage."""

    info = RuleInfo(
        id=RuleId("unserved"),
        number=102,
        title="Alle Häuser werden begleitet",
        source=Practice("Jedes Haus des Programms wird begleitet"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Einrichtungen bleiben ohne Begleitung.",
    )
    unit = "kindergartens"

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """One for each that is open, unless chosen."""
        return _unserved({k.id for k in index.open}, variables)

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Those that are open and have no engagement."""
        served = {engagement.kindergarten for engagement in plan.assignments}
        return sum(k.id not in served for k in index.open)


def _unserved(wanted: set[KindergartenId], variables: MatchingVariables) -> Expression:
    return Expression(
        tuple(
            (choice.chosen, -1)
            for choice in variables.choices
            if choice.least.kindergarten in wanted
        ),
        len(wanted),
    )
