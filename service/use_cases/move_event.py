"""Move an event of a cluster to another day; the fewest others move with it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.access import Action, load
from service.db.store import Store, expect_version
from service.db.tables.workshops import ClusterEvent
from service.domain.actor import Actor
from service.domain.kinds import SchedulingKind
from service.matching.months import period_of
from service.scheduling.kinds import dates_kind
from service.scheduling.requesting import RequestedScheduling, enqueue_dates
from service.scheduling.wanted import Move, WantedDates

SECONDS = 60


@dataclass(frozen=True, slots=True)
class MoveEvent:
    """Which event is to begin on which day.

    ``version`` is what the person saw (If-Match).
    """

    event_id: UUID
    day: date
    version: int | None = None


def request_event_move(
    store: Store, actor: Actor, command: MoveEvent
) -> RequestedScheduling:
    """A job looks for the new dates; where there are none it fails and says why.

    Raises
    ------
    NotPermitted, NotFound
        If the event is not the actor's to move.
    Stale
        If it was changed since.
    Conflict
        If it is confirmed, held or over, or dates are being looked for already.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, ClusterEvent, command.event_id, Action.AGREE)
        expect_version(row, command.version)
        wanted = WantedDates(
            SchedulingKind.WORKSHOPS,
            period_of(row.series_year or row.first_day.year),
            SECONDS,
            move=Move(row.id, command.day),
        )
        dates_kind(wanted.kind).take(session, wanted, now)  # tells now what would fail
        return enqueue_dates(session, actor, wanted, now)
