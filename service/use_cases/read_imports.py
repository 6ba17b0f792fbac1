"""Imports: what was checked, what was stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service.access import Action, load, visible
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.imports import ImportRun
from service.domain.actor import Actor
from service.domain.kinds import ImportState
from service.domain.page import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ImportView:
    """One file and what became of it; ``changes`` counts per noun."""

    id: UUID
    version: int
    file_name: str
    digest: str
    state: ImportState
    created_at: datetime
    stored_at: datetime | None
    faults: Sequence[Mapping[str, Any]]
    changes: Mapping[str, Any]


def _view(row: ImportRun) -> ImportView:
    return ImportView(
        id=row.id,
        version=row.version,
        file_name=row.file_name,
        digest=row.digest,
        state=row.state,
        created_at=row.created_at,
        stored_at=row.stored_at,
        faults=tuple(row.faults),
        changes=row.changes,
    )


def list_imports(store: Store, actor: Actor, wanted: PageRequest) -> Page[ImportView]:
    """One page of imports, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not import.
    """
    query = visible(actor, ImportRun, Action.READ_IMPORTS)
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(ImportRun.created_at.desc(), ImportRun.id)
        return page_of(session, ordered, wanted, _view)


def read_import(store: Store, actor: Actor, import_id: UUID) -> ImportView:
    """One import.

    Raises
    ------
    NotPermitted
        If the actor may not import.
    NotFound
        If it is not there.
    """
    with store.read(actor.tenant_id) as session:
        return _view(load(session, actor, ImportRun, import_id, Action.READ_IMPORTS))
