"""Plain nouns are read: one, or a page of those within reach."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from service.access import load, visible
from service.db.base import TenantTable
from service.db.paging import page_together
from service.db.store import Store
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest
from service.nouns.noun import Noun, NounView
from service.nouns.views import view, views


def read_noun(store: Store, actor: Actor, noun: Noun, row_id: UUID) -> NounView:
    """One row.

    Raises
    ------
    NotPermitted
        If no role of the actor may read such rows.
    NotFound
        If it is not there, or out of reach.
    """
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, noun.table, row_id, noun.read)
        return view(session, actor, noun, row)


def list_nouns(
    store: Store,
    actor: Actor,
    noun: Noun,
    wanted: PageRequest,
    filters: Mapping[str, object],
) -> Page[NounView]:
    """One page of the rows within reach, in the noun's order.

    Parameters
    ----------
    filters
        Column and the value it must have.

    Raises
    ------
    NotPermitted
        If no role of the actor may read such rows.
    """
    query = visible(actor, noun.table, noun.read)
    for name, value in filters.items():
        query = query.where(_narrowed(noun, name, value))
    order = [getattr(noun.table, name) for name in noun.order]
    with store.read(actor.tenant_id) as session:
        return page_together(
            session,
            query.order_by(*order, noun.table.id),
            wanted,
            lambda rows: views(session, actor, noun, rows),
        )


def _narrowed(noun: Noun, name: str, value: object) -> ColumnElement[bool]:
    """One filter; ``from_day`` and ``to_day`` bound the noun's day, inclusive."""
    if name == "from_day":
        return _column(noun.table, "day") >= value
    if name == "to_day":
        return _column(noun.table, "day") <= value
    return _column(noun.table, name) == value


def _column(table: type[TenantTable], name: str) -> ColumnElement[Any]:
    """A column by its name."""
    column: ColumnElement[Any] = getattr(table, name)
    return column
