"""What questions about a coach's dates start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.linear import Var
from solver.matching.problem import CoachId
from solver.measuring import MeasuredTier, measured
from solver.profile import RuleProfile
from solver.sessions.formulation import Formulation, formulate, session_order
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import RuleSet
from solver.sessions.parts import part_of
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionKey, SessionProblem, Visit
from solver.sessions.rules import load_rules
from solver.sessions.starts import StartTable
from solver.sessions.trips import TripSet, generate


@dataclass(frozen=True)
class Basis:
    """One coach's dates, problem and rules, with tables shared by all questions."""

    index: SessionIndex
    rules: RuleSet
    table: StartTable
    coach: CoachId
    visits: tuple[Visit, ...]

    @property
    def problem(self) -> SessionProblem:
        """What was planned."""
        return self.index.problem

    @cached_property
    def planned(self) -> dict[SessionKey, Visit]:
        """The date the plan gave to each session."""
        return {visit.session: visit for visit in self.visits}

    @cached_property
    def measured(self) -> tuple[MeasuredTier, ...]:
        """The plan's tiers, counted on the plan."""
        return self.measure(self.visits)

    def measure(self, visits: Sequence[Visit]) -> tuple[MeasuredTier, ...]:
        """The tiers of other dates of this problem."""
        return measured(self.index, self.rules, SessionPlan(tuple(visits)))

    @cached_property
    def trips(self) -> TripSet:
        """All trips the rules pass."""
        return generate(self.index, self.rules, self.table, self.coach)

    @cached_property
    def formulation(self) -> Formulation:
        """The model; whoever adds rows copies it first."""
        return formulate(self.index, self.rules, self.trips)

    @cached_property
    def order(self) -> tuple[Var, ...]:
        """Trips as a first plan tries them: the plan's own, then a careful coach's."""
        variables = self.formulation.variables
        own = set(self.visits)
        mine = (c.taken for c in variables.choices if own.issuperset(c.trip.visits))
        return tuple(dict.fromkeys((*mine, *session_order(self.index, variables))))


def basis_of(
    problem: SessionProblem, profile: RuleProfile, plan: SessionPlan, coach: CoachId
) -> Basis:
    """The tables for questions about a coach's dates.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    index = SessionIndex(part_of(problem, coach))
    rules = load_rules(profile)
    visits = tuple(v for v in plan.assignments if v.session in index.sessions)
    return Basis(index, rules, StartTable(index, rules), coach, visits)
