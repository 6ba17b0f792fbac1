"""One run from a model to a plan: who is told, who is offered plans, what is proven.

It is the same whatever is planned: a problem says how values become a plan.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from solver.engine.budget import Budget
from solver.engine.draws import TieBreak
from solver.engine.tiers import Objective, Reached, minimise_tiers
from solver.linear import LinearModel
from solver.result import (
    Contradiction,
    PlanListener,
    PlanT,
    Progress,
    ProgressCallback,
    Result,
    Solved,
    Stopped,
)
from solver.rule import Finding
from solver.tier import TierResult

#: Share of a run that is behind it once a phase begins.
OPTIONS, MODEL, FIRST, TIERS, REASONS, DONE = 0.0, 0.1, 0.2, 0.3, 0.95, 1.0

#: Writes values of the model, with the tiers reached so far, as a plan.
ReadPlan = Callable[[Sequence[int], Sequence[TierResult]], PlanT]


@dataclass(frozen=True, slots=True)
class Tiered:
    """A model, its tiers in order, and how to choose between equal answers."""

    model: LinearModel
    objectives: Sequence[Objective]
    tie_break: TieBreak


@dataclass(frozen=True, slots=True)
class Run(Generic[PlanT]):
    """What a run may use, and to whom it tells how far it is and what it found."""

    budget: Budget
    progress: ProgressCallback | None
    better: PlanListener[PlanT] | None

    def tell(
        self, share: float, phase: str, tiers: tuple[TierResult, ...] = ()
    ) -> None:
        """Say how far the run is."""
        if self.progress is not None:
            self.progress(Progress(share, phase, tiers))

    def tell_tiers(
        self, reached: Sequence[TierResult], count: int
    ) -> tuple[TierResult, ...]:
        """Say which of so many tiers are reached; they are told as they are kept."""
        tiers = tuple(replace(tier, bound=max(0, tier.bound)) for tier in reached)
        done = len(reached) / count
        self.tell(TIERS + (REASONS - TIERS) * done, "tiers", tiers)
        return tiers

    def tier_listener(self, count: int) -> Callable[[tuple[TierResult, ...]], None]:
        """Whoever hears of tiers and passes them on, so many in all."""

        def hear(reached: tuple[TierResult, ...]) -> None:
            self.tell_tiers(reached, count)

        return hear

    def offer(self, write: Callable[[], PlanT]) -> None:
        """Offer a plan to whoever wants to write it down."""
        if self.better is not None:
            with self.budget.writing():
                self.better(write)

    def minimise(
        self, tiered: Tiered, first: Sequence[int], read: ReadPlan[PlanT]
    ) -> tuple[Reached, tuple[TierResult, ...]]:
        """Tier by tier from a first assignment on; also the tiers as they were told."""
        tiers: tuple[TierResult, ...] = ()

        def show(values: Sequence[int]) -> None:
            kept = tuple(values)
            self.offer(lambda: read(kept, tiers))

        show(first)
        self.budget.watch(show)

        def on_tier(reached: tuple[TierResult, ...]) -> None:
            nonlocal tiers
            tiers = self.tell_tiers(reached, len(tiered.objectives))

        self.tell(TIERS, "tiers")
        reached = minimise_tiers(
            tiered.model,
            tiered.objectives,
            first,
            self.budget,
            on_tier,
            tiered.tie_break,
        )
        return reached, tiers

    def result(
        self, plan: PlanT, findings: tuple[Finding, ...], *, stopped: bool, unique: bool
    ) -> Result[PlanT]:
        """How the run ended; a stop that came after the last proof changes nothing."""
        if stopped and not unique:
            return Stopped(plan)
        return Contradiction(findings, plan) if findings else Solved(plan)
