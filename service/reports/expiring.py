"""Proofs and permits that have run out or will within 90, 60 or 30 days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

PERMIT = "permit"


class Urgency(StrEnum):
    """How urgent it is."""

    EXPIRED = "expired"
    WITHIN_30_DAYS = "within_30_days"
    WITHIN_60_DAYS = "within_60_days"
    WITHIN_90_DAYS = "within_90_days"


LIMITS_DAYS: tuple[tuple[int, Urgency], ...] = (
    (-1, Urgency.EXPIRED),
    (30, Urgency.WITHIN_30_DAYS),
    (60, Urgency.WITHIN_60_DAYS),
    (90, Urgency.WITHIN_90_DAYS),
)
LONGEST_DAYS = LIMITS_DAYS[-1][0]


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A proof as stored; ``expires_on`` is its last good day, ``None`` means never."""

    person_id: UUID
    kind: str
    issued_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Expiring:
    """A proof that needs renewal; ``days_left`` is negative once it has run out."""

    person_id: UUID
    kind: str
    expires_on: date
    days_left: int
    urgency: Urgency


def urgency_for(days_left: int) -> Urgency | None:
    """How urgent it is so many days before the last good day; from 90 days on."""
    return next(
        (urgency for most, urgency in LIMITS_DAYS if days_left <= most),
        None,
    )


def expiring(proofs: Iterable[ProofRow], today: date) -> Sequence[Expiring]:
    """What runs out, the most urgent first.

    Of several proofs of a kind those count that follow each other without a gap: who
    has renewed in time is not warned, who renews too late is.
    """
    by_kind: dict[tuple[UUID, str], list[ProofRow]] = {}
    for row in proofs:
        by_kind.setdefault((row.person_id, row.kind), []).append(row)
    found: list[Expiring] = []
    for (person, kind), rows in by_kind.items():
        last = _last_good_day(rows, today)
        if last is None:
            continue
        left = (last - today).days
        urgency = urgency_for(left)
        if urgency is not None:
            found.append(Expiring(person, kind, last, left, urgency))
    return sorted(found, key=lambda e: (e.days_left, e.kind, e.person_id))


def _last_good_day(rows: Iterable[ProofRow], today: date) -> date | None:
    """Of what holds or held until today and what follows; ``None`` if it never ends."""
    ordered = sorted(rows, key=lambda row: row.issued_on)
    begun = [row for row in ordered if row.issued_on <= today]
    if not begun:
        return None
    last = max(row.expires_on or date.max for row in begun)
    for row in ordered[len(begun) :]:
        if row.issued_on - timedelta(days=1) <= last:
            last = max(last, row.expires_on or date.max)
    return None if last == date.max else last
