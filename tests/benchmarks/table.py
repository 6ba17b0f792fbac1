"""The measured weeks as lines to read, and the verdict on a work."""

import statistics
from collections.abc import Sequence

from tests.benchmarks.measuring import Judged, Row, standing
from tests.benchmarks.report import Report, verdict
from tests.benchmarks.weeks import Week
from tests.benchmarks.works import Asked, Work

HEADING = (
    "seed needs options | snapshot    plan   total     CPU proven unique audit"
    " uncovered gaps splits | greedy: uncovered loses splits audit"
)


def say_row(report: Report, seed: int, row: Row) -> None:
    """One seed; whatever the audit refused is named below it."""
    ours, greedy = row.ours, row.greedy.judged
    unique = "yes" if ours.plan.unique else "no"
    report.say(
        f"{seed:4} {len(row.week.problem.needs):5} {row.options:7} |"
        f" {_snapshot(row.week)} {ours.seconds:6.3f}s {row.seconds:6.3f}s"
        f" {row.cpu_seconds:6.3f}s {proven_tiers(row):>6} {unique:>6}"
        f" {word(ours.judged):>5} {ours.judged.open_share:9.1%}"
        f" {len(ours.plan.gaps):4} {ours.judged.splits:6} |"
        f" {greedy.open_share:17.1%} {greedy.open_share - ours.judged.open_share:5.1%}"
        f" {greedy.splits:6} {word(greedy):>5}"
    )
    for name, judged in (("ours", ours.judged), ("greedy", greedy)):
        if judged.refused_by:
            report.say(f"     the audit refuses {name}: {', '.join(judged.refused_by)}")


def _snapshot(week: Week) -> str:
    """What reading took; a week made in memory is not read."""
    seconds = week.snapshot_seconds
    return f"{'–':>8}" if seconds is None else f"{seconds:7.3f}s"


def proven_tiers(row: Row) -> str:
    """How many of how many tiers are proven."""
    tiers = row.ours.plan.tiers
    return f"{sum(tier.proven for tier in tiers)}/{len(tiers)}"


def word(judged: Judged | None) -> str:
    """What the audit says of a plan, if there is one."""
    if judged is None:
        return "–"
    return "NO" if judged.refused_by else "ok"


def say_verdict(report: Report, work: Work, rows: Sequence[Row]) -> bool:
    """Medians and promises of one work; whether every promise is kept."""
    kept = [_quick(report, work, rows), _right(report, work, rows)]
    if work.bar_seconds is not None:
        kept.append(_hard(report, rows))
    lost = [r.greedy.judged.open_share - r.ours.judged.open_share for r in rows]
    report.say(f"a greedy leaves {statistics.median(lost):.1%} more open (median)")
    return all(kept)


def _quick(report: Report, work: Work, rows: Sequence[Row]) -> bool:
    median = statistics.median(row.seconds for row in rows)
    cpu = statistics.median(row.cpu_seconds for row in rows)
    most = max(row.seconds for row in rows)
    read = [s for row in rows if (s := row.week.snapshot_seconds) is not None]
    snapshot = f" (snapshot {statistics.median(read):.3f} s)" if read else ""
    quick = work.bar_seconds is None or median <= work.bar_seconds
    bar = "no bar"
    if work.bar_seconds is not None:
        bar = f"bar {work.bar_seconds} s: {verdict(quick)}"
    good, proven = _proof(work, rows)
    report.say(
        f"to the plan: median {median:.3f} s{snapshot}, longest {most:.3f} s,"
        f" CPU {cpu:.3f} s; {bar}"
    )
    report.summary(
        work.title,
        f"{median:.2f} s (longest {most:.2f} s, CPU {cpu:.2f} s); {work.asked}:"
        f" {good} of {len(rows)}",
        f"{bar}; proof: {verdict(proven)}",
    )
    return quick


def _proof(work: Work, rows: Sequence[Row]) -> tuple[int, bool]:
    """In how many seeds what is asked is proven, and whether that is enough."""
    everything = work.asked is Asked.EVERYTHING
    good = sum(row.ours.proven if everything else row.ours.nearly for row in rows)
    # Half of the seeds may be slow, none may be wrong; what has no bar is not asked.
    return good, good == len(rows) or work.bar_seconds is None


def _right(report: Report, work: Work, rows: Sequence[Row]) -> bool:
    good, proven = _proof(work, rows)
    accepted = not any(row.ours.judged.refused_by for row in rows)
    ahead = [
        row
        for row in rows
        if standing(row.ours.judged, row.greedy.judged).startswith("AHEAD")
    ]
    report.say(
        f"{work.asked}: {good} of {len(rows)}, {verdict(proven)}; audit accepts:"
        f" {verdict(accepted)}; no greedy ahead: {verdict(not ahead)}"
    )
    return proven and accepted and not ahead


def _hard(report: Report, rows: Sequence[Row]) -> bool:
    gaps = sum(1 for row in rows if row.ours.plan.gaps)
    splits = sum(1 for row in rows if row.ours.judged.splits)
    both = sum(1 for row in rows if row.ours.plan.gaps and row.ours.judged.splits)
    hard = 2 * both >= len(rows)
    report.say(
        f"seeds with gaps: {gaps} of {len(rows)}, with splits: {splits}, with both:"
        f" {both}; at least half hard: {verdict(hard)}"
    )
    return hard
