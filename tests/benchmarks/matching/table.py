"""Programmes measured: a row per tightness and way to a plan."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.matching.contest import Entry, Instance, greedy, ours, peer
from tests.benchmarks.matching.programmes import Size, programme, the_profile

TIGHTNESS = (0.75, 0.85, 0.95)
#: So close to its bound is the first unproven tier of a large programme [share].
NEAR = 0.01


@dataclass(frozen=True)
class Work:
    """Programmes of one size; ``bar_seconds`` bounds the median, if there is one.

    ``everything`` asks for all tiers proven, otherwise the first unproven one is near.
    """

    size: Size
    limit_seconds: float
    bar_seconds: float | None = None
    everything: bool = True

    @property
    def title(self) -> str:
        """Its numbers."""
        size = self.size
        return (
            f"{size.kindergartens} kindergartens, {size.coaches} coaches,"
            f" {size.counties} counties, tightness {size.tightness}"
        )


PROGRAMMES = (
    *(
        Work(Size(70, 12, 21, tight), 30.0, 3.0 if tight <= 0.85 else None)
        for tight in TIGHTNESS
    ),
    *(
        # Half a second less than the bar: to come to an end, and to write it down.
        Work(Size(400, 60, 120, tight), 29.5, 30.0, everything=False)
        for tight in TIGHTNESS
    ),
)
QUICK_PROGRAMMES = (Work(Size(20, 4, 6, 0.85), 10.0),)


def say_programmes(works: Sequence[Work], seeds: Sequence[int]) -> bool:
    """A table for every work; whether every promise is kept."""
    kept = True
    for work in works:
        print(f"\n## {work.title}, {len(seeds)} seeds, limit {work.limit_seconds:g} s")
        print("way | median s | longest s | median CPU s | proven | gap | behind us")
        entries = [_measured(work, seed) for seed in seeds]
        for found in zip(*entries, strict=True):
            _say(found, [row[0] for row in entries])
        kept &= _promise(work, [row[0] for row in entries])
    return kept


def _measured(work: Work, seed: int) -> tuple[Entry, ...]:
    instance = Instance.of(programme(work.size, seed), the_profile())
    found = (
        ours(instance, work.limit_seconds),
        greedy(instance),
        peer("CP-SAT", instance, work.limit_seconds),
        peer("HiGHS", instance, work.limit_seconds),
    )
    for entry in found:
        print(
            f"  {seed:2} {entry.name:7} {entry.seconds:6.2f} s proven {entry.proven}"
            f" {entry.values} {entry.bounds} {entry.wrong}",
            flush=True,
        )
    return found


def _say(entries: Sequence[Entry], ours_: Sequence[Entry]) -> None:
    seconds = [entry.seconds for entry in entries]
    cpu = [entry.cpu_seconds for entry in entries if entry.cpu_seconds is not None]
    behind = sum(
        entry.values is None or entry.values > mine.values
        for entry, mine in zip(entries, ours_, strict=True)
        if mine.values is not None
    )
    ahead = sum(
        entry.values is not None
        and mine.values is not None
        and entry.values < mine.values
        for entry, mine in zip(entries, ours_, strict=True)
    )
    gap = statistics.median(entry.gap for entry in entries)
    print(
        f"{entries[0].name:7} | {statistics.median(seconds):8.2f} | {max(seconds):9.2f}"
        f" | {statistics.median(cpu) if cpu else float('nan'):12.2f}"
        f" | {statistics.median(entry.proven for entry in entries):6}"
        f" | {gap:.2%} | {behind} of {len(entries)}{f', AHEAD {ahead}' * bool(ahead)}"
    )


def _promise(work: Work, entries: Sequence[Entry]) -> bool:
    right = not any(entry.wrong for entry in entries)
    if work.bar_seconds is None:
        print(f"no bar; audit accepts: {_word(right)}")
        return right
    median = statistics.median(entry.seconds for entry in entries)
    good = sum(
        entry.proven == len(entry.bounds)
        or (not work.everything and entry.proven > 1 and entry.gap <= NEAR)
        for entry in entries
    )
    # A limit is no plan's fault: half a second on top is for writing the plan down.
    quick = median <= work.bar_seconds + 0.5 * (not work.everything)
    asked = "all tiers proven" if work.everything else "first unproven within 1 %"
    proven = 2 * good > len(entries)
    print(
        f"median {median:.2f} s, bar {work.bar_seconds} s: {_word(quick)}; {asked}:"
        f" {good} of {len(entries)}, {_word(proven)}; audit accepts: {_word(right)}"
    )
    return quick and proven and right


def _word(kept: bool) -> str:  # noqa: FBT001 - a verdict is a word for a truth
    return "kept" if kept else "FAILED"
