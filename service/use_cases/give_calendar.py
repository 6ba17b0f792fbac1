"""A coach or a kindergarten gives a calendar; its busy times are respected."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.access import Action, load, require
from service.busy.owners import BusyOwner, require_owner
from service.busy.sources import (
    BusySourceView,
    asked_of,
    keep_times,
    owner_of,
    views_of,
)
from service.busy.spans import Reading
from service.busy.supervise import read_apart
from service.calendars.text import clean_line
from service.db.audit_trail import record
from service.db.store import Store, expect_version
from service.db.tables.busy import BusySource
from service.domain.actor import Actor
from service.errors import Conflict, InputFault, InvalidInput

MAX_NAME_CHARACTERS = 100
MAX_SOURCES = 10


def give_calendar(
    store: Store, actor: Actor, owner: BusyOwner, name: str, content: bytes
) -> BusySourceView:
    """The times a calendar makes its owner busy are kept; nothing else of it is.

    Parameters
    ----------
    name
        By which its owner tells it from others ("Dienst").
    content
        An iCalendar file; it is read and forgotten.

    Raises
    ------
    NotPermitted
        If the actor may not give calendars at all.
    NotFound
        If the owner is not there, or not for this actor.
    InvalidInput
        If the name is empty or too long, or the file cannot be read.
    TooLarge
        If the file is over a limit.
    Conflict
        If the owner has given as many as are kept.
    """
    require(actor, Action.CHANGE_BUSY)
    shown = _checked_name(name)
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        require_owner(session, actor, owner)
        _require_room(session, owner)
        asked = asked_of(session, owner, now)
    reading = read_apart(content, asked)
    with store.write(actor.tenant_id) as session:
        require_owner(session, actor, owner)
        _require_room(session, owner)
        source = BusySource(id=uuid4(), name=shown, **owner.columns)
        keep_times(session, source, content, reading, now)
        _note(session, actor, "give_calendar", source, reading, now)
        (view,) = views_of(session, [source])
        return view


def replace_calendar(
    store: Store,
    actor: Actor,
    source_id: UUID,
    content: bytes,
    version: int | None = None,
) -> BusySourceView:
    """A calendar is given anew; its former times count no more.

    Parameters
    ----------
    version
        The version the actor saw; None if she named none.

    Raises
    ------
    NotPermitted, NotFound, InvalidInput, TooLarge
        As in ``give_calendar``; the former times stay then.
    Stale
        If it was changed since.
    """
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        source = _load(session, actor, source_id, version)
        asked = asked_of(session, owner_of(source), now)
    reading = read_apart(content, asked)
    with store.write(actor.tenant_id) as session:
        source = _load(session, actor, source_id, version)
        keep_times(session, source, content, reading, now)
        _note(session, actor, "replace_calendar", source, reading, now)
        (view,) = views_of(session, [source])
        return view


def remove_calendar(
    store: Store, actor: Actor, source_id: UUID, version: int | None = None
) -> None:
    """The calendar and its times are forgotten.

    Raises
    ------
    NotPermitted
        If the actor may not remove calendars at all.
    NotFound
        If there is no such calendar, or it is not the actor's.
    Stale
        If it was changed since.
    """
    with store.write(actor.tenant_id) as session:
        source = _load(session, actor, source_id, version)
        _note(session, actor, "remove_calendar", source, None, store.clock.now())
        session.delete(source)


def _load(
    session: Session, actor: Actor, source_id: UUID, version: int | None
) -> BusySource:
    source = load(session, actor, BusySource, source_id, Action.CHANGE_BUSY)
    expect_version(source, version)
    return source


def _checked_name(name: str) -> str:
    shown = clean_line(name)
    if 0 < len(shown) <= MAX_NAME_CHARACTERS:
        return shown
    detail = f"Erwartet wird eine Bezeichnung mit 1 bis {MAX_NAME_CHARACTERS} Zeichen."
    raise InvalidInput(detail, [InputFault("/name", detail, "name-length")])


def _require_room(session: Session, owner: BusyOwner) -> None:
    count = session.scalar(
        select(func.count())
        .select_from(BusySource)
        .where(
            BusySource.coach_id.is_not_distinct_from(owner.columns["coach_id"]),
            BusySource.kindergarten_id.is_not_distinct_from(
                owner.columns["kindergarten_id"]
            ),
        )
    )
    if (count or 0) >= MAX_SOURCES:
        raise Conflict(
            f"Es sind schon {MAX_SOURCES} Kalender hinterlegt. Bitte einen davon"
            " ersetzen oder entfernen."
        )


def _note(
    session: Session,
    actor: Actor,
    action: str,
    source: BusySource,
    reading: Reading | None,
    at: datetime,
) -> None:
    record(
        session,
        actor=actor,
        action=action,
        subject_kind="busy_source",
        subject_id=source.id,
        detail={"busy_spans": len(reading.spans) if reading else 0},
        at=at,
    )
