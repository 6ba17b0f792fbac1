"""Measure the stress test: ``python -m tests.benchmarks.ahead.stress``.

Towns like Herne and Beckum, a normal week each: every single absence, every pair, a
wave drawn a thousand times, pairs and wave on two processes. Beside it, on a sample
of the same absences, a dispatcher's telephone round and a plain CP-SAT model of the
whole town's day per absence, with the solver's defaults on two workers.

``--quick`` draws fewer weeks and asks fewer samples, for a busy machine. The bars are
held by the clock; CPU seconds stand beside it.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from solver.stress.absences import (
    Pairs,
    pair_absences,
    pair_groups,
    single_absences,
)
from solver.stress.evaluator import Net
from solver.stress.figures import coverage_of
from solver.stress.hands import Hands
from solver.stress.problem import StressSettings
from solver.stress.result import Coverage, WaveFigures
from solver.stress.sick_days import SickDays
from solver.stress.wave import drawn_wave, wave_groups
from tests.benchmarks.ahead.stress_peers import (
    Absence,
    Said,
    full_planner,
    plain_model,
    rules_of,
    telephone,
)
from tests.benchmarks.ahead.stress_towns import TownWeek, towns
from tests.benchmarks.report import Report, verdict

SINGLES_BAR, PAIRS_BAR, WAVE_BAR = 5.0, 60.0, 300.0
PROCESSES = 2
DRAWS, QUICK_DRAWS = 1000, 50
SAMPLE, QUICK_SAMPLE = 150, 24

T = TypeVar("T")


@dataclass(frozen=True)
class Spent:
    """What something took, by the clock and of the processor."""

    seconds: float
    cpu_seconds: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.cpu_seconds:.1f} s CPU)"


def timed(work: Callable[[], T]) -> tuple[T, Spent]:
    """Result of some work and what it took."""
    began, cpu_began = time.perf_counter(), _cpu_seconds()
    found = work()
    return found, Spent(time.perf_counter() - began, _cpu_seconds() - cpu_began)


def _cpu_seconds() -> float:
    """Of this process and of those it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def say_town(report: Report, town: TownWeek, draws: int, sample: int) -> bool:
    """Measure one town and say whether the bars are kept."""
    week = town.problem.week
    report.say(
        f"\n{town.name}: {len(week.persons)} persons, {len(town.problem.needs)}"
        f" would-be needs, {len(week.links)} links, {len(town.problem.days)} days"
    )
    Net(town.problem, town.profile).uncovered((), town.problem.days[0])  # warm
    kept = _say_net(report, town, draws)
    return _say_peers(report, town, sample) and kept


def _say_net(report: Report, town: TownWeek, draws: int) -> bool:
    net, building = timed(lambda: Net(town.problem, town.profile))
    singles, spent = timed(lambda: list(single_absences(net, _never)))
    spent = Spent(
        spent.seconds + building.seconds, spent.cpu_seconds + building.cpu_seconds
    )
    found = coverage_of(singles)
    kept = _say(report, f"{len(singles)} single absences", spent, SINGLES_BAR)
    report.say(f"  N-1: {_covered(found)}")
    before = net.evaluated
    pairs, spent = timed(lambda: _pairs(net))
    asked = (
        f"{pairs.coverage.absences} pairs, {net.evaluated - before} of them computed"
    )
    kept &= _say(report, asked, spent, PAIRS_BAR)
    report.say(f"  N-2: {_covered(pairs.coverage)}; {_surplus(pairs)}")
    before = net.evaluated
    settings = StressSettings(draws=draws)
    wave, spent = timed(lambda: _drawn(net, settings))
    assert wave is not None
    kept &= _say(
        report,
        f"{draws} drawn weeks, {net.evaluated - before} groups computed",
        spent,
        WAVE_BAR * draws / DRAWS,
    )
    report.say(f"  wave: {_wave(wave, town)}")
    report.say(f"  unproven values: {net.unproven}: {verdict(net.unproven == 0)}")
    return kept and net.unproven == 0


def _pairs(net: Net) -> Pairs:
    with Hands(net, PROCESSES) as hands:
        for _ in hands.compute(pair_groups(net), _never):
            pass
    return pair_absences(net, _ignored, _never)


def _drawn(net: Net, settings: StressSettings) -> WaveFigures | None:
    with Hands(net, PROCESSES) as hands:
        for _ in hands.compute(wave_groups(net, settings), _never):
            pass
    return drawn_wave(net, settings, _ignored, _never)


