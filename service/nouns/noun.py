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
from service.domain.kinds import Role
from service.nouns.field import Exceptions, Field, Value, field_of

Complete = Callable[[Any, datetime], None]
"""Gets the row (of the noun's own table, hence Any) and the present instant."""

Check = Callable[[Session, Any], None]


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
        What a role must be permitted.
    columns
        Told to whoever may read, in this order; a new column is told only if named.
    told_only
        Columns among them that nobody sets by hand.
    staff_only
        Columns told to those only who plan or administer, or whom the row is about.
    order
        Columns a list is sorted by, then the id.
    complete
        Fills in what follows from the fields, before the row is stored.
    check
        Refuses what the fields alone do not show, after the row is stored.
    after_delete
        Refuses what would be missing without the row.
    """

    path: str
    title: str
    table: type[TenantTable]
    read: Action
    change: Action
    columns: tuple[str, ...]
    told_only: frozenset[str] = frozenset()
    staff_only: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    complete: Complete | None = None
    check: Check | None = None
    after_delete: Callable[[Session], None] | None = None
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
                ),
            )
            for name in self.columns
        )

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
