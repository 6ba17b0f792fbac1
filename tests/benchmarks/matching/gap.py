"""Generalised assignment of types c, d and e, by the published formulae.

Chu and Beasley (1997), Laguna et al. (1995): every job goes to one agent at least cost;
type d prices what is small highly, type e more so. The seeds are ours and fixed, so the
instances are of the published kind, not the published files.
"""

import random
from dataclasses import dataclass
from math import log

from solver.matching.problem import (
    Coach,
    CoachId,
    County,
    CountyId,
    Kindergarten,
    KindergartenId,
    MatchingProblem,
    Month,
    Stage,
    Way,
)
from solver.profile import RuleProfile
from solver.rule import RuleId

TIERS = (RuleId("unserved"), RuleId("score"))


@dataclass(frozen=True)
class Gap:
    """Type, number of agents and jobs, and the seed."""

    kind: str
    agents: int
    jobs: int
    seed: int

    @property
    def name(self) -> str:
        """As in the literature, with our seed."""
        return f"{self.kind}{self.agents:02}{self.jobs} ({self.seed})"


@dataclass(frozen=True)
class Numbers:
    """Cost and use of each agent and job, and what each agent has."""

    cost: list[list[int]]
    use: list[list[int]]
    room: list[int]


def numbers(gap: Gap) -> Numbers:
    """The numbers of an instance."""
    rng = random.Random(f"gap/{gap.kind}/{gap.agents}/{gap.jobs}/{gap.seed}")
    drawn = [
        [_drawn(gap.kind, rng) for _ in range(gap.jobs)] for _ in range(gap.agents)
    ]
    use = [[u for u, _ in row] for row in drawn]
    return Numbers(
        [[c for _, c in row] for row in drawn],
        use,
        [8 * sum(row) // (10 * gap.agents) for row in use],
    )


def _drawn(kind: str, rng: random.Random) -> tuple[int, int]:
    """Use and cost of one job at one agent."""
    if kind == "c":
        return rng.randint(5, 25), rng.randint(10, 50)
    if kind == "d":
        use = rng.randint(1, 100)
        return use, 111 - use + rng.randint(-10, 10)
    use = int(1 - 10 * log(1 - rng.random()))
    return use, int(1000 / use - 10 * rng.random())


def as_matching(gap: Gap) -> MatchingProblem:
    """The instance as a matching: one month, uses and prices given per pair."""
    found = numbers(gap)
    month, nowhere = Month(2027 * 12), CountyId("nirgends")
    agents = [CoachId(f"a{n:02}") for n in range(gap.agents)]
    jobs = [KindergartenId(f"j{n:03}") for n in range(gap.jobs)]
    pairs = [
        (i, j, (agent, job))
        for i, agent in enumerate(agents)
        for j, job in enumerate(jobs)
    ]
    return MatchingProblem(
        {agent: Coach(agent, found.room[i]) for i, agent in enumerate(agents)},
        {
            job: Kindergarten(job, nowhere, Stage.BUILDING, month, month, 1, 1)
            for job in jobs
        },
        {nowhere: County(nowhere)},
        {pair: Way(0) for _, _, pair in pairs},
        use_minutes={pair: found.use[i][j] for i, j, pair in pairs},
        scores={pair: found.cost[i][j] for i, j, pair in pairs},
    )


def gap_profile() -> RuleProfile:
    """Room of the agents only; all jobs first, which they always are, then the cost."""
    return RuleProfile("gap", "TH", "1", {}, TIERS)
