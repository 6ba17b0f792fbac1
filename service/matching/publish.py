"""A matching is published: everybody concerned is asked, or nobody; or taken back."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.local_time import local_date
from service.calendars.refresh import zone_of
from service.db.audit_trail import record
from service.db.tables.engagements import Engagement
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.domain.actor import Actor
from service.domain.kinds import EngagementState
from service.errors import Conflict
from service.matching.agree import agree_items
from service.matching.current import difference, hold_against_now, unplanned_sentences
from service.matching.ending import leave
from service.matching.outbox import tell_engaged
from service.matching.standing import LIVE
from service.planning.plan_kind import Published, Withdrawn
from service.planning.publications import new_publication, record_publication


def publish_matching(
    session: Session, actor: Actor, proposal: Proposal, now: datetime
) -> Published:
    """Every engagement of the proposal is asked for; messages and trail agree.

    Raises
    ------
    Conflict
        If the audit refuses it on the current state, or engagements changed meanwhile.
    """
    current = hold_against_now(session, proposal)
    if current.refused:
        raise Conflict(
            "Der Vorschlag passt nicht mehr zum aktuellen Stand; bitte neu"
            " vorschlagen.",
            difference(session, actor, current),
        )
    publication = new_publication(session, actor, proposal, now)
    changes = agree_items(session, current.snapshot, current.items, proposal.id, now)
    key = f"publication:{publication.number}"
    tell_engaged(session, "published", key, publication.id, changes.rows, now)
    counts = {
        "added": len(changes.added),
        "changed": len(changes.changed),
        "ended": len(changes.ended),
    }
    record_publication(session, actor, publication, counts, now)
    return Published(
        publication_id=publication.id,
        number=publication.number,
        added=len(changes.added),
        changed=len(changes.changed),
        ended=len(changes.ended),
        feeds=0,
        unplanned=unplanned_sentences(session, actor, current),
    )


def withdraw_matching(
    session: Session, actor: Actor, publication: Publication, now: datetime
) -> Withdrawn:
    """Engagements of the publication that have not begun end, accepted ones too.

    Raises
    ------
    Conflict
        If all of them have begun, ended or were declined.
    """
    today = local_date(now, zone_of(session))
    rows = session.scalars(
        select(Engagement)
        .where(
            Engagement.proposal_id == publication.proposal_id,
            Engagement.state.in_(LIVE),
            Engagement.first_month > today,
        )
        .order_by(Engagement.first_month, Engagement.id)
    ).all()
    if not rows:
        raise Conflict(
            "Aus dieser Freigabe kann nichts mehr zurückgezogen werden: die"
            " Begleitungen haben begonnen, wurden beendet oder abgesagt."
        )
    for row in rows:
        leave(session, row, EngagementState.ENDED, now)
    publication.withdrawn_at = now
    publication.withdrawn_by = actor.user_id
    session.flush()
    key = f"withdrawal:{publication.number}"
    tell_engaged(session, "withdrawn", key, publication.id, rows, now)
    days = tuple(sorted({row.first_month for row in rows}))
    record(
        session,
        actor=actor,
        action="withdraw_publication",
        subject_kind="publication",
        subject_id=publication.id,
        detail={"days": [day.isoformat() for day in days]},
        at=now,
    )
    return Withdrawn(days, len(rows), 0)
