"""The measured weeks as lines to read, and a town's verdict."""

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.measuring import Judged, Peer, Row, first_difference
from tests.benchmarks.weeks import Week

HEADING = (
    "seed needs options | snapshot    plan   total     CPU proven audit uncovered gaps"
    " splits |   naive proven audit behind at | greedy: uncovered splits audit"
)


@dataclass(frozen=True)
class Town:
    """A size to measure; ``bar_seconds`` is what its median has to stay under.

    Without a bar it is there for information.
    """

    name: str
    childminders: int
    absent: int
    bar_seconds: float | None = None

    @property
    def title(self) -> str:
        return f"{self.name}: {self.childminders} childminders, {self.absent} absent"


def say(line: str) -> None:
    """One line of the table at once, also through a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_row(seed: int, row: Row) -> None:
    """One seed; whatever the audit refused is named below it."""
    ours, week = row.ours, row.week
    say(
        f"{seed:4} {len(week.problem.needs):5} {row.options:7} |"
        f" {_snapshot(week)} {ours.seconds:6.3f}s {row.seconds:6.3f}s"
        f" {row.cpu_seconds:6.3f}s {proven_tiers(row):>6} {word(ours.judged):>5}"
        f" {ours.judged.open_share:9.1%} {len(ours.plan.gaps):4}"
        f" {ours.judged.splits:6} | {naive_cells(row)} | {greedy_cells(row.greedy)}"
    )
    naive = row.naive and row.naive.judged
    for name, judged in (
        ("ours", ours.judged),
        ("naive", naive),
        ("greedy", row.greedy.judged),
    ):
        if judged and judged.refused_by:
            say(f"     the audit refuses {name}: {', '.join(judged.refused_by)}")


def _snapshot(week: Week) -> str:
    """What reading took; a week made in memory is not read."""
    seconds = week.snapshot_seconds
    return f"{'–':>8}" if seconds is None else f"{seconds:7.3f}s"


def proven_tiers(row: Row) -> str:
    tiers = row.ours.plan.tiers
    return f"{sum(tier.proven for tier in tiers)}/{len(tiers)}"


def word(judged: Judged | None) -> str:
    """What the audit says of a plan, if there is one."""
    if judged is None:
        return "–"
    return "NO" if judged.refused_by else "ok"


def naive_cells(row: Row) -> str:
    """Time, tiers proven, audit, and the first tier at which it is worse."""
    if row.naive is None:
        return f"{'–':>7} {'–':>6} {'–':>5} {'–':>9}"
    tiers = len(row.ours.plan.tiers)
    return (
        f"{row.naive.seconds:6.2f}s {row.naive.proven_tiers:4}/{tiers}"
        f" {word(row.naive.judged):>5} {behind(row, row.naive):>9}"
    )


def behind(row: Row, peer: Peer) -> str:
    """Where a peer loses against us; ``AHEAD`` would be a fault of ours."""
    if peer.judged is None:
        return "no plan"
    if peer.judged.refused_by:
        return "refused"
    difference = first_difference(row.ours.judged, peer.judged)
    if difference is None:
        return "nowhere"
    tier, more = difference
    return tier if more > 0 else f"AHEAD: {tier}"


def greedy_cells(greedy: Peer) -> str:
    assert greedy.judged is not None
    found = greedy.judged
    return f"{found.open_share:17.1%} {found.splits:6} {word(found):>5}"


def say_verdict(town: Town, rows: Sequence[Row]) -> bool:
    """Medians and promises of one town; whether every promise is kept."""
    kept = [_quick(town, rows), _right(rows)]
    if town.bar_seconds is not None:
        kept.append(_hard(rows))
    _say_loss(rows)
    return all(kept)


def _quick(town: Town, rows: Sequence[Row]) -> bool:
    median = statistics.median(row.seconds for row in rows)
    cpu = statistics.median(row.cpu_seconds for row in rows)
    most = max(row.seconds for row in rows)
    read = [s for row in rows if (s := row.week.snapshot_seconds) is not None]
    snapshot = f" (snapshot {statistics.median(read):.3f} s)" if read else ""
    quick = town.bar_seconds is None or median <= town.bar_seconds
    bar = "no bar"
    if town.bar_seconds is not None:
        bar = f"bar {town.bar_seconds} s: {verdict(quick)}"
    say(
        f"to the proven plan: median {median:.3f} s{snapshot}, longest {most:.3f} s,"
        f" CPU {cpu:.3f} s; {bar}"
    )
    return quick


def _right(rows: Sequence[Row]) -> bool:
    proven = all(row.ours.proven for row in rows)
    accepted = not any(row.ours.judged.refused_by for row in rows)
    ahead = [
        peer
        for row in rows
        for peer in (row.naive, row.greedy)
        if peer is not None and behind(row, peer).startswith("AHEAD")
    ]
    say(
        f"all tiers proven: {verdict(proven)}; audit accepts: {verdict(accepted)};"
        f" nobody ahead: {verdict(not ahead)}"
    )
    return proven and accepted and not ahead


def _hard(rows: Sequence[Row]) -> bool:
    gaps = sum(1 for row in rows if row.ours.plan.gaps)
    splits = sum(1 for row in rows if row.ours.judged.splits)
    both = sum(1 for row in rows if row.ours.plan.gaps and row.ours.judged.splits)
    hard = 2 * both >= len(rows)
    say(
        f"seeds with gaps: {gaps} of {len(rows)}, with splits: {splits}, with both:"
        f" {both}; at least half hard: {verdict(hard)}"
    )
    return hard


def _say_loss(rows: Sequence[Row]) -> None:
    """What the others lose, in the middle of the seeds."""
    lost = [
        row.greedy.judged.open_share - row.ours.judged.open_share
        for row in rows
        if row.greedy.judged is not None and not row.greedy.judged.refused_by
    ]
    if lost:
        say(f"a greedy leaves {statistics.median(lost):.1%} more open (median)")
    naive = [(row.naive, row) for row in rows if row.naive is not None]
    if naive:
        ratio = statistics.median(p.seconds / row.ours.seconds for p, row in naive)
        done = sum(p.proven_tiers == len(row.ours.plan.tiers) for p, row in naive)
        say(
            f"naive : ours = {ratio:.0f} : 1 (median of quotients, naive cut at its"
            f" limit); naive proves all tiers in {done} of {len(naive)}"
        )


def verdict(kept: object) -> str:
    return "kept" if kept else "FAILED"
