"""How long it took from a sick call to the first publication that knew of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_low
from uuid import UUID

SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class SickCall:
    """Somebody called in sick, and children needed a substitute.

    ``reported_at`` is the call, ``needed_at`` the first minute of care that was
    wanted, ``days`` all days with such care, ``place_area_id`` the area of the place
    of the first one; ``area`` and ``model`` are the rows that one is counted in.
    """

    absent_id: UUID
    reported_at: datetime
    needed_at: datetime
    days: frozenset[date]
    place_area_id: UUID | None
    area: str = ""
    model: str = ""

    @property
    def on_the_day(self) -> bool:
        """Whether it came on the day of the first wanted care, or later."""
        local = self.reported_at.astimezone(self.needed_at.tzinfo)
        return local.date() >= self.needed_at.date()


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """A publication; ``days`` are those it planned and that were not taken back.

    ``as_of`` is the instant whose state was planned: a plan made before the call knew
    nothing of it, whenever it was published.
    """

    published_at: datetime
    as_of: datetime
    days: frozenset[date]
    area_id: UUID | None


@dataclass(frozen=True, slots=True)
class ResponseFigures:
    """Sick calls, how many a publication answered, and how fast [min].

    ``in_time`` were answered before the first child was to be there. ``same_day``
    came on the day the children needed somebody: there every minute counts, while a
    call of the evening before may wait until morning. Times are ``None`` where no call
    was answered.
    """

    calls: int = 0
    answered: int = 0
    in_time: int = 0
    median_minutes: int | None = None
    longest_minutes: int | None = None
    same_day: int = 0
    same_day_median_minutes: int | None = None


Within = Callable[[UUID | None, UUID], bool]
"""Whether an area is or lies in another."""


def answered_at(
    call: SickCall, plans: Iterable[PublishedPlan], lies_within: Within
) -> datetime | None:
    """When the call was first answered; ``None`` if no publication was for it."""
    return min(
        (
            plan.published_at
            for plan in plans
            if plan.as_of >= call.reported_at
            and not plan.days.isdisjoint(call.days)
            and (plan.area_id is None or lies_within(call.place_area_id, plan.area_id))
        ),
        default=None,
    )


def response_figures(
    calls: Sequence[SickCall], plans: Sequence[PublishedPlan], lies_within: Within
) -> ResponseFigures:
    """Numbers about some sick calls; whole minutes, the lower of two medians."""
    answers = [(call, answered_at(call, plans, lies_within)) for call in calls]
    answered = [(call, at) for call, at in answers if at is not None]
    minutes = [_minutes(call, at) for call, at in answered]
    return ResponseFigures(
        calls=len(calls),
        answered=len(answered),
        in_time=sum(at <= call.needed_at for call, at in answered),
        median_minutes=_median(minutes),
        longest_minutes=max(minutes, default=None),
        same_day=sum(call.on_the_day for call in calls),
        same_day_median_minutes=_median(
            [_minutes(call, at) for call, at in answered if call.on_the_day]
        ),
    )


def _minutes(call: SickCall, at: datetime) -> int:
    return int((at - call.reported_at).total_seconds()) // SECONDS_PER_MINUTE


def _median(minutes: Sequence[int]) -> int | None:
    return median_low(minutes) if minutes else None
