"""From codes and names of a programme to the rows they mean."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.errors import NotFound


def coach_by_code(session: Session, code: str) -> Coach:
    """The coach with that code, or the only one of that name.

    Raises
    ------
    NotFound
        If there is none, or several.
    """
    rows = session.scalars(select(Coach)).all()
    found = [row for row in rows if row.code == code] or [
        row
        for row in rows
        if code in (row.family_name, f"{row.given_name} {row.family_name}")
    ]
    if len(found) == 1:
        return found[0]
    raise NotFound(
        f"Eine Prozessbegleitung „{code}“ gibt es nicht, oder mehrere heißen so."
    )


def kindergarten_by_code(session: Session, code: str) -> Kindergarten:
    """The kindergarten with that code, or the only one of that name.

    Raises
    ------
    NotFound
        If there is none, or several.
    """
    rows = session.scalars(select(Kindergarten)).all()
    found = [row for row in rows if row.code == code] or [
        row for row in rows if row.name == code
    ]
    if len(found) == 1:
        return found[0]
    raise NotFound(f"Eine Kita „{code}“ gibt es nicht, oder mehrere heißen so.")
