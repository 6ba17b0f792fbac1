"""The life of a stored appointment, whatever it is: it stands, moves, ends, was held.

Sessions, visits and events of clusters are rows that are kept for ever with their UID;
whatever calendars show differently raises the sequence.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar

from service.db.tables.contact_visits import ContactVisit
from service.db.tables.engagements import CoachingSession
from service.db.tables.visits import ConsultationVisit
from service.db.tables.workshops import ClusterEvent
from service.domain.kinds import AppointmentState
from service.errors import Conflict

Appointment = CoachingSession | ConsultationVisit | ClusterEvent
#: Contact visits live the same life; programmes know nothing of them.
Dated = Appointment | ContactVisit
RowT = TypeVar("RowT", bound=Dated)

#: A plan may give these another date.
CHANGEABLE = (
    AppointmentState.PLANNED,
    AppointmentState.MOVED,
    AppointmentState.CANCELLED,
)
#: A plan leaves these where they are.
SETTLED = (AppointmentState.CONFIRMED, AppointmentState.HELD)


class Revised(Protocol):
    """A row that calendars show."""

    revised_at: datetime


@dataclass(slots=True)
class Written(Generic[RowT]):
    """Rows that a plan added, moved and cancelled; those that stay are not listed."""

    added: list[RowT] = field(default_factory=list)
    moved: list[RowT] = field(default_factory=list)
    cancelled: list[RowT] = field(default_factory=list)

    @property
    def changed(self) -> list[RowT]:
        """All of them."""
        return [*self.added, *self.moved, *self.cancelled]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {
            "added": len(self.added),
            "moved": len(self.moved),
            "cancelled": len(self.cancelled),
        }

    def place(self, row: RowT, before: AppointmentState, now: datetime) -> None:
        """A row that was given its new date stands there; one cancelled stands anew."""
        again = before is AppointmentState.CANCELLED
        row.state = AppointmentState.PLANNED if again else AppointmentState.MOVED
        change(row, now)
        (self.added if again else self.moved).append(row)

    def cancel(self, row: RowT, now: datetime) -> None:
        """A row stands no more."""
        cancel(row, now)
        self.cancelled.append(row)


def revise(row: Revised, now: datetime) -> None:
    """Now, but at least a second after the last revision."""
    row.revised_at = max(now, row.revised_at + timedelta(seconds=1))


def change(row: Dated, now: datetime) -> None:
    """What calendars show of the row is another than before."""
    row.sequence += 1
    revise(row, now)


def cancel(row: Dated, now: datetime) -> None:
    """The row stands no more; calendars show it as cancelled for some days."""
    row.state = AppointmentState.CANCELLED
    change(row, now)


def changeable(row: Dated) -> bool:
    """Whether a plan may give it another date."""
    return row.state in CHANGEABLE


def require_unchanged(before: object, now: object) -> None:
    """Pass where a plan was computed for what still is.

    Raises
    ------
    Conflict
        If what it depends on has changed.
    """
    if now != before:
        raise Conflict(
            "Während der Berechnung haben sich Begleitungen, Zeiten oder Termine"
            " geändert; bitte noch einmal planen."
        )


def require_over(state: AppointmentState, day: date, today: date) -> None:
    """Pass an appointment of today or before that was not cancelled.

    Raises
    ------
    Conflict
        If it was cancelled, or is still to come.
    """
    if state is AppointmentState.CANCELLED:
        raise Conflict(
            f"Dieser Termin vom {day:%d.%m.%Y} ist abgesagt; bitte zuerst einen"
            " neuen Termin vereinbaren."
        )
    if day > today:
        raise Conflict(
            f"Dieser Termin ist erst am {day:%d.%m.%Y}; eintragen lässt er sich ab"
            " diesem Tag."
        )
