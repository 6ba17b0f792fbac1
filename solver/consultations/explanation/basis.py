"""What questions about visits start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import RuleSet
from solver.consultations.options import Options, options_of
from solver.consultations.plan import ConsultationPlan
from solver.consultations.problem import (
    ConsultationProblem,
    RequestId,
    Visit,
)
from solver.consultations.rules import load_rules
from solver.measuring import MeasuredTier, measured
from solver.profile import RuleProfile


@dataclass(frozen=True)
class Basis:
    """Visits, their problem and its rules, with tables shared by all questions."""

    index: ConsultationIndex
    rules: RuleSet
    visits: tuple[Visit, ...]

    @property
    def problem(self) -> ConsultationProblem:
        """What was planned."""
        return self.index.problem

    @cached_property
    def planned(self) -> dict[RequestId, Visit]:
        """The visit the plan gave to each request."""
        return {visit.request: visit for visit in self.visits}

    @cached_property
    def options(self) -> Options:
        """Every visit the rules pass."""
        return options_of(self.index, self.rules)

    @cached_property
    def measured(self) -> tuple[MeasuredTier, ...]:
        """The plan's tiers, counted on the plan."""
        return self.measure(self.visits)

    def measure(self, visits: Sequence[Visit]) -> tuple[MeasuredTier, ...]:
        """The tiers of other visits of this problem."""
        return measured(self.index, self.rules, ConsultationPlan(tuple(visits)))

    def others(self, request: RequestId) -> tuple[Visit, ...]:
        """All visits but the request's own."""
        return tuple(visit for visit in self.visits if visit.request != request)


def basis_of(
    problem: ConsultationProblem, profile: RuleProfile, plan: ConsultationPlan
) -> Basis:
    """The tables for questions about a plan.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    return Basis(ConsultationIndex(problem), load_rules(profile), plan.assignments)
