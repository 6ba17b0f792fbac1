"""What a counsellor settles by hand: pin, forbid, arrange, and release again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.children import Child
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.planning import Arrangement
from service.domain.actor import Actor
from service.domain.kinds import ArrangementKind
from service.errors import Conflict, InputFault, InvalidInput, NotFound
from service.planning.outbox import Concerned, write_event
from solver.slots import MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class Arrange:
    """One child, one day; without minutes all of its need.

    Without a place it is where the person takes children by agreement. Arranged
    without a person is care outside of the service (a grandmother).
    """

    child_id: UUID
    day: date
    person_id: UUID | None = None
    place_id: UUID | None = None
    start_minute: int | None = None
    end_minute: int | None = None


def pin(store: Store, actor: Actor, command: Arrange) -> UUID:
    """The child stays with this person in every plan until the pin is released.

    Returns
    -------
    Id of the arrangement.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not arrange for this child, or person or place are not there.
    InvalidInput
        If the person is missing or the minutes are out of order.
    """
    return _arrange(store, actor, command, ArrangementKind.PIN)


def forbid(store: Store, actor: Actor, command: Arrange) -> UUID:
    """No plan gives the child to this person on this day; raises as ``pin`` does."""
    return _arrange(store, actor, command, ArrangementKind.FORBID)


def arrange_by_hand(store: Store, actor: Actor, command: Arrange) -> UUID:
    """Cover was agreed by phone, inside or outside of the service; raises as ``pin``.

    It is a fact from now on and nothing overwrites it.
    """
    return _arrange(store, actor, command, ArrangementKind.ARRANGED)


def release_arrangement(store: Store, actor: Actor, arrangement_id: UUID) -> None:
    """The arrangement no longer binds a plan.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not arrange for this child.
    Conflict
        If it was released already.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        arrangement = load(session, actor, Arrangement, arrangement_id, Action.ARRANGE)
        if arrangement.released_at is not None:
            raise Conflict("Diese Festlegung ist schon aufgehoben.")
        arrangement.released_at = now
        arrangement.released_by = actor.user_id
        _write_messages(session, arrangement, "release_arrangement", now)
        record(
            session,
            actor=actor,
            action="release_arrangement",
            subject_kind="arrangement",
            subject_id=arrangement.id,
            at=now,
        )


def _arrange(
    store: Store, actor: Actor, command: Arrange, kind: ArrangementKind
) -> UUID:
    _check(command, kind)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        _check_reach(session, actor, command)
        arrangement = Arrangement(
            id=uuid4(),
            kind=kind,
            child_id=command.child_id,
            day=command.day,
            start_minute=command.start_minute,
            end_minute=command.end_minute,
            person_id=command.person_id,
            place_id=command.place_id,
            created_at=now,
            created_by=actor.user_id,
        )
        session.add(arrangement)
        session.flush()
        _write_messages(session, arrangement, f"arrange_{kind.value}", now)
        record(
            session,
            actor=actor,
            action=f"arrange_{kind.value}",
            subject_kind="arrangement",
            subject_id=arrangement.id,
            detail={"day": command.day.isoformat()},
            at=now,
        )
        return arrangement.id


def _write_messages(
    session: Session, arrangement: Arrangement, topic: str, now: datetime
) -> None:
    """To the person and the family; who was forbidden is told to neither."""
    if arrangement.kind is ArrangementKind.FORBID:
        return
    person = arrangement.person_id
    concerned = Concerned(
        (arrangement.day,), () if person is None else (person,), (arrangement.child_id,)
    )
    write_event(session, topic, arrangement.id, concerned, now)


def _check_reach(session: Session, actor: Actor, command: Arrange) -> None:
    """The child must be the actor's to arrange for, person and place must exist."""
    load(session, actor, Child, command.child_id, Action.ARRANGE)
    for table, key in ((Person, command.person_id), (Place, command.place_id)):
        if key is None:
            continue
        if session.scalar(select(table.id).where(table.id == key)) is None:
            raise NotFound


def _check(command: Arrange, kind: ArrangementKind) -> None:
    faults: list[InputFault] = []
    if command.person_id is None and kind is not ArrangementKind.ARRANGED:
        faults.append(InputFault("/person_id", "Bitte eine Person nennen.", "missing"))
    if command.person_id is None and command.place_id is not None:
        detail = "Ein Ort braucht eine Person; außerhalb Vereinbartes hat keinen Ort."
        faults.append(InputFault("/place_id", detail, "place-without-person"))
    start = 0 if command.start_minute is None else command.start_minute
    end = MINUTES_PER_DAY if command.end_minute is None else command.end_minute
    if not 0 <= start < end <= MINUTES_PER_DAY:
        detail = "Beginn und Ende liegen nicht in dieser Reihenfolge am selben Tag."
        faults.append(InputFault("/end_minute", detail, "order"))
    if faults:
        raise InvalidInput(
            "Die Festlegung lässt sich so nicht speichern; bitte die Angaben prüfen.",
            faults,
        )
