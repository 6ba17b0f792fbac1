"""Whose proofs and permits run out soon, or have."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.access import Action, require, visible
from service.db.store import Store
from service.db.tables.people import Credential, Permit, Person
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.ports import local_day
from service.reports.expiring import (
    LONGEST_DAYS,
    PERMIT,
    Expiring,
    ProofRow,
    expiring,
)
from service.reports.titles import proof_title
from service.reports.views import ExpiringReport, ExpiringView


def read_expiring_credentials(store: Store, actor: Actor) -> ExpiringReport:
    """Proofs and permits of active persons that run out within 90, 60 or 30 days.

    Who plans reads those of her area, everybody else her own.

    Raises
    ------
    NotPermitted
        If the actor may not read proofs.
    """
    require(actor, Action.READ_PROOFS)
    with store.read(actor.tenant_id) as session:
        name, zone = session.execute(select(Tenant.name, Tenant.time_zone)).one()
        today = local_day(store.clock, zone)
        found = expiring(_proofs(session, actor), today)
        people = _active(session, today)
        views = tuple(
            _view(each, people[each.person_id])
            for each in found
            if each.person_id in people
        )
    return ExpiringReport(name, today, views)


def _proofs(session: Session, actor: Actor) -> list[ProofRow]:
    proofs = session.scalars(visible(actor, Credential, Action.READ_PROOFS))
    permits = session.scalars(visible(actor, Permit, Action.READ_PROOFS))
    return [
        *(ProofRow(p.person_id, p.kind, p.issued_on, p.expires_on) for p in proofs),
        *(ProofRow(p.person_id, PERMIT, p.valid_from, p.valid_until) for p in permits),
    ]


def _active(session: Session, today: date) -> dict[UUID, Person]:
    """Persons who work with the tenant, or will before the last warning is due."""
    soon = today + timedelta(days=LONGEST_DAYS)
    rows = session.scalars(
        select(Person).where(
            or_(Person.active_from.is_(None), Person.active_from <= soon),
            or_(Person.active_until.is_(None), Person.active_until >= today),
        )
    )
    return {row.id: row for row in rows}


def _view(warning: Expiring, person: Person) -> ExpiringView:
    return ExpiringView(
        person_id=person.id,
        code=person.code,
        name=f"{person.given_name} {person.family_name}".strip(),
        kind=warning.kind,
        title=proof_title(warning.kind),
        expires_on=warning.expires_on,
        days_left=warning.days_left,
        urgency=warning.urgency,
    )
