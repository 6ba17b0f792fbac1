"""A year in which the rules change: each part under its own rules, told as one.

A plan holds one rule profile, so the year is cut on the day of the change. A run of
absence that goes over it is two runs, and no week is shifted over it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from solver.profile import RuleProfile
from solver.result import Progress, ProgressCallback, SolveLimits, StopCheck
from solver.slots import Day
from solver.substitution.problem import Need, Presence, Problem
from solver.tier import TierResult
from solver.year.problem import Announced, YearProblem
from solver.year.result import Shifts, WeekFigure, YearResult
from solver.year.run import look_ahead
from solver.year.shifts import MOST_SHIFTS

Dated = TypeVar("Dated", Need, Presence, Announced)


@dataclass(frozen=True, slots=True)
class RulesUntil:
    """These rules hold up to a day, inclusive."""

    last_day: Day
    profile: RuleProfile


def look_ahead_by_rules(
    year: YearProblem,
    rules: Sequence[RulesUntil],
    limits: SolveLimits,
    progress: ProgressCallback | None = None,
    should_stop: StopCheck | None = None,
) -> YearResult | None:
    """The same as ``look_ahead`` for rules that follow each other.

    Parameters
    ----------
    rules
        In their order; the last ones hold to the end of the year.
    """
    if len(rules) == 1:
        return look_ahead(year, rules[0].profile, limits, progress, should_stop)
    results: list[YearResult] = []
    first = year.problem.first_day
    for number, held in enumerate(rules):
        part = between(year, first, held.last_day)
        share = replace(limits, seconds=limits.seconds / len(rules))
        told = _scaled(progress, number, len(rules))
        result = look_ahead(part, held.profile, share, told, should_stop)
        if result is None:
            return None
        results.append(result)
        first = Day(held.last_day + 1)
    return _joined(results)


def _scaled(
    progress: ProgressCallback | None, number: int, count: int
) -> ProgressCallback | None:
    if progress is None:
        return None
    tell = progress

    def told(step: Progress) -> None:
        tell(replace(step, share=(number + step.share) / count))

    return told


def between(year: YearProblem, first: Day, last: Day) -> YearProblem:
    """The year from one day to another, both inclusive."""

    def inside(items: Sequence[Dated]) -> tuple[Dated, ...]:
        return tuple(item for item in items if first <= item.day <= last)

    problem: Problem = replace(
        year.problem,
        first_day=first,
        last_day=last,
        needs=inside(year.problem.needs),
        presences=inside(year.problem.presences),
        published=tuple(c for c in year.problem.published if first <= c.day <= last),
        fixed=tuple(f for f in year.problem.fixed if f.cover.day <= last),
    )
    return replace(
        year,
        problem=problem,
        announced=inside(year.announced),
        returning=inside(year.returning),
        leaving=inside(year.leaving),
    )


def _joined(results: Sequence[YearResult]) -> YearResult:
    loads = [r.peak_load for r in results if r.peak_load is not None]
    return YearResult(
        first_day=results[0].first_day,
        last_day=results[-1].last_day,
        tiers=_tiers(results),
        days=tuple(day for r in results for day in r.days),
        weeks=_weeks(results),
        clashes=tuple(clash for r in results for clash in r.clashes),
        shifts=_shifts([r.shifts for r in results]),
        peak_load=max(loads, key=lambda load: load[2], default=None),
        blocks=sum(r.blocks for r in results),
        broken=tuple(sorted({rule for r in results for rule in r.broken})),
        rules_change=tuple(r.first_day for r in results[1:]),
    )


def _tiers(results: Sequence[YearResult]) -> tuple[TierResult, ...]:
    sums: dict[str, TierResult] = {}
    for tier in (tier for r in results for tier in r.tiers):
        known = sums.get(tier.id)
        sums[tier.id] = (
            tier
            if known is None
            else replace(
                known,
                value=known.value + tier.value,
                bound=known.bound + tier.bound,
                conditional=known.conditional or tier.conditional,
            )
        )
    return tuple(sums.values())


def _weeks(results: Sequence[YearResult]) -> tuple[WeekFigure, ...]:
    """Weeks of all parts; one that a change cuts is told as one."""
    found: dict[tuple[Day, str], WeekFigure] = {}
    for week in (week for r in results for week in r.weeks):
        key = week.monday, week.district
        known = found.get(key)
        if known is None:
            found[key] = week
            continue
        models: dict[str, int] = defaultdict(int)
        for model, minutes in (*known.by_model.items(), *week.by_model.items()):
            models[model] += minutes
        found[key] = WeekFigure(
            *key,
            known.needed_minutes + week.needed_minutes,
            known.uncovered_minutes + week.uncovered_minutes,
            models,
        )
    return tuple(found[key] for key in sorted(found))


def _shifts(found: Sequence[Shifts]) -> Shifts:
    best = sorted(
        (shift for shifts in found for shift in shifts.best),
        key=lambda s: (-s.least_gain_minutes, s.person, s.from_week),
    )
    return Shifts(
        tuple(best[:MOST_SHIFTS]),
        sum(s.asked for s in found),
        sum(s.planned for s in found),
        max(s.most_of_others_minutes for s in found),
    )
