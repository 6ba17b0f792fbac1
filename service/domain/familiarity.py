"""How well a child knows a person on a day, from contacts with their dates.

The states and when they change are said in ``solver.familiarity``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from solver.familiarity import Thresholds
from solver.familiarity import state_on as state_of_days
from solver.substitution.problem import Familiarity

__all__ = ["Meeting", "Stretch", "Thresholds", "state_on", "stretches"]


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A day with contact; ``settled`` marks the confirmation of the three criteria."""

    day: date
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same state from ``first_day`` to ``last_day``, both inclusive."""

    state: Familiarity
    first_day: date
    last_day: date


def state_on(
    day: date, meetings: Iterable[Meeting], thresholds: Thresholds
) -> Familiarity:
    """State on the morning of ``day``: contacts before it count, those of it do not.

    A contact counts as recent while fewer than ``faded_after_days`` days lie between,
    so on day ``faded_after_days`` after the last one the state has faded.
    """
    past = [meeting for meeting in meetings if meeting.day < day]
    return state_of_days(
        day.toordinal(),
        {meeting.day.toordinal() for meeting in past},
        thresholds,
        settled=any(meeting.settled for meeting in past),
    )


def stretches(
    first_day: date,
    last_day: date,
    meetings: Sequence[Meeting],
    thresholds: Thresholds,
) -> tuple[Stretch, ...]:
    """State of every day of the range as maximal runs; unknown days are left out."""
    result: list[Stretch] = []
    day = first_day
    while day <= last_day:
        state = state_on(day, meetings, thresholds)
        if result and result[-1].state is state:
            result[-1] = Stretch(state, result[-1].first_day, day)
        else:
            result.append(Stretch(state, day, day))
        day += timedelta(days=1)
    return tuple(run for run in result if run.state is not Familiarity.UNKNOWN)
