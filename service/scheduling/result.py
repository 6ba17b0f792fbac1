"""What a plan of dates changed and left open, as it is stored: ids and facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from service.dates.calendar import SettledHolidays
from service.plain_json import plain
from service.planning.facts import StoredFacts
from solver.rule import RuleId


@dataclass(frozen=True, slots=True)
class RefusedDay:
    """A day that was refused: by which rule, with which facts."""

    day: date
    rule: RuleId
    facts: StoredFacts


@dataclass(frozen=True, slots=True)
class WithoutDate:
    """Something that found no date; ``month`` is its first day.

    ``number`` counts within the month, from 1. Who comes is ``None`` where nobody does;
    an ``event`` of clusters is no kindergarten's.
    """

    kindergarten_id: UUID | None
    coach_id: UUID | None
    month: date
    number: int
    refusals: Sequence[RefusedDay]
    event: str = ""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What a plan changed; tiers as a proposal keeps them.

    ``without_way`` are kindergartens whose appointments have an end on no map;
    ``holidays_until`` are Länder whose school holidays end before the plan does. From
    ``rules_change`` on other rules hold than those it was made by.
    """

    added: int
    moved: int
    cancelled: int
    kept: int
    without_date: Sequence[WithoutDate]
    without_way: Sequence[UUID]
    tiers: Sequence[Mapping[str, Any]]
    holidays_until: Sequence[SettledHolidays] = ()
    rules_change: date | None = None


def as_stored(done: Scheduled) -> dict[str, Any]:
    """The result as JSON."""
    stored: dict[str, Any] = plain(done)
    return stored


def from_stored(stored: Mapping[str, Any]) -> Scheduled | None:
    """The result out of its JSON; ``None`` while there is none."""
    if not stored:
        return None
    return Scheduled(
        **{key: int(stored[key]) for key in _NUMBERS},
        without_date=[_without_date(each) for each in stored["without_date"]],
        without_way=[UUID(id_) for id_ in stored["without_way"]],
        tiers=stored["tiers"],
        holidays_until=[
            SettledHolidays(each["land"], date.fromisoformat(each["until"]))
            for each in stored.get("holidays_until", ())
        ],
        rules_change=_day(stored.get("rules_change")),
    )


_NUMBERS = ("added", "moved", "cancelled", "kept")


def _without_date(stored: Mapping[str, Any]) -> WithoutDate:
    return WithoutDate(
        _id(stored["kindergarten_id"]),
        _id(stored["coach_id"]),
        date.fromisoformat(stored["month"]),
        stored["number"],
        [
            RefusedDay(date.fromisoformat(each["day"]), each["rule"], each["facts"])
            for each in stored["refusals"]
        ],
        stored.get("event", ""),
    )


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def _id(stored: str | None) -> UUID | None:
    return None if stored is None else UUID(stored)
