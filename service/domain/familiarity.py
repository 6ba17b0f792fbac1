"""How well a child knows a person on a day, derived from dated contacts.

unknown → met (a contact) → familiar (enough contacts within a window) → settled
(confirmed) → faded (no contact for a while). What was confirmed or earned comes back
with the next contact as ``met`` or better, whatever the window then holds; a
confirmation counts again as soon as contact is renewed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from solver.substitution.problem import Familiarity


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a state is reached; windows in days, the day itself included."""

    familiar_contacts: int = 3
    familiar_window_days: int = 42
    faded_after_days: int = 42

    def __post_init__(self) -> None:
        """Refuse thresholds nobody could meet."""
        if (
            min(
                self.familiar_contacts, self.familiar_window_days, self.faded_after_days
            )
            < 1
        ):
            raise ValueError("Schwellen der Vertrautheit sind mindestens 1.")


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
    if not past:
        return Familiarity.UNKNOWN
    last = max(meeting.day for meeting in past)
    if (day - last).days >= thresholds.faded_after_days:
        return Familiarity.FADED
    if any(meeting.settled for meeting in past):
        return Familiarity.SETTLED
    opens = day - timedelta(days=thresholds.familiar_window_days)
    recent = {meeting.day for meeting in past if meeting.day >= opens}
    if len(recent) >= thresholds.familiar_contacts:
        return Familiarity.FAMILIAR
    return Familiarity.MET


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
