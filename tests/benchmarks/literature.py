"""Instances of the kinds the literature solves, written in the outside format.

Shift minimisation personnel task scheduling in the manner of Krishnamoorthy, Ernst and
Baatar (2012): fixed intervals, each worker qualified for some, as few workers as
possible. Tasks are cut out of the shifts of ``workers``, so everything can be done;
each worker is qualified for her own and, at random, for a share of the others. And the
assignment problem with random costs. Everything follows from the seed.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import Any

from service.solving.rules import rules_for
from solver import solve
from solver.exchange.translate import problem_from_document
from solver.result import SolveLimits
from solver.substitution.plan import Plan

DAY = "2026-11-23"
HEAD = {"format": "lueckenlos-problem", "version": 1, "first_day": DAY}


@dataclass(frozen=True)
class TaskScheduling:
    """How large and how free an instance is; ``skill`` is the share of other tasks."""

    workers: int
    tasks: int
    skill: float
    seed: int
    slack: float = 0.1


def task_scheduling(size: TaskScheduling) -> dict[str, Any]:
    """Fixed intervals for qualified workers, as few of them as possible."""
    rng = random.Random(f"smptsp/{size}")
    needs = []
    counts = [size.tasks // size.workers] * size.workers
    for extra in range(size.tasks - sum(counts)):
        counts[extra] += 1
    for worker, count in enumerate(counts):
        # A shift of 9 to 12 hours, cut at random points with short pauses between.
        start = rng.randrange(0, 1440 - 720, 5)
        length = rng.randrange(540, 721, 5)
        cuts = sorted(rng.sample(range(10, length - 5, 5), 2 * count - 1))
        bounds = [0, *cuts]
        for at in range(0, 2 * count, 2):
            begin = bounds[at]
            end = bounds[at + 1]
            if rng.random() > size.slack and at:
                begin = bounds[at - 1]  # most tasks follow without a pause
            needs.append((worker, start + begin, start + end))
    rng.shuffle(needs)
    able = [
        [
            f"w{worker}"
            for worker in range(size.workers)
            if worker == owner or rng.random() < size.skill
        ]
        for owner, _, _ in needs
    ]
    return {
        **HEAD,
        "title": f"SMPTSP {size.workers} x {size.tasks}, {size.skill:.0%}, {size.seed}",
        "profile": {"base": "plain", "tiers": ["uncovered", "persons-deployed"]},
        "persons": [{"id": f"w{w}", "capacity": 1} for w in range(size.workers)],
        "needs": [
            {"id": f"t{number}", "start": start, "end": end, "persons": persons}
            for number, ((_, start, end), persons) in enumerate(
                zip(needs, able, strict=True)
            )
        ],
    }


def assignment(size: int, seed: int) -> dict[str, Any]:
    """Agents and jobs, one each, at the least sum of costs."""
    rng = random.Random(f"assignment/{size}/{seed}")
    agents = [f"a{number}" for number in range(size)]
    jobs = [f"j{number}" for number in range(size)]
    return {
        **HEAD,
        "title": f"Zuordnung {size} x {size}, {seed}",
        "profile": {"base": "plain", "tiers": ["uncovered", "cost"]},
        "persons": [{"id": agent, "capacity": 1} for agent in agents],
        "needs": [{"id": job, "start": "08:00", "end": "09:00"} for job in jobs],
        "pair_costs": {
            job: {agent: rng.randint(1, 100) for agent in agents} for job in jobs
        },
    }


def as_bytes(document: dict[str, Any]) -> bytes:
    """As a file holds it."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def first_plan(size: TaskScheduling) -> str:
    """One line: how long until there is a full plan, in seconds of the processor."""
    began = process_time()
    outside = problem_from_document(as_bytes(task_scheduling(size)))
    profile = rules_for(outside, None)
    found: list[str] = []

    def look(write: Callable[[], Plan]) -> None:
        plan = write()
        if plan.assignments and not plan.gaps and not found:
            persons = next(t for t in plan.tiers if t.id == "persons-deployed")
            found.append(f"{process_time() - began:.1f} s, {persons.value} persons")

    limits = SolveLimits(seconds=300)
    solve(outside.problem, profile, limits, None, lambda: bool(found), look)
    name = f"{size.workers} x {size.tasks}, {size.skill:.0%} qualified"
    return f"{name}: full plan after {found[0] if found else '(none)'}"


if __name__ == "__main__":
    for seed, (workers, tasks) in enumerate(((40, 240), (90, 560), (183, 1143))):
        for skill in (0.33, 0.66):
            print(first_plan(TaskScheduling(workers, tasks, skill, seed + 1)))
