"""Measure the ranking of changes: ``python -m tests.benchmarks.ahead.whatif``.

Towns like Herne and Beckum, a normal week each. Beside the ranking, in the same run:

* greedy: one more floater for the childminders with most open time in the rooms most of
  them reach, as one would choose by a list, evaluated afterwards;
* plain: a sample of the changes evaluated on a new net each, without bounds and without
  anything remembered; the figures must be the same;
* spots of bases chosen one after the other, beside those chosen together.

``--quick`` takes the smaller town and fewer weeks. Bars are held by CPU seconds, since
one process does it all.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from service.ahead.whatif.ground import survey
from service.snapshot.normal_week import take_normal_week
from solver.profile import RuleProfile
from solver.stress.evaluator import Net
from solver.whatif.candidate import Change, ChangeKind
from solver.whatif.candidates import Candidates
from solver.whatif.problem import CostRates, WhatIfProblem, WhatIfSettings
from solver.whatif.ranking import Measured, whatif
from solver.whatif.result import Verified, WhatIfResult
from solver.whatif.siting import served
from solver.whatif.vary import varied
from tests.benchmarks.report import Report, verdict
from tests.benchmarks.weeks import fresh_store, imported

BAR_SECONDS = 300.0
SITING_BAR_SECONDS = 10.0
HERNE, BECKUM = 95, 47
DRAWS, QUICK_DRAWS = 50, 5
SAMPLE = 3
RATES = CostRates()

T = TypeVar("T")


@dataclass(frozen=True)
class Town:
    """A town with its ground and its rules."""

    name: str
    problem: WhatIfProblem
    profile: RuleProfile


def a_town(name: str, childminders: int, seed: int) -> Town:
    """A town of the product, read from a database."""
    with fresh_store() as store:
        tenant_id, monday = imported(store, childminders, 0, seed)
        with store.read(tenant_id) as session:
            week = take_normal_week(
                session,
                first_day=monday,
                last_day=monday + timedelta(days=6),
                now=store.clock.now(),
            )
            ground = survey(session, week)
    return Town(name, ground.problem, week.rules.profile)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Result of some work and the CPU seconds it took."""
    began = time.process_time()
    found = work()
    return found, time.process_time() - began


def say_town(report: Report, town: Town, settings: WhatIfSettings) -> bool:
    """Measure one town and say whether the bars are kept."""
    stress = town.problem.stress
    Net(stress, town.profile).uncovered((), stress.days[0])  # warm
    result, seconds = timed(lambda: whatif(town.problem, town.profile, settings))
    bar = BAR_SECONDS * max(1, settings.draws) / DRAWS
    kept = seconds <= bar
    report.say(
        f"\n{town.name}: {result.absences} single absences, {result.drawn_weeks} drawn"
        f" weeks, {result.considered} changes: {result.verified} verified,"
        f" {result.ruled_out} ruled out by a bound: {seconds:.0f} s CPU, bar"
        f" {bar:.0f} s: {verdict(kept)}"
    )
    report.summary(town.name, f"{seconds:.0f} s CPU", f"{bar:.0f} s")
    for rank, found in enumerate(result.ranked, start=1):
        report.say(f"  {rank}. {_told(found)}")
    if not result.helps:
        report.say("  none of these helps")
    measured = Measured(town.problem, town.profile, settings, RATES)
    measured.measure(lambda: False)
    kept &= _say_greedy(report, measured, result)
    kept &= _say_plain(report, measured, result)
    return _say_siting(report, measured, settings) and kept


def _told(found: Verified) -> str:
    price = found.cents_per_hour
    told = "-" if price is None else f"{price / 100:.2f} EUR an hour"
    return (
        f"{found.change.kind.value}: {found.covered.year_minutes // 60} child-hours a"
        f" year, {told}, proven: {verdict(found.proven)}"
    )


