"""How a run ends, whatever is planned: a closed union, no infinities, no stand-ins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from solver.rule import Finding
from solver.tier import TierResult

PlanT = TypeVar("PlanT")


@dataclass(frozen=True, slots=True)
class SolveLimits:
    """Budget of a run: wall seconds as a net, a deterministic limit for tests."""

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1
    deterministic: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What is reached so far; ``share`` is between 0 and 1."""

    share: float
    phase: str
    tiers: tuple[TierResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Solved(Generic[PlanT]):
    """A plan; every tier carries its bound, so "proven" is read off there."""

    plan: PlanT


@dataclass(frozen=True, slots=True)
class Stopped(Generic[PlanT]):
    """Somebody stopped the run; the best plan so far with honest bounds, if any."""

    plan: PlanT | None


@dataclass(frozen=True, slots=True)
class Contradiction(Generic[PlanT]):
    """Pins that exclude one another; the rest is planned in ``plan``."""

    findings: tuple[Finding, ...]
    plan: PlanT


#: Is offered each better plan as a way to write it down: that costs time, so whoever
#: listens decides which ones to have.
PlanListener = Callable[[Callable[[], PlanT]], None]
Result = Solved[PlanT] | Stopped[PlanT] | Contradiction[PlanT]
ProgressCallback = Callable[[Progress], None]
StopCheck = Callable[[], bool]