def _say(report: Report, work: str, spent: Spent, bar: float) -> bool:
    kept = spent.seconds <= bar
    report.say(f"{work}: {spent}, bar {bar:.0f} s: {verdict(kept)}")
    return kept


def _covered(found: Coverage) -> str:
    return (
        f"{found.safe_permille} ‰ of the child-hours lie in absences wholly covered,"
        f" {found.covered_permille} ‰ of all are covered"
    )


def _surplus(pairs: Pairs) -> str:
    more = sum(pair.surplus_minutes > 0 for pair in pairs.with_surplus)
    less = len(pairs.with_surplus) - more
    return f"{more} pairs leave more open than both alone, {less} less"


def _wave(wave: WaveFigures, town: TownWeek) -> str:
    days = wave.draws * len(town.problem.days)
    share = wave.uncovered_minutes / max(1, wave.needed_minutes)
    return (
        f"{wave.absences / days:.1f} away a day, {share:.1%} of needed time open;"
        f" half the weeks leave up to {wave.median_minutes / 60:.0f} child-hours open,"
        f" one of ten {wave.tenth_worst_minutes / 60:.0f} or more"
    )


def _say_peers(report: Report, town: TownWeek, sample: int) -> bool:
    """The same absences asked of others; ours must be the planner's own values."""
    absences = _sample(town, sample)
    rules = rules_of(town)
    net = Net(town.problem, town.profile)
    for day in town.problem.days:
        net.day(day)
    ours: list[Said] = []
    for absent, day in absences:
        value, spent = timed(lambda a=absent, d=day: net.uncovered(a, d))
        ours.append(Said(value.minutes, value.proven, spent.seconds))
    planner = [full_planner(town, absence) for absence in absences]
    greedy = [telephone(town, absence, rules) for absence in absences]
    plain = [plain_model(town, absence, rules) for absence in absences]
    same = all(a.minutes == b.minutes for a, b in zip(ours, planner, strict=True))
    report.say(
        f"{sample} absences of one, two, or a drawn day, asked of others as well:"
    )
    for name, said in (
        ("stress test", ours),
        ("full planner, first tier", planner),
        ("telephone", greedy),
        ("plain CP-SAT", plain),
    ):
        report.say(f"  {name}: {_beside(said, ours)}")
    report.say(f"  the same values as the planner: {verdict(same)}")
    best = all(a.minutes <= b.minutes for a, b in zip(ours, plain, strict=True))
    report.say(f"  never worse than the plain model: {verdict(best)}")
    return same and best


def _beside(said: Sequence[Said], ours: Sequence[Said]) -> str:
    minutes, mine = (sum(s.minutes for s in one) for one in (said, ours))
    seconds, own = (sum(s.seconds for s in one) for one in (said, ours))
    proven = sum(s.proven for s in said)
    return (
        f"{minutes / 60:.0f} child-hours open ({minutes / max(1, mine):.3f} of ours),"
        f" proven {proven} of {len(said)}, {1000 * seconds / len(said):.1f} ms each"
        f" ({seconds / own:.1f} times ours)"
    )


def _sample(town: TownWeek, count: int) -> list[Absence]:
    """A third each: one person, two who touch something, everybody ill on a day."""
    rng = random.Random(1)
    net = Net(town.problem, town.profile)
    found: list[Absence] = []
    while len(found) < count:
        day = rng.choice(town.problem.days)
        people = sorted(net.day(day).reaches)
        one = rng.choice(sorted(net.day(day).tables.needs))
        near = [p for p in people if p != one and net.interact(one, p, day)]
        ill = SickDays(1, len(found), StressSettings().rates, 2).ill(people, day)
        pair = frozenset((one, rng.choice(near or people)))
        found.extend(((frozenset((one,)), day), (pair, day), (ill, day)))
    return found[:count]


def _never() -> bool:
    return False


def _ignored(_: float) -> None:
    """How far it is: nobody watches a measurement."""


def main() -> int:
    """Say every town; 1 if a bar is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer draws and samples")
    parser.add_argument("--seed", type=int, default=1, help="of the towns")
    chosen = parser.parse_args()
    draws = QUICK_DRAWS if chosen.quick else DRAWS
    sample = QUICK_SAMPLE if chosen.quick else SAMPLE
    report = Report()
    kept = [say_town(report, town, draws, sample) for town in towns(chosen.seed)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
