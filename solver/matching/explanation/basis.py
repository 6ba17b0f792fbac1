"""What questions about a matching start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.matching.formulation import Formulation, formulate
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.options import OptionSet, generate
from solver.matching.plan import MatchingPlan
from solver.matching.problem import (
    CoachId,
    Engagement,
    KindergartenId,
    MatchingProblem,
)
from solver.matching.rules import load_rules
from solver.matching.variables import Choice
from solver.measuring import MeasuredTier, measured
from solver.profile import RuleProfile


@dataclass(frozen=True)
class Basis:
    """A matching, its problem and its rules, with tables shared by all questions.

    A question is asked of the whole model: the engine itself looks at parts that hang
    together and leaves alone what the question does not touch.
    """

    index: MatchingIndex
    rules: RuleSet
    options: OptionSet
    plan: MatchingPlan

    @property
    def problem(self) -> MatchingProblem:
        """What was planned."""
        return self.index.problem

    @cached_property
    def measured(self) -> tuple[MeasuredTier, ...]:
        """The plan's tiers, counted on the plan."""
        return self.measure(self.plan.assignments)

    def measure(self, assignments: Sequence[Engagement]) -> tuple[MeasuredTier, ...]:
        """The tiers of other engagements of this problem."""
        return measured(self.index, self.rules, MatchingPlan(tuple(assignments)))

    def vector(self, assignments: Sequence[Engagement]) -> tuple[int, ...]:
        """Values of all tiers, to be compared in order."""
        return tuple(tier.value for tier in self.measure(assignments))

    @cached_property
    def formulation(self) -> Formulation:
        """The model; whoever adds rows copies it first."""
        return formulate(self.index, self.rules, self.options)

    @cached_property
    def choices(self) -> dict[tuple[CoachId, KindergartenId], Choice]:
        """The choice of every pair that the rules pass."""
        return {
            (choice.least.coach, choice.least.kindergarten): choice
            for choice in self.formulation.variables.choices
        }

    @cached_property
    def taken(self) -> dict[KindergartenId, Engagement]:
        """What the plan decided for each kindergarten it serves."""
        return {e.kindergarten: e for e in self.plan.assignments}


def basis_of(
    problem: MatchingProblem, profile: RuleProfile, plan: MatchingPlan
) -> Basis:
    """The tables for questions about a plan.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    index = MatchingIndex(problem)
    rules = load_rules(profile)
    return Basis(index, rules, generate(index, rules), plan)
