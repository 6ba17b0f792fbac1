"""A flu wave drawn many times: what a week of it leaves uncovered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from solver.result import StopCheck
from solver.slots import Day
from solver.stress.absences import Tell
from solver.stress.evaluator import Group, Net
from solver.stress.problem import StressSettings
from solver.stress.result import WaveFigures
from solver.stress.sick_days import SickDays
from solver.substitution.problem import PersonId

K = TypeVar("K", bound=str)


@dataclass(slots=True)
class _Sums:
    """What is added up over the draws."""

    weeks: list[int] = field(default_factory=list)
    absences: int = 0
    needed: int = 0
    by_person: dict[PersonId, int] = field(default_factory=lambda: defaultdict(int))


def drawn_wave(
    net: Net, settings: StressSettings, tell: Tell, stop: StopCheck
) -> WaveFigures | None:
    """All draws, or those before somebody stopped it; ``None`` if there is none."""
    sums = _Sums()
    for draw in range(settings.draws):
        if stop():
            break
        tell(draw / settings.draws)
        sums.weeks.append(_week(net, settings, draw, sums))
    if not sums.weeks:
        return None
    return _figures(sums, net.problem.districts)


def wave_groups(net: Net, settings: StressSettings) -> Iterator[tuple[Day, Group]]:
    """What the draws ask of a net."""
    for draw in range(settings.draws):
        for day, absent in _ill(net, settings, draw):
            for group in net.groups(absent, day):
                yield day, group


def _ill(
    net: Net, settings: StressSettings, draw: int
) -> Iterator[tuple[Day, frozenset[PersonId]]]:
    """Who is ill on each day of a drawn week."""
    sick = SickDays(settings.seed, draw, settings.rates, settings.month)
    for day in net.problem.days:
        yield day, sick.ill(sorted(net.day(day).reaches), day)


def _week(net: Net, settings: StressSettings, draw: int, sums: _Sums) -> int:
    """Uncovered minutes of one drawn week."""
    uncovered = 0
    for day, absent in _ill(net, settings, draw):
        value = net.uncovered(absent, day)
        uncovered += value.minutes
        sums.absences += len(absent)
        sums.needed += sum(net.needed(person, day) for person in absent)
        for person, minutes in value.open_minutes:
            sums.by_person[person] += minutes
    return uncovered


def _figures(sums: _Sums, districts: Mapping[PersonId, str]) -> WaveFigures:
    weeks = sorted(sums.weeks)
    by_district: dict[str, int] = defaultdict(int)
    for person, minutes in sums.by_person.items():
        by_district[districts.get(person, "")] += minutes
    return WaveFigures(
        draws=len(weeks),
        absences=sums.absences,
        needed_minutes=sums.needed,
        uncovered_minutes=sum(weeks),
        median_minutes=_quantile(weeks, 500),
        tenth_worst_minutes=_quantile(weeks, 900),
        hundredth_worst_minutes=_quantile(weeks, 990),
        worst_minutes=weeks[-1],
        by_person=_worst_first(sums.by_person),
        by_district=_worst_first(by_district),
    )


def _quantile(ordered: Sequence[int], permille: int) -> int:
    """What so many of a thousand weeks do not exceed."""
    return ordered[max(0, -(-len(ordered) * permille // 1000) - 1)]


def _worst_first(minutes: Mapping[K, int]) -> tuple[tuple[K, int], ...]:
    return tuple(sorted(minutes.items(), key=lambda item: (-item[1], item[0])))
