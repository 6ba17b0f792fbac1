"""From the codes and names people use to the rows they mean."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.feeds import FEEDS
from service.calendars.recipients import Recipient
from service.db.store import tenant_of
from service.db.tables.absences import Absence
from service.db.tables.children import Child
from service.db.tables.people import Person
from service.db.tables.tenancy import Area
from service.domain.kinds import FeedKind
from service.errors import NotFound

EVERYBODY = "alle"


def person_by_code(session: Session, code: str) -> Person:
    """The person with that code, or the only one of that name.

    Raises
    ------
    NotFound
        If there is none, or several.
    """
    by_code = session.scalars(select(Person).where(Person.code == code)).one_or_none()
    if by_code is not None:
        return by_code
    everybody = session.scalars(select(Person)).all()
    named = [
        row
        for row in everybody
        if code in (row.family_name, f"{row.given_name} {row.family_name}")
    ]
    if len(named) == 1:
        return named[0]
    if named:
        codes = ", ".join(sorted(row.code for row in named))
        raise NotFound(f"„{code}“ heißen mehrere: {codes}. Bitte das Kürzel nennen.")
    raise NotFound(f"Eine Person „{code}“ gibt es nicht.")


def child_by_code(session: Session, code: str) -> Child:
    """The child with that code.

    Raises
    ------
    NotFound
        If there is none.
    """
    child = session.scalars(select(Child).where(Child.code == code)).one_or_none()
    if child is None:
        raise NotFound(f"Ein Kind „{code}“ gibt es nicht.")
    return child


def absence_by_id(session: Session, begin: str) -> UUID:
    """The absence with that id, or the only one whose id begins so.

    Raises
    ------
    NotFound
        If there is none, or several.
    """
    ids = session.scalars(select(Absence.id)).all()
    found = [each for each in ids if str(each).startswith(begin.lower())]
    if len(found) == 1:
        return found[0]
    if found and begin:
        raise NotFound(f"Mit „{begin}“ beginnen mehrere Kennungen; bitte mehr nennen.")
    raise NotFound(f"Eine Abwesenheit „{begin}“ gibt es nicht.")


def area_by_name(session: Session, name: str) -> UUID:
    """The area of that name.

    Raises
    ------
    NotFound
        If there is none, or several of different kinds.
    """
    areas = session.scalars(select(Area.id).where(Area.name == name)).all()
    if len(areas) != 1:
        raise NotFound(f"Ein Gebiet „{name}“ gibt es nicht, oder mehrere heißen so.")
    return areas[0]


def recipient_by_code(session: Session, kind: FeedKind, code: str) -> Recipient:
    """Whose calendar is meant; ``alle`` is the whole tenant.

    Raises
    ------
    NotFound
        If there is none by that code or name, or several.
    """
    if code == EVERYBODY and kind in (FeedKind.AREA, FeedKind.COUNTY):
        return Recipient(kind, tenant_of(session))
    if kind is FeedKind.PERSON:
        return Recipient(kind, person_by_code(session, code).id)
    found = session.scalars(FEEDS[kind].labelled(code)).all()
    if len(found) != 1:
        raise NotFound(f"„{code}“ gibt es nicht, oder mehrere heißen so.")
    return Recipient(kind, found[0])
