"""What all tables share: naming, types, the tenant in every key.

A table of a tenant has the primary key ``(tenant_id, id)``; every reference to it
carries both columns, so that a row of one tenant can never point into another.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Uuid,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

TENANT = "lueckenlos_tenant"
"""Execution option of a connection: whose data its statements are about."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, stored as UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Refuse a naive time, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Give the instant back as aware UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value


def choice(kind: type[StrEnum], name: str) -> Enum:
    """A closed vocabulary as text with a check, alike on both databases."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """Root of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


def session_tenant(context: DefaultExecutionContext) -> UUID | None:
    """The tenant of a new row that names none: that of its transaction."""
    tenant: UUID | None = context.execution_options.get(TENANT)
    return tenant


class TenantTable(Base):
    """A table whose every row belongs to one tenant and carries a version."""

    __abstract__ = True

    tenant_id: Mapped[UUID] = mapped_column(
        Uuid,
        ForeignKey("tenant.id"),
        primary_key=True,
        default=session_tenant,
        sort_order=-3,
    )
    id: Mapped[UUID] = mapped_column(
        Uuid, primary_key=True, default=uuid4, sort_order=-2
    )
    version: Mapped[int] = mapped_column(Integer, nullable=False, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Compare-and-swap: an UPDATE names the version it read."""
        return {"version_id_col": cls.version}


def within_tenant(
    column: str, table: str, *, ondelete: str | None = None
) -> ForeignKeyConstraint:
    """Reference from ``(tenant_id, column)`` to a row of the same tenant."""
    return ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"], ondelete=ondelete
    )


POINT = (
    "latitude between -90 and 90 and longitude between -180 and 180 "
    "and (latitude is null) = (longitude is null)"
)
"""A point on the earth, or none at all."""


def first_of_month(column: str) -> tuple[CheckConstraint, CheckConstraint]:
    """A month is stored as its first day; said in the words of each database."""
    return (
        CheckConstraint(f"{column} LIKE '%-01'", column).ddl_if(dialect="sqlite"),
        CheckConstraint(f"extract(day from {column}) = 1", column).ddl_if(
            dialect="postgresql"
        ),
    )
