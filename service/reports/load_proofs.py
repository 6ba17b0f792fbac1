"""Proofs and permits as stored, and the persons whose proofs still matter."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.db.tables.people import Credential, Permit, Person
from service.db.validity import lasts
from service.reports.expiring import LONGEST_DAYS, PERMIT, ProofRow


def proof_rows(
    proofs: Iterable[Credential], permits: Iterable[Permit]
) -> list[ProofRow]:
    """Both as rows of one kind."""
    return [
        *(ProofRow(p.person_id, p.kind, p.issued_on, p.expires_on) for p in proofs),
        *(ProofRow(p.person_id, PERMIT, p.valid_from, p.valid_until) for p in permits),
    ]


def active_people(session: Session, today: date) -> dict[UUID, Person]:
    """Persons who work with the tenant, or will before the last warning is due."""
    soon = today + timedelta(days=LONGEST_DAYS)
    rows = session.scalars(
        select(Person).where(
            or_(Person.active_from.is_(None), Person.active_from <= soon),
            lasts(Person.active_until, today),
        )
    )
    return {row.id: row for row in rows}
