"""How a run ends: a closed union, no infinities and no empty-plan stand-ins."""

from collections.abc import Callable
from dataclasses import dataclass

from solver.rule import Finding
from solver.substitution.plan import Plan
from solver.tier import TierResult


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
class Solved:
    """A plan; every tier carries its bound, so "proven" is read off there."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Stopped:
    """Somebody stopped the run; the best plan so far with honest bounds, if any."""

    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Pins that exclude one another; the rest is planned in ``plan``."""

    findings: tuple[Finding, ...]
    plan: Plan


#: Is offered each better plan as a way to write it down: that costs time, so whoever
#: listens decides which ones to have.
PlanListener = Callable[[Callable[[], Plan]], None]
Result = Solved | Stopped | Contradiction
ProgressCallback = Callable[[Progress], None]
StopCheck = Callable[[], bool]
