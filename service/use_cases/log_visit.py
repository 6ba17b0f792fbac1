"""A contact visit was held: with how many minutes, logged once."""

from dataclasses import dataclass
from uuid import UUID

from service.access import Action, load
from service.ahead.visits.holding import write_contacts
from service.ahead.visits.telling import Changed, tell
from service.calendars.local_time import local_date
from service.calendars.refresh import zone_of
from service.dates.appointments import change, require_over
from service.db.store import Store, expect_version
from service.db.tables.contact_visits import ContactVisit
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.errors import Conflict, InputFault, InvalidInput
from solver.counted import counted

MOST_MINUTES = 720


@dataclass(frozen=True, slots=True)
class LogVisit:
    """Real minutes of a visit; ``version`` is what the person saw (If-Match)."""

    visit_id: UUID
    minutes: int
    version: int | None = None


@dataclass(frozen=True, slots=True)
class LoggedVisit:
    """The visit's new version, and how many contacts it brought."""

    version: int
    contacts: int


def log_visit(store: Store, actor: Actor, command: LogVisit) -> LoggedVisit:
    """The visit counts as held with these minutes; its children have met somebody.

    Raises
    ------
    NotPermitted, NotFound
        If the visit is not the actor's to log.
    InvalidInput
        If nobody visits for that long.
    Stale
        If it was changed since.
    Conflict
        If it is logged already, was cancelled, or is still to come.
    """
    if not 1 <= command.minutes <= MOST_MINUTES:
        detail = f"Ein Besuch dauert 1 bis {MOST_MINUTES} Minuten."
        raise InvalidInput(detail, [InputFault("/minutes", detail, "range")])
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, ContactVisit, command.visit_id, Action.ANSWER_VISIT)
        if row.state is AppointmentState.HELD:
            raise Conflict(
                f"Dieser Besuch vom {row.day:%d.%m.%Y} ist schon eingetragen"
                f" ({counted(row.held_minutes or 0, 'Minuten')}); zweimal zählt er"
                " nicht."
            )
        expect_version(row, command.version)
        require_over(row.state, row.day, local_date(now, zone_of(session)))
        row.state = AppointmentState.HELD
        row.held_minutes = command.minutes
        change(row, now)
        contacts = write_contacts(session, row, command.minutes, now)
        detail_ = {"minutes": command.minutes, "contacts": len(contacts)}
        tell(session, actor, "log_visit", Changed([row]), detail_, now)
        session.flush()
        return LoggedVisit(row.version, len(contacts))
