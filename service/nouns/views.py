"""A row as told to somebody."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import may, visible
from service.db.base import TenantTable
from service.domain.actor import Actor
from service.nouns.noun import Noun, NounView


def view(session: Session, actor: Actor, noun: Noun, row: TenantTable) -> NounView:
    """The named columns that the actor's roles may be told, nothing else."""
    return views(session, actor, noun, (row,))[0]


def views(
    session: Session, actor: Actor, noun: Noun, rows: Collection[TenantTable]
) -> tuple[NounView, ...]:
    """Each row with the columns that the actor's roles may be told of it."""
    whole = _told_whole(session, actor, noun, rows)
    return tuple(
        NounView(
            id=row.id,
            version=row.version,
            values={
                field.name: getattr(row, field.name)
                for field in noun.fields
                if field.seen_by is None or row.id in whole
            },
        )
        for row in rows
    )


def _told_whole(
    session: Session, actor: Actor, noun: Noun, rows: Collection[TenantTable]
) -> frozenset[UUID]:
    """Rows reached by a role that is told everything.

    A substitute with a child of her own is told where her child lives, and not where
    those live for whom she stands in.
    """
    ids = frozenset(row.id for row in rows)
    staff = replace(actor, roles=actor.roles & noun.staff)
    if not noun.staff_only or staff.roles == actor.roles:
        return ids
    if not ids or not may(staff, noun.read):
        return frozenset()
    reached = visible(staff, noun.table, noun.read)
    return frozenset(
        session.scalars(
            reached.where(noun.table.id.in_(sorted(ids))).with_only_columns(
                noun.table.id
            )
        )
    )
