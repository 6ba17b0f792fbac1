"""What a plain noun is, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action
from service.db.base import TenantTable
from service.db.store import Store
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.nouns.field import Exceptions, Field, Value, field_of

Complete = Callable[[Any, datetime], None]
"""Gets the row (of the noun's own table, hence Any) and the present instant."""

Check = Callable[[Session, Any, datetime], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Which row, and the version the person saw; ``None`` where any will do."""

    row_id: UUID
    version: int | None


Values = Mapping[str, Value]
Make = Callable[[Store, Actor, Values], UUID]
Alter = Callable[[Store, Actor, Target, Values], None]
Remove = Callable[[Store, Actor, Target], None]


@dataclass(frozen=True, slots=True)
class Deeds:
    """Use cases that stand in for plain storing where a noun has a life of its own.

    A field that is left out of ``make_columns`` or ``alter_columns`` is not sent.
    """

    make: Make | None = None
    make_columns: tuple[str, ...] = ()
    alter: Alter | None = None
    alter_columns: tuple[str, ...] = ()
    remove: Remove | None = None


@dataclass(frozen=True)
class Noun:
    """A plain noun.

    Parameters
    ----------
    path
        Plural, in addresses: ``care-contracts``.
    title
        German, plural, for people.
    table
        Where it is stored.
    read, change
        What a role must be permitted; without ``change`` it is told only.
    columns
        Told to whoever may read, in this order; a new column is told only if named.
    told_only
        Columns among them that nobody sets by hand.
    staff_only
        Columns told to those only who plan or administer, or whom the row is about.
    staff
        The roles meant by ``staff_only``; each is told of the rows it reaches itself.
    order
        Columns a list is sorted by, then the id.
    complete
        Fills in what follows from the fields, before the row is stored.
    before
        Refuses what the database would refuse with less to say.
    check
        Refuses what the fields alone do not show, after the row is stored.
    after_delete
        Refuses what would be missing without the row.
    deeds
        Use cases in place of plain storing.
    optional
        Columns that a use case fills in where they are not sent.
    part
        Tells apart what else is told of the same table: part of its rows' fields.
    """

    path: str
    title: str
    table: type[TenantTable]
    read: Action
    change: Action | None
    columns: tuple[str, ...]
    told_only: frozenset[str] = frozenset()
    staff_only: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    complete: Complete | None = None
    before: Check | None = None
    check: Check | None = None
    after_delete: Callable[[Session], None] | None = None
    deeds: Deeds | None = None
    optional: frozenset[str] = frozenset()
    part: str = ""
    staff: frozenset[Role] = field(
        default=frozenset(
            {
                Role.ADMINISTRATOR,
                Role.COUNSELLOR,
                Role.CHILDMINDER,
                Role.SUBSTITUTE,
            }
        )
    )

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The columns as fields."""
        return tuple(
            field_of(
                self.table,
                name,
                Exceptions(
                    told_only=self.told_only,
                    seen_by=self.staff if name in self.staff_only else None,
                    optional=name in self.optional,
                ),
            )
            for name in self.columns
        )

    @property
    def may_create(self) -> bool:
        """Whether rows are made by this noun."""
        return self.change is not None and (
            self.deeds is None or self.deeds.make is not None
        )

    @property
    def may_alter(self) -> bool:
        """Whether rows are changed by this noun."""
        return self.change is not None and (
            self.deeds is None or self.deeds.alter is not None
        )

    @property
    def may_remove(self) -> bool:
        """Whether rows are taken away by this noun."""
        return self.change is not None and (
            self.deeds is None or self.deeds.remove is not None
        )

    @property
    def create_fields(self) -> tuple[Field, ...]:
        """What is sent to make a row."""
        if self.deeds is None:
            return tuple(field for field in self.fields if field.writable)
        return self._named(self.deeds.make_columns)

    @property
    def alter_fields(self) -> tuple[Field, ...]:
        """What may be sent to change a row."""
        if self.deeds is None:
            return tuple(field for field in self.fields if field.writable)
        return self._named(self.deeds.alter_columns)

    def _named(self, names: tuple[str, ...]) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.name in names)

    @property
    def name(self) -> str:
        """Singular, as in the table and in the audit trail."""
        return str(self.table.__tablename__)


@dataclass(frozen=True, slots=True)
class NounView:
    """One row as told to somebody; a withheld field is missing."""

    id: UUID
    version: int
    values: Mapping[str, Value]
