"""What questions about events start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.measuring import MeasuredTier, measured
from solver.profile import RuleProfile
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import RuleSet
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import EventDate, EventId, WorkshopProblem
from solver.workshops.rules import load_rules


@dataclass(frozen=True)
class Basis:
    """Dates of series, their problem and its rules, shared by all questions."""

    index: WorkshopIndex
    rules: RuleSet
    dates: tuple[EventDate, ...]

    @property
    def problem(self) -> WorkshopProblem:
        """What was planned."""
        return self.index.problem

    @cached_property
    def planned(self) -> dict[EventId, EventDate]:
        """The date the plan gave to each event."""
        return {date.event: date for date in self.dates}

    @cached_property
    def measured(self) -> tuple[MeasuredTier, ...]:
        """The plan's tiers, counted on the plan."""
        return self.measure(self.dates)

    def measure(self, dates: Sequence[EventDate]) -> tuple[MeasuredTier, ...]:
        """The tiers of other dates of this problem."""
        return measured(self.index, self.rules, WorkshopPlan(tuple(dates)))

    def others(self, event: EventId) -> tuple[EventDate, ...]:
        """All dates but the event's own."""
        return tuple(date for date in self.dates if date.event != event)


def basis_of(
    problem: WorkshopProblem, profile: RuleProfile, plan: WorkshopPlan
) -> Basis:
    """The tables for questions about a plan.

    Raises
    ------
    ProfileError
        If the profile is incomplete or contradicts itself.
    """
    return Basis(WorkshopIndex(problem), load_rules(profile), plan.assignments)
