"""The coverage of a month: in all, by district, by agreed model, by way of cover."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from service.reports.affected import AffectedDay
from service.reports.cover import CoveredPiece
from service.reports.figures import Figures, figures_of, people_of
from service.reports.real_time import RealTime
from service.reports.response import (
    PublishedPlan,
    ResponseFigures,
    SickCall,
    Within,
    response_figures,
)
from service.reports.small_numbers import SMALL, common_row

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is about, by key, and its figures."""

    key: str
    figures: Figures
    response: ResponseFigures | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures of a month; rows about too few people are put together."""

    total: Figures
    response: ResponseFigures
    by_area: Sequence[Row]
    by_model: Sequence[Row]
    by_way: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Events:
    """What happened in a month."""

    affected: Sequence[AffectedDay]
    pieces: Sequence[CoveredPiece]
    calls: Sequence[SickCall]
    plans: Sequence[PublishedPlan]


@dataclass(frozen=True, slots=True)
class Keys:
    """By which an affected day is sorted into rows."""

    area: Callable[[AffectedDay], str]
    model: Callable[[AffectedDay], str]


def coverage_of(
    events: Events, keys: Keys, time: RealTime, lies_within: Within
) -> Coverage:
    """Count a month.

    Parameters
    ----------
    events
        Affected days, what was covered of them, sick calls and publications.
    keys
        Which area and which agreed model an affected day belongs to.
    time
        How long minutes are.
    lies_within
        Whether one area lies in another.
    """
    return Coverage(
        total=figures_of(events.affected, events.pieces, time),
        response=response_figures(events.calls, events.plans, lies_within),
        by_area=_rows(events, (keys.area, lambda call: call.area), time, lies_within),
        by_model=_rows(
            events, (keys.model, lambda call: call.model), time, lies_within
        ),
        by_way=_by_way(events.pieces, time),
    )


def _rows(
    events: Events,
    keys: tuple[Callable[[AffectedDay], str], Callable[[SickCall], str]],
    time: RealTime,
    lies_within: Within,
) -> Sequence[Row]:
    """Rows by the key of a day, with the calls whose first day has it."""
    key_of, key_of_call = keys
    groups = _grouped(events, key_of)
    calls: dict[str, list[SickCall]] = defaultdict(list)
    for call in events.calls:
        key = key_of_call(call)
        calls[key if key in groups else SMALL].append(call)
    return [
        Row(
            key,
            figures_of(days, pieces, time),
            response_figures(calls[key], events.plans, lies_within),
        )
        for key, (days, pieces) in groups.items()
    ]


def _grouped(
    events: Events, key_of: Callable[[AffectedDay], str]
) -> Mapping[str, tuple[Sequence[AffectedDay], Sequence[CoveredPiece]]]:
    days = _sorted_into(events.affected, key_of)
    pieces = _sorted_into(events.pieces, lambda piece: key_of(piece.need))
    hidden = common_row({key: people_of(own) for key, own in days.items()})
    shown = [key for key in days if key not in hidden]
    groups = {key: (days[key], pieces.get(key, [])) for key in shown}
    if hidden:
        groups[SMALL] = (
            [each for key in sorted(hidden) for each in days[key]],
            [each for key in sorted(hidden) for each in pieces.get(key, [])],
        )
    return groups


def _by_way(pieces: Sequence[CoveredPiece], time: RealTime) -> Sequence[Row]:
    """Who covered: only covered minutes, as nobody knows by whom a gap was left."""
    by_way = _sorted_into(pieces, lambda piece: piece.way)
    hidden = common_row(
        {key: people_of(p.need for p in own) for key, own in by_way.items()}
    )
    groups = {key: own for key, own in by_way.items() if key not in hidden}
    if hidden:
        groups[SMALL] = [each for key in sorted(hidden) for each in by_way[key]]
    return [Row(key, _covered(own, time)) for key, own in groups.items()]


def _covered(pieces: Sequence[CoveredPiece], time: RealTime) -> Figures:
    people = people_of(piece.need for piece in pieces)
    return Figures(
        covered_minutes=sum(time.minutes(p.need.day, (p.slot,)) for p in pieces),
        children=len(people.children),
        absent=len(people.absent),
        child_days=len({(p.need.child_id, p.need.day) for p in pieces}),
    )


def _sorted_into(
    items: Iterable[Item], key_of: Callable[[Item], str]
) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[key_of(item)].append(item)
    return {key: found[key] for key in sorted(found)}
