"""Whose proofs and permits run out soon, or have."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require, visible
from service.db.store import Store
from service.db.tables.people import Credential, Permit, Person
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.ports import local_day
from service.reports.expiring import Expiring, ProofRow, expiring
from service.reports.load_proofs import active_people, proof_rows
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
        people = active_people(session, today)
        views = tuple(
            _view(each, people[each.person_id])
            for each in found
            if each.person_id in people
        )
    return ExpiringReport(name, today, views)


def _proofs(session: Session, actor: Actor) -> list[ProofRow]:
    return proof_rows(
        session.scalars(visible(actor, Credential, Action.READ_PROOFS)),
        session.scalars(visible(actor, Permit, Action.READ_PROOFS)),
    )


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
