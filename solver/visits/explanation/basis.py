"""What questions about contact visits start from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from solver.measuring import MeasuredTier, measured
from solver.profile import RuleProfile
from solver.slots import Day
from solver.substitution.problem import PersonId
from solver.visits.index import VisitIndex
from solver.visits.kinds import RuleSet
from solver.visits.plan import VisitPlan
from solver.visits.problem import Bond, Visit, VisitProblem
from solver.visits.rules import load_rules


@dataclass(frozen=True)
class Basis:
    """Visits, their problem and its rules, with tables shared by all questions."""

    index: VisitIndex
    rules: RuleSet
    profile: RuleProfile
    visits: tuple[Visit, ...]

    @property
    def problem(self) -> VisitProblem:
        """What was planned."""
        return self.index.problem

    @cached_property
    def measured(self) -> tuple[MeasuredTier, ...]:
        """The plan's tiers, counted on the plan."""
        return self.measure(self.visits)

    def measure(self, visits: Sequence[Visit]) -> tuple[MeasuredTier, ...]:
        """The tiers of other visits of this problem."""
        return measured(self.index, self.rules, VisitPlan(tuple(visits)))

    def around(self, bond: Bond) -> "Basis":
        """Only what a bond's visits can change: both sides' days and children.

        Whoever else has one of these children is seen, too. Tiers are sums: what a
        visit changes on them is the same here as on the whole.
        """
        both = {bond.visitor, bond.host}
        children = {row.child for row in self.problem.booked if row.person in both}
        seen = both | {b.person for b in self.problem.booked if b.child in children}
        visits = tuple(v for v in self.visits if seen & self._parties(v))
        persons = seen.union(*map(self._parties, visits))
        booked = tuple(row for row in self.problem.booked if row.person in persons)
        index = VisitIndex(replace(self.problem, booked=booked))
        return replace(self, index=index, visits=visits)

    def exchanged(
        self, bond: Bond, without: Visit | None, visit: Visit | None
    ) -> tuple[MeasuredTier, ...]:
        """The tiers with a visit of a bond in place of another; either may be none.

        Counted around the bond: measuring the whole takes far longer.
        """
        part = self.around(bond)
        others = (each for each in part.visits if each != without)
        then = part.measure((*others, visit) if visit else tuple(others))
        rows = zip(self.measured, part.measured, then, strict=True)
        return tuple(
            replace(whole, value=whole.value - now.value + after.value)
            for whole, now, after in rows
        )

    def _parties(self, visit: Visit) -> set[PersonId]:
        bond = self.index.bond(visit)
        return {bond.visitor, bond.host}

    def instead_of(self, bond: Bond, period: int) -> Visit | None:
        """The visit a bond has in a stretch of its weeks; it stands or was planned."""
        for visit in (*self.problem.fixed, *self.visits):
            if visit.bond == bond.id and self.index.period(bond, visit.day) == period:
                return visit
        return None

    def others(self, bond: Bond, period: int) -> tuple[Visit, ...]:
        """All planned visits but that one."""
        own = self.instead_of(bond, period)
        return tuple(visit for visit in self.visits if visit != own)

    def days(self, bond: Bond, period: int) -> tuple[Day, ...]:
        """Days of a stretch of a bond's weeks on which visits may be."""
        index = self.index
        return tuple(day for day in index.days if index.period(bond, day) == period)


def basis_of(problem: VisitProblem, profile: RuleProfile, plan: VisitPlan) -> Basis:
    """The tables for questions about a plan.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    return Basis(VisitIndex(problem), load_rules(profile), profile, plan.assignments)
