"""Rows that share a name are told apart by their codes."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.people import Person


def told_apart(
    session: Session,
    table: type[Coach | Kindergarten | Person],
    named: Collection[InstrumentedAttribute[str]],
    ids: Collection[UUID],
) -> Iterator[tuple[UUID, str]]:
    """Ids with names, and with codes where another one of the tenant has it, too.

    Parameters
    ----------
    named
        Columns that make the name, in order.
    """
    often = select(*named).group_by(*named).having(func.count() > 1)
    shared = {tuple(row) for row in session.execute(often)}
    wanted = select(table.id, table.code, *named).where(table.id.in_(ids))
    for key, code, *parts in session.execute(wanted):
        name = " ".join(parts).strip()
        yield key, f"{name} ({code})" if tuple(parts) in shared else name
