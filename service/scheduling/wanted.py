"""Which dates are wanted, as use cases say it and as it is stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from service.db.tables.scheduling import Scheduling
from service.domain.kinds import SchedulingKind
from service.matching.months import Period, period_of


@dataclass(frozen=True, slots=True)
class Move:
    """Which appointment; ``day`` where a certain day is wanted, else any other."""

    session_id: UUID
    day: date | None = None


@dataclass(frozen=True, slots=True)
class WantedDates:
    """Which dates, of which months; limits of the computation.

    ``move`` where one appointment is to have another day and the others stay where
    they can.
    """

    kind: SchedulingKind
    period: Period
    seconds: int = 120
    workers: int = 2
    seed: int = 1
    move: Move | None = None


def limits_of(wanted: WantedDates) -> dict[str, Any]:
    """What is stored beside the months."""
    limits: dict[str, Any] = {
        "seconds": wanted.seconds,
        "workers": wanted.workers,
        "seed": wanted.seed,
    }
    if wanted.move is not None:
        day = wanted.move.day
        limits["move"] = {
            "session_id": str(wanted.move.session_id),
            "day": None if day is None else day.isoformat(),
        }
    return limits


def wanted_of(row: Scheduling) -> WantedDates:
    """What was stored."""
    move, limits = row.limits.get("move"), row.limits
    return WantedDates(
        row.kind,
        period_of(row.first_month.year, row.first_month.month),
        limits["seconds"],
        limits["workers"],
        limits["seed"],
        move
        and Move(
            UUID(move["session_id"]),
            None if move["day"] is None else date.fromisoformat(move["day"]),
        ),
    )
