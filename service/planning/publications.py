"""A publication: its number, who made it, and its entry in the trail."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.domain.actor import Actor
from service.domain.kinds import ProposalState


def new_publication(
    session: Session, actor: Actor, proposal: Proposal, now: datetime
) -> Publication:
    """The next publication of the tenant; the proposal is published by it."""
    last = session.scalar(select(func.max(Publication.number)))
    publication = Publication(
        id=uuid4(),
        number=(last or 0) + 1,
        proposal_id=proposal.id,
        first_day=proposal.first_day,
        last_day=proposal.last_day,
        published_at=now,
        published_by=actor.user_id,
    )
    session.add(publication)
    session.flush()
    proposal.state = ProposalState.PUBLISHED
    return publication


def record_publication(
    session: Session,
    actor: Actor,
    publication: Publication,
    counts: Mapping[str, int],
    now: datetime,
) -> None:
    """Put a publication on the record, with how much it added, changed and ended."""
    record(
        session,
        actor=actor,
        action="publish_proposal",
        subject_kind="publication",
        subject_id=publication.id,
        detail={
            "number": publication.number,
            "proposal_id": str(publication.proposal_id),
            **counts,
        },
        at=now,
    )
