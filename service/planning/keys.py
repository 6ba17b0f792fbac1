"""The key of a proposal: from its codes back to rows."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.planning import PseudonymKey
from service.snapshot.pseudonyms import Pseudonyms, pseudonyms_from_bytes


def stored_pseudonyms(session: Session, proposal_id: UUID) -> Pseudonyms | None:
    """The codes of a proposal; ``None`` once its key is deleted."""
    key = session.scalars(
        select(PseudonymKey.key).where(PseudonymKey.proposal_id == proposal_id)
    ).one_or_none()
    return pseudonyms_from_bytes(key) if key else None
