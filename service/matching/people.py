"""Coaches and kindergartens of a programme as they are stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import (
    Coach,
    CoachLanguage,
    CoachMonth,
    CoachStage,
    CoachTopic,
)
from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenLanguage,
    KindergartenTopic,
)
from service.matching.fees import NO_FEE, Fee, fees_of_coaches
from service.matching.months import month_of
from service.travel import Point

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CoachRow:
    """A coach with what lies in tables of its own."""

    row: Coach
    topics: Mapping[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    minutes_by_month: Mapping[int, int] = field(default_factory=dict)
    fee: Fee = NO_FEE

    @property
    def point(self) -> Point | None:
        """Where her ways begin."""
        return _point(self.row)

    def minutes(self, month: int) -> int:
        """Minutes she has in a month; none where she is not active."""
        starts, ends = self.row.active_from, self.row.active_until
        if starts is not None and month < month_of(starts):
            return 0
        if ends is not None and month > month_of(ends):
            return 0
        return self.minutes_by_month.get(month, self.row.monthly_minutes)


@dataclass(frozen=True, slots=True)
class KindergartenRow:
    """A kindergarten with what lies in tables of its own."""

    row: Kindergarten
    topics: Mapping[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()

    @property
    def point(self) -> Point | None:
        """Where ways end."""
        return _point(self.row)


def load_coaches(session: Session) -> Mapping[UUID, CoachRow]:
    """All coaches of the programme."""
    topics = _tables(
        (t.coach_id, t.topic, t.level) for t in session.scalars(select(CoachTopic))
    )
    months = _tables(
        (m.coach_id, int(month_of(m.month)), m.minutes)
        for m in session.scalars(select(CoachMonth))
    )
    languages = _sets(
        (t.coach_id, t.language) for t in session.scalars(select(CoachLanguage))
    )
    stages = _sets((s.coach_id, s.stage) for s in session.scalars(select(CoachStage)))
    fees = fees_of_coaches(session)
    return {
        row.id: CoachRow(
            row,
            topics.get(row.id, {}),
            languages.get(row.id, frozenset()),
            stages.get(row.id, frozenset()),
            months.get(row.id, {}),
            fees[row.id],
        )
        for row in session.scalars(select(Coach).order_by(Coach.code))
    }


def load_kindergartens(session: Session) -> Mapping[UUID, KindergartenRow]:
    """All kindergartens of the programme."""
    topics = _tables(
        (t.kindergarten_id, t.topic, t.weight)
        for t in session.scalars(select(KindergartenTopic))
    )
    languages = _sets(
        (t.kindergarten_id, t.language)
        for t in session.scalars(select(KindergartenLanguage))
    )
    return {
        row.id: KindergartenRow(
            row, topics.get(row.id, {}), languages.get(row.id, frozenset())
        )
        for row in session.scalars(select(Kindergarten).order_by(Kindergarten.code))
    }


Key = TypeVar("Key")


def _tables(rows: Iterable[tuple[UUID, Key, int]]) -> dict[UUID, dict[Key, int]]:
    found: dict[UUID, dict[Key, int]] = defaultdict(dict)
    for owner, key, value in rows:
        found[owner][key] = value
    return found


def _sets(rows: Iterable[tuple[UUID, Value]]) -> dict[UUID, frozenset[Value]]:
    found: dict[UUID, set[Value]] = defaultdict(set)
    for owner, value in rows:
        found[owner].add(value)
    return {owner: frozenset(values) for owner, values in found.items()}


def _point(row: Coach | Kindergarten) -> Point | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Point(row.latitude, row.longitude)
