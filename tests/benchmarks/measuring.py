"""One week measured: our plan, a straightforward model's, a greedy dispatcher's."""

import gc
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from solver.result import Solved, SolveLimits
from solver.rule import RuleId
from solver.substitution.audit import AuditReport, audit
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.problem import EpisodeId, NeedId, PersonId, Problem
from solver.substitution.rules import load_rules
from tests.benchmarks.peers import nearest_familiar_first, straightforward
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


@dataclass(frozen=True)
class Ours:
    """Our plan, how it is judged, and what it took [s]."""

    plan: Plan
    judged: Judged
    seconds: float
    cpu_seconds: float

    @property
    def proven(self) -> bool:
        """Every tier proven and worth what the audit counts, the plan unique."""
        values = {tier.id: tier.value for tier in self.plan.tiers}
        counted = values == self.judged.values
        return counted and self.plan.unique and all(t.proven for t in self.plan.tiers)


@dataclass(frozen=True)
class Peer:
    """Another way's plan: ``judged`` is ``None`` if it found none in its time [s]."""

    judged: Judged | None
    seconds: float
    proven_tiers: int = 0


@dataclass(frozen=True)
class Row:
    """One seed of one town."""

    week: Week
    options: int
    ours: Ours
    naive: Peer | None
    greedy: Peer

    @property
    def seconds(self) -> float:
        """From the stored state to the plan."""
        return (self.week.snapshot_seconds or 0.0) + self.ours.seconds

    @property
    def cpu_seconds(self) -> float:
        """The same in CPU time of all threads."""
        return self.week.snapshot_cpu_seconds + self.ours.cpu_seconds


def measured(week: Week, naive_seconds: float) -> Row:
    """All three ways on one week; the straightforward one only if it gets time."""
    ours = _ours(week)
    rules = load_rules(week.profile)
    index = ProblemIndex(week.problem)
    options = generate(index, rules)
    formulation = formulate(index, rules, options)
    naive = None
    if naive_seconds:
        answer = straightforward(formulation, options, naive_seconds)
        found = answer.plan and judged(week, answer.plan)
        naive = Peer(found, answer.seconds, answer.proven)
    greedy = nearest_familiar_first(index, options, formulation)
    assert greedy.plan is not None
    return Row(
        week,
        len(options.options),
        ours,
        naive,
        Peer(judged(week, greedy.plan), greedy.seconds),
    )


def _ours(week: Week) -> Ours:
    gc.collect()  # what earlier seeds left behind is not this one's
    began, cpu_began = time.perf_counter(), time.process_time()
    result = solve(week.problem, week.profile, SolveLimits())
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