def _say_greedy(report: Report, measured: Measured, result: WhatIfResult) -> bool:
    """The floater one would choose by a list of open hours."""
    open_by = measured.open_time.by_person()
    worst = sorted(open_by, key=lambda person: (-open_by[person], person))[:5]
    week = measured.problem.stress.week
    rooms = [p.id for p in week.places.values() if p.usable_without_owner]
    if not worst or not rooms:
        report.say("  greedy: nobody is left open, or there are no rooms")
        return True
    most = max(measured.settings.floater_weekly_minutes)
    change = Change(
        ChangeKind.FLOATER, members=tuple(sorted(worst)), place=min(rooms), minutes=most
    )
    found = measured.verify(
        change, measured.bound(change), lambda _: False, lambda: False
    )
    best = max((v.covered.year_minutes for v in result.ranked), default=0)
    mine = 0 if found is None else found.covered.year_minutes
    report.say(
        f"  greedy floater covers {mine // 60} child-hours a year, {mine / best:.2f} of"
        " the best change"
        if best
        else "  greedy: nothing helps"
    )
    return mine <= best


def _say_plain(report: Report, measured: Measured, result: WhatIfResult) -> bool:
    """The same changes on a net that remembers nothing."""
    if not result.ranked:
        return True
    same, ours, plain = True, 0.0, 0.0
    for found in result.ranked[:SAMPLE]:
        change = found.change
        again, seconds = timed(
            lambda change=change: measured.verify(
                change, measured.bound(change), lambda _: False, lambda: False
            )
        )
        ours += seconds
        scratch, seconds = timed(lambda change=change: _scratch(measured, change))
        plain += seconds
        covered = found.covered
        same &= scratch == (covered.single_minutes, covered.wave_minutes)
        same &= again is not None and again.covered == covered
    report.say(
        f"  plain evaluation of {min(SAMPLE, len(result.ranked))} of them: {plain:.1f}"
        f" s CPU, ours {ours:.1f} s ({plain / max(ours, 1e-9):.1f} times); the same"
        f" figures: {verdict(same)}"
    )
    return same


def _scratch(measured: Measured, change: Change) -> tuple[int, int]:
    """What a change covers, evaluated from nothing, over the whole set."""
    stress, profile = varied(measured.problem, measured.profile, change)
    before = Net(measured.problem.stress, measured.profile)
    after = Net(stress, profile)
    single = sum(
        before.uncovered(absent, day).minutes - after.uncovered(absent, day).minutes
        for absent, day in measured.set.singles
    )
    waves = zip(
        measured.set.waves(measured.problem.stress),
        measured.set.waves(stress),
        strict=True,
    )
    wave = sum(
        before.uncovered(ill, day).minutes - after.uncovered(now, day).minutes
        for (ill, day), (now, _) in waves
    )
    return single, wave


def _say_siting(report: Report, measured: Measured, settings: WhatIfSettings) -> bool:
    """Spots chosen together, beside spots chosen one after the other."""
    made = Candidates(measured.problem, measured.profile, settings, measured.open_time)
    sitings, seconds = timed(made.sitings)
    kept = seconds <= SITING_BAR_SECONDS and all(s.proven for s in sitings)
    for siting in sitings:
        greedy = _one_by_one(made, len(siting.spots), settings.cooperations)
        report.say(
            f"  {len(siting.spots)} bases of {len(measured.problem.spots)} spots reach"
            f" {siting.reached_minutes // 60} open child-hours a week (bound"
            f" {siting.bound_minutes // 60}), one by one {greedy // 60}:"
            f" {verdict(siting.proven and greedy <= siting.reached_minutes)}"
        )
        kept &= greedy <= siting.reached_minutes
    report.say(f"  siting: {seconds:.1f} s CPU, bar {SITING_BAR_SECONDS:.0f} s")
    return kept


def _one_by_one(made: Candidates, bases: int, cooperations: int) -> int:
    worth = {spot: dict(row) for spot, row in made.worth.items()}
    total = 0
    for _ in range(bases):
        gains = {
            spot: sum(row[p] for p in served(row, cooperations))
            for spot, row in worth.items()
        }
        best = max(sorted(gains), key=lambda spot: gains[spot])
        total += gains[best]
        taken = served(worth[best], cooperations)
        for row in worth.values():
            for person in taken:
                row.pop(person, None)
    return total


def main() -> None:
    """Measure, and end with 1 if a bar is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    report = Report()
    names = [("Beckum-like", BECKUM)]
    if not asked.quick:
        names.append(("Herne-like", HERNE))
    settings = WhatIfSettings(
        draws=QUICK_DRAWS if asked.quick else DRAWS, seed=asked.seed
    )
    kept = [
        say_town(report, a_town(name, size, asked.seed), settings)
        for name, size in names
    ]
    report.say("\n" + report.table())
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
