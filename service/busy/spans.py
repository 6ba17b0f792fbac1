"""When somebody is busy: spans of time, and the horizon they are wanted for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Horizon:
    """The time that is asked for, half-open, aware."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValueError("a horizon ends after it starts")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a calendar.

    Attributes
    ----------
    zone
        Where whole days and times without a zone are meant.
    own_uids
        Of events that came from here and are not to make anybody busy.
    """

    zone: ZoneInfo
    horizon: Horizon
    own_uids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class BusySpan:
    """Busy from one UTC instant to another, half-open."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the spans, apart from one another and in order.

    Attributes
    ----------
    events
        How many events the file states, whatever they say.
    """

    spans: tuple[BusySpan, ...]
    events: int


def merged(spans: Iterable[BusySpan], horizon: Horizon) -> tuple[BusySpan, ...]:
    """Spans within the horizon; those that overlap or meet are one."""
    found: list[BusySpan] = []
    for span in sorted(spans):
        starts = max(span.starts_at, horizon.starts_at)
        ends = min(span.ends_at, horizon.ends_at)
        if ends <= starts:
            continue
        if found and starts <= found[-1].ends_at:
            last = found.pop()
            starts, ends = last.starts_at, max(last.ends_at, ends)
        found.append(BusySpan(starts, ends))
    return tuple(found)
