"""The audit trail: unbroken, and nothing published without an entry."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.audit_trail import verify
from service.db.tables.audit import AuditEvent
from service.db.tables.publications import Publication


def broken_chain(session: Session) -> Iterator[tuple[str, str]]:
    """The first entry that does not follow from the one before."""
    broken = verify(session)
    if broken is not None:
        yield (
            "trail",
            f"Das Protokoll ist unterbrochen: Eintrag {broken.number} {broken.reason}.",
        )


def publications_without_entry(session: Session) -> Iterator[tuple[str, str]]:
    """Publications the trail does not know."""
    known = set(
        session.scalars(
            select(AuditEvent.subject_id).where(
                AuditEvent.subject_kind == Publication.__tablename__
            )
        )
    )
    for row in session.scalars(select(Publication).order_by(Publication.number)):
        if str(row.id) not in known:
            yield (
                "publication-unrecorded",
                f"Freigabe {row.number} steht nicht im Protokoll.",
            )
