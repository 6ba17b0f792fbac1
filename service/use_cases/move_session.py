"""Move one session to another day; the fewest other sessions move with it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.dates.moving import take_move
from service.db.store import Store, expect_version
from service.db.tables.engagements import CoachingSession
from service.domain.actor import Actor
from service.domain.kinds import SchedulingKind
from service.matching.months import Period, month_of
from service.scheduling.requesting import RequestedScheduling, enqueue_dates
from service.scheduling.wanted import Move, WantedDates
from solver.matching.problem import Month
from solver.result import SolveLimits

SECONDS = 30


@dataclass(frozen=True, slots=True)
class MoveSession:
    """Which session; ``day`` where a certain day is wanted, else any other.

    ``version`` is what the person saw (If-Match).
    """

    session_id: UUID
    day: date | None = None
    version: int | None = None

    @property
    def move(self) -> Move:
        """What is to move where."""
        return Move(self.session_id, self.day)


@dataclass(frozen=True, slots=True)
class MovedSession:
    """The new day, and how many other sessions moved for it.

    ``proven`` says that it cannot be done with fewer.
    """

    day: date
    start_minute: int
    end_minute: int
    others_moved: int
    proven: bool


def move_session(store: Store, actor: Actor, command: MoveSession) -> MovedSession:
    """The session has another date, and as few others as can be have one, too.

    Raises
    ------
    NotPermitted, NotFound
        If the session is not the actor's to move.
    Stale
        If it was changed since.
    Conflict
        If it is confirmed, held or over, if no other day is possible, or if something
        changed meanwhile.
    """
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        _load(session, actor, command)
        work = take_move(session, command.move, now)
    found = work.found(SolveLimits(seconds=SECONDS))
    with store.write(actor.tenant_id) as session:
        _load(session, actor, command)
        visit, written = found.apply(session, actor, now)
        return MovedSession(
            date.fromordinal(visit.day),
            visit.slot.start,
            visit.slot.end,
            max(0, len(written.moved) + len(written.cancelled) - 1),
            found.fewest,
        )


def request_move(
    store: Store, actor: Actor, command: MoveSession
) -> RequestedScheduling:
    """A job looks for the other date; where there is none it fails and says why.

    Raises
    ------
    NotPermitted, NotFound
        If the session is not the actor's to move.
    Stale
        If it was changed since.
    Conflict
        If it is confirmed, held or over, or dates are being looked for already.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = _load(session, actor, command)
        take_move(session, command.move, now)  # tells now what the job would fail at
        month = month_of(row.day)
        period = Period(month, Month(month - month % 12 + 11))
        wanted = WantedDates(
            SchedulingKind.SESSIONS, period, SECONDS, move=command.move
        )
        return enqueue_dates(session, actor, wanted, now)


def _load(session: Session, actor: Actor, command: MoveSession) -> CoachingSession:
    row = load(session, actor, CoachingSession, command.session_id, Action.AGREE)
    expect_version(row, command.version)
    return row
