"""The audit trail, for whoever administers: who did what when, in ids."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service.access import Action, visible
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.audit import AuditEvent
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest


@dataclass(frozen=True, slots=True)
class AuditView:
    """One change; its values lie apart and are not told here."""

    id: UUID
    number: int
    at: datetime
    actor_id: UUID | None
    action: str
    subject_kind: str
    subject_id: str
    hash: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Only events of this action or subject; empty asks for all."""

    action: str = ""
    subject_kind: str = ""
    subject_id: str = ""


def read_audit(
    store: Store, actor: Actor, wanted: PageRequest, only: AuditFilter
) -> Page[AuditView]:
    """One page of the tenant's events, newest first.

    Raises
    ------
    NotPermitted
        If the actor does not administer the tenant.
    """
    query = visible(actor, AuditEvent, Action.READ_AUDIT)
    for column, value in (
        (AuditEvent.action, only.action),
        (AuditEvent.subject_kind, only.subject_kind),
        (AuditEvent.subject_id, only.subject_id),
    ):
        if value:
            query = query.where(column == value)
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(AuditEvent.number.desc())
        return page_of(session, ordered, wanted, _view)


def _view(row: AuditEvent) -> AuditView:
    return AuditView(
        id=row.id,
        number=row.number,
        at=row.at,
        actor_id=row.actor_id,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        hash=row.hash,
    )
