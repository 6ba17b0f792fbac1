"""A person makes a proposal stand: one transaction, whole days, or nothing."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.access import Action, load, may_plan_area, require
from service.calendars.refresh import refresh_feeds
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication, PublicationDay
from service.domain.actor import Actor
from service.domain.kinds import ProposalState
from service.errors import Conflict
from service.planning.current import (
    Current,
    difference,
    hold_against_now,
    unplanned_sentences,
)
from service.planning.outbox import write_messages
from service.planning.replace_days import Changes, replace_days
from service.planning.wanted import contradiction_sentences, wanted_of
from service.snapshot.horizon import days_between
from service.snapshot.standing import load_publications

_NOT_READY = {
    ProposalState.QUEUED: "Der Vorschlag wird noch berechnet; bitte kurz warten.",
    ProposalState.RUNNING: "Der Vorschlag wird noch berechnet; bitte kurz warten.",
    ProposalState.FAILED: "Die Berechnung ist gescheitert; bitte neu vorschlagen.",
    ProposalState.CANCELLED: "Die Berechnung wurde abgebrochen; bitte neu vorschlagen.",
    ProposalState.PUBLISHED: "Dieser Vorschlag ist schon freigegeben.",
}


@dataclass(frozen=True, slots=True)
class Published:
    """What now stands, and what came in after the plan was made.

    ``unplanned`` and ``contradictions`` (facts settled by hand that put somebody in
    two places and so could not stand) are German sentences; they block nothing.
    """

    publication_id: UUID
    number: int
    added: int
    changed: int
    ended: int
    feeds: int
    unplanned: tuple[str, ...]
    contradictions: tuple[str, ...] = ()


def publish_proposal(store: Store, actor: Actor, proposal_id: UUID) -> Published:
    """The proposal stands for all of its days; feeds, messages and trail agree.

    Fixed cover (accepted, begun, pinned, arranged) is kept as it is.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not publish this proposal.
    Conflict
        If it is not ready, if the audit refuses it on the current state, or if one of
        its days was published or withdrawn meanwhile; ``difference`` says what.
    """
    require(actor, Action.PUBLISH)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.PUBLISH)
        may_plan_area(session, actor, proposal.area_id, Action.PUBLISH)
        _check_ready(proposal)
        current = hold_against_now(session, proposal, now)
        if current.refused:
            raise Conflict(
                "Der Vorschlag passt nicht mehr zum aktuellen Stand; bitte neu"
                " vorschlagen.",
                difference(session, actor, current),
            )
        publication = _publication(session, actor, proposal, now)
        days = days_between(proposal.first_day, proposal.last_day)
        wanted, contradicting = wanted_of(current)
        changes = replace_days(session, days, wanted, publication.id, now)
        published = _finish(session, actor, current, publication, changes, now)
        return replace(
            published,
            contradictions=contradiction_sentences(session, actor, contradicting),
        )


def _check_ready(proposal: Proposal) -> None:
    if proposal.state is not ProposalState.READY:
        raise Conflict(_NOT_READY[proposal.state])


def _publication(
    session: Session, actor: Actor, proposal: Proposal, now: datetime
) -> Publication:
    """The publication and its days; the database lets one stand per day."""
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
    _take_days(session, publication)
    proposal.state = ProposalState.PUBLISHED
    return publication


def _take_days(session: Session, publication: Publication) -> None:
    days = days_between(publication.first_day, publication.last_day)
    taken = load_publications(session, days[0], days[-1])
    rows = session.scalars(
        select(PublicationDay).where(PublicationDay.day.in_(sorted(taken)))
    )
    for row in rows:
        row.publication_id = publication.id
    for day in days:
        if day not in taken:
            session.add(_day(publication, day))
    session.flush()


def _day(publication: Publication, day: date) -> PublicationDay:
    return PublicationDay(
        tenant_id=publication.tenant_id, day=day, publication_id=publication.id
    )


def _finish(
    session: Session,
    actor: Actor,
    current: Current,
    publication: Publication,
    changes: Changes,
    now: datetime,
) -> Published:
    """Messages, trail and feeds, in the same transaction."""
    write_messages(
        session,
        "published",
        f"publication:{publication.number}",
        publication.id,
        changes.rows,
        now,
    )
    record(
        session,
        actor=actor,
        action="publish_proposal",
        subject_kind="publication",
        subject_id=publication.id,
        detail={
            "number": publication.number,
            "proposal_id": str(current.proposal.id),
            "added": len(changes.added),
            "changed": len(changes.changed),
            "ended": len(changes.ended),
        },
        at=now,
    )
    feeds = refresh_feeds(session, changes.touched, now)
    return Published(
        publication_id=publication.id,
        number=publication.number,
        added=len(changes.added),
        changed=len(changes.changed),
        ended=len(changes.ended),
        feeds=feeds,
        unplanned=unplanned_sentences(session, actor, current),
    )
