"""What a person refers to must be there for her."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.access import Action, may, visible
from service.accounts.views import users_here
from service.db.base import TenantTable
from service.db.tables.accounts import User
from service.domain.actor import Actor
from service.errors import InputFault, InvalidInput
from service.nouns.catalogue import BY_TABLE
from service.nouns.field import ReferenceKind, Value
from service.nouns.noun import Noun

NOT_THERE = "Diesen Eintrag gibt es hier nicht."


def check_references(
    session: Session, actor: Actor, noun: Noun, values: Mapping[str, Value]
) -> None:
    """Refuse ids of rows the actor may not read: as if they were not there.

    Raises
    ------
    InvalidInput
        With every such field; the words are the same for another tenant's row and
        for an id that never was.
    """
    faults = [
        InputFault(f"/{field.name}", NOT_THERE, "not-there")
        for field in noun.fields
        if isinstance(field.kind, ReferenceKind)
        and isinstance(values.get(field.name), UUID)
        and not _is_there(session, actor, field.kind.table, values[field.name])
    ]
    if faults:
        raise InvalidInput(NOT_THERE, faults)


def _is_there(session: Session, actor: Actor, table: str, row_id: Value) -> bool:
    if table == User.__tablename__:
        return session.scalar(_id_of_user(row_id)) is not None
    row_table, action = _readable(table)
    if not may(actor, action):
        return False
    found = session.scalars(
        visible(actor, row_table, action).where(row_table.id == row_id)
    )
    return found.one_or_none() is not None


def _id_of_user(row_id: Value) -> Select[UUID]:
    here = users_here().subquery()
    return select(User.id).join(here, here.c.id == User.id).where(User.id == row_id)


def _readable(table: str) -> tuple[type[TenantTable], Action]:
    noun = BY_TABLE[table]
    return noun.table, noun.read
