"""One week, all ways: the same problem, the same time, the same judge."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from solver.result import Contradiction, Solved, SolveLimits, Stopped
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from tests.benchmarks.measuring import Judged, judged
from tests.benchmarks.peers.answer import Answer
from tests.benchmarks.peers.exchange import Instance
from tests.benchmarks.peers.processes import WAYS, PeerFailed, Way, run
from tests.benchmarks.peers.telephone import nearest_familiar_first
from tests.benchmarks.weeks import Week
from tests.benchmarks.works import Work

Vector = tuple[int, ...]
#: Seconds since the start with the values of the plan of that moment.
Curve = tuple[tuple[float, Vector], ...]

OURS, TELEPHONE = "ours", "telephone"


@dataclass(frozen=True)
class Entry:
    """What one way reached; ``missing`` says why it is not there.

    Seconds begin after start-up. ``curve`` is as the way itself tells it, its last
    point is the plan that the audit judged.
    """

    name: str
    judged: Judged | None = None
    missing: str | None = None
    seconds: float = 0.0
    start_up_seconds: float = 0.0
    proven: int = 0
    peak_bytes: int = 0
    curve: Curve = ()

    @property
    def accepted(self) -> bool:
        """Whether there is a plan that the audit accepts."""
        return self.judged is not None and not self.judged.refused_by

    def reached(self, vector: Vector) -> float | None:
        """Seconds after which its plan is at least as good, if ever."""
        return next((at for at, values in self.curve if values <= vector), None)


@dataclass(frozen=True)
class Contest:
    """All ways on one week, each with the same limit [s]."""

    work: Work
    seed: int
    limit_seconds: float
    tiers: tuple[str, ...]
    entries: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()

    @property
    def ours(self) -> Entry:
        """Our entry, the first."""
        return self.entries[0]

    def entry(self, name: str) -> Entry:
        """The entry of a way by its name."""
        return next(entry for entry in self.entries if entry.name == name)


def contest(
    work: Work,
    seed: int,
    week: Week,
    limit_seconds: float,
    ways: tuple[Way, ...] = WAYS,
) -> Contest:
    """Let every way plan a week: alone, or two on a core each that use but one."""
    instance = Instance.of(week)
    entries = [_ours(week, limit_seconds), _telephone(instance)]

    def answer(way: Way) -> Entry:
        return _peer(way, instance, limit_seconds, seed)

    entries += [answer(way) for way in ways if not way.one_core]
    with ThreadPoolExecutor(2) as pool:
        entries += pool.map(answer, [way for way in ways if way.one_core])
    tiers = tuple(tier.id for tier in instance.formulation.objectives)
    left_out = tuple(sorted(instance.counting.left_out))
    return Contest(work, seed, limit_seconds, tiers, tuple(entries), left_out)


def _ours(week: Week, limit_seconds: float) -> Entry:
    """Our plan; the time it takes to note plans on the way is not counted."""
    curve: list[tuple[float, Vector]] = []
    noting = 0.0
    began = time.perf_counter()

    def better(write: Callable[[], Plan]) -> None:
        nonlocal noting
        now = time.perf_counter()
        plan = write()
        if plan.assignments:  # the very first one leaves every need open
            curve.append((now - began - noting, _vector(plan)))
        noting += time.perf_counter() - now

    limits = SolveLimits(seconds=limit_seconds)
    result = solve(week.problem, week.profile, limits, better=better)
    seconds = time.perf_counter() - began - noting
    plan = _plan(result)
    curve.append((seconds, _vector(plan)))
    proven = next(
        (i for i, tier in enumerate(plan.tiers) if not tier.proven), len(plan.tiers)
    )
    return Entry(
        OURS,
        judged(week, plan),
        seconds=seconds,
        proven=proven,
        curve=tuple(curve),
    )


def _plan(result: Solved | Stopped | Contradiction) -> Plan:
    assert result.plan is not None
    return result.plan


def _vector(plan: Plan) -> Vector:
    return tuple(tier.value for tier in plan.tiers)


def _telephone(instance: Instance) -> Entry:
    plan, seconds = nearest_familiar_first(instance)
    found = judged(instance.week, plan)
    return Entry(TELEPHONE, found, seconds=seconds, curve=((seconds, found.vector),))


def _peer(way: Way, instance: Instance, limit_seconds: float, seed: int) -> Entry:
    missing = way.missing()
    if missing is not None:
        return Entry(way.name, missing=missing)
    try:
        answer = run(way, instance, limit_seconds, seed)
    except PeerFailed as fault:
        return Entry(way.name, missing=str(fault))
    entry = Entry(
        way.name,
        seconds=answer.seconds,
        start_up_seconds=answer.start_up_seconds,
        proven=answer.proven,
        peak_bytes=answer.peak_bytes,
    )
    if answer.options is None:
        return entry
    found = judged(instance.week, instance.plan(answer.options))
    curve = (*_curve(answer, instance), (answer.seconds, found.vector))
    return replace(entry, judged=found, curve=curve)


def _curve(answer: Answer, instance: Instance) -> Curve:
    """What a peer tells of its way: values, or plans that the wishes measure."""
    if answer.values:
        return answer.values
    wishes = [wish for wish in instance.rules.wishes if wish.applies(instance.index)]
    return tuple(
        (
            at,
            tuple(
                wish.measure(instance.index, instance.plan(options)) for wish in wishes
            ),
        )
        for at, options in answer.found
    )
