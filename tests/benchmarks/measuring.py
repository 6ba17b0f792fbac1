"""One week measured: our plan and a greedy dispatcher's, judged by the audit."""

import gc
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from solver.audit import AuditReport
from solver.result import Solved, SolveLimits
from solver.rule import RuleId
from solver.substitution.audit import audit
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.problem import EpisodeId, NeedId, PersonId, Problem
from tests.benchmarks.peers.exchange import Instance
from tests.benchmarks.peers.telephone import nearest_familiar_first
from tests.benchmarks.weeks import Week


@dataclass(frozen=True)
class Judged:
    """A plan as the audit sees it: the same judge for everybody."""

    report: AuditReport
    open_share: float
    splits: int

    @property
    def refused_by(self) -> tuple[RuleId, ...]:
        """Rules that what the plan decides breaches; empty if it is accepted."""
        decided = (finding.rule for finding in self.report.findings if finding.decided)
        return tuple(sorted(set(decided)))

    @property
    def values(self) -> Mapping[str, int]:
        """Value of each tier, counted on the plan, in their order."""
        return {tier.id: tier.value for tier in self.report.tiers}

    @property
    def vector(self) -> tuple[int, ...]:
        """The values alone; the smaller vector is the better plan."""
        return tuple(self.values.values())


@dataclass(frozen=True)
class Ours:
    """Our plan, how it is judged, and what it took [s]."""

    plan: Plan
    judged: Judged
    seconds: float
    cpu_seconds: float

    @property
    def counted(self) -> bool:
        """Whether every tier is worth what the audit counts."""
        values = {tier.id: tier.value for tier in self.plan.tiers}
        return values == self.judged.values

    @property
    def proven(self) -> bool:
        """Every tier proven, no other plan as good, and the audit counts the same."""
        tiers_proven = all(tier.proven for tier in self.plan.tiers)
        return self.counted and tiers_proven and self.plan.unique

    @property
    def nearly(self) -> bool:
        """First two tiers proven, the first unproven within 1 % or one unit."""
        tiers = self.plan.tiers
        unproven = next((tier for tier in tiers if not tier.proven), None)
        if unproven is None or unproven in tiers[:2]:
            return self.counted and unproven is None
        room = max(1, unproven.value // 100)
        return self.counted and unproven.value - unproven.bound <= room


@dataclass(frozen=True)
class Greedy:
    """The telephone's plan and what it took [s]."""

    judged: Judged
    seconds: float


@dataclass(frozen=True)
class Row:
    """One seed of one work."""

    week: Week
    options: int
    ours: Ours
    greedy: Greedy

    @property
    def seconds(self) -> float:
        """From the stored state to the plan."""
        return (self.week.snapshot_seconds or 0.0) + self.ours.seconds

    @property
    def cpu_seconds(self) -> float:
        """The same in CPU time of all threads."""
        return self.week.snapshot_cpu_seconds + self.ours.cpu_seconds


def measured(week: Week, limit_seconds: float = 60.0) -> Row:
    """Our plan and the telephone's; reading counts against the limit."""
    ours = solved(week, limit_seconds - (week.snapshot_seconds or 0.0))
    instance = Instance.of(week)
    plan, seconds = nearest_familiar_first(instance)
    greedy = Greedy(judged(week, plan), seconds)
    return Row(week, len(instance.options.options), ours, greedy)


def solved(week: Week, limit_seconds: float) -> Ours:
    """Our plan within a limit, model building, tie-break and uniqueness included."""
    gc.collect()  # what earlier seeds left behind is not this one's
    began, cpu_began = time.perf_counter(), time.process_time()
    result = solve(week.problem, week.profile, SolveLimits(seconds=limit_seconds))
    seconds = time.perf_counter() - began
    cpu_seconds = time.process_time() - cpu_began
    assert isinstance(result, Solved)
    return Ours(result.plan, judged(week, result.plan), seconds, cpu_seconds)


def judged(week: Week, plan: Plan) -> Judged:
    """The audit's word on a plan, the share it leaves open, its split episodes."""
    wanted = sum(need.slot.minutes for need in week.problem.needs)
    taken = sum(option.slot.minutes for option in plan.assignments)
    return Judged(
        audit(week.problem, week.profile, plan),
        1 - taken / wanted,
        split_episodes(week.problem, plan),
    )


def split_episodes(problem: Problem, plan: Plan) -> int:
    """Episodes with more than one person, or with a need in several pieces."""
    persons: dict[EpisodeId, set[PersonId]] = defaultdict(set)
    pieces: dict[NeedId, int] = defaultdict(int)
    episode_of = {need.id: need.episode for need in problem.needs}
    for option in plan.assignments:
        persons[episode_of[option.need]].add(option.person)
        pieces[option.need] += 1
    split = {episode for episode, found in persons.items() if len(found) > 1}
    split |= {episode_of[need] for need, count in pieces.items() if count > 1}
    return len(split)


def first_difference(ours: Judged, peer: Judged) -> tuple[str, int] | None:
    """First tier whose value differs, and by how much the peer's is larger."""
    for tier, value in ours.values.items():
        if peer.values[tier] != value:
            return tier, peer.values[tier] - value
    return None


def standing(ours: Judged, peer: Judged | None) -> str:
    """Where a peer loses against us; ``AHEAD`` would be a fault of ours."""
    if peer is None:
        return "no plan"
    if peer.refused_by:
        return f"refused: {', '.join(peer.refused_by)}"
    difference = first_difference(ours, peer)
    if difference is None:
        return "equal"
    tier, more = difference
    return f"worse in {tier}" if more > 0 else f"AHEAD in {tier}"
