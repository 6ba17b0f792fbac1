"""A plan of whole days is made to stand."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.refresh import refresh_feeds
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication, PublicationDay
from service.domain.actor import Actor
from service.errors import Conflict
from service.planning.current import (
    Current,
    difference,
    hold_against_now,
    unplanned_sentences,
)
from service.planning.outbox import write_messages
from service.planning.plan_kind import Published
from service.planning.publications import new_publication, record_publication
from service.planning.replace_days import Changes, replace_days
from service.planning.wanted import contradiction_sentences, wanted_of
from service.snapshot.horizon import days_between
from service.snapshot.standing import load_publications


def publish_days(
    session: Session, actor: Actor, proposal: Proposal, now: datetime
) -> Published:
    """The proposal stands for all of its days; feeds, messages and trail agree.

    Raises
    ------
    Conflict
        If the audit refuses it on the current state, or if one of its days was
        published or withdrawn meanwhile.
    """
    current = hold_against_now(session, proposal, now)
    if current.refused:
        raise Conflict(
            "Der Vorschlag passt nicht mehr zum aktuellen Stand; bitte neu"
            " vorschlagen.",
            difference(session, actor, current),
        )
    publication = new_publication(session, actor, proposal, now)
    _take_days(session, publication)
    days = days_between(proposal.first_day, proposal.last_day)
    wanted, contradicting = wanted_of(current)
    changes = replace_days(session, days, wanted, publication.id, now)
    published = _finish(session, actor, current, publication, changes, now)
    return replace(
        published,
        contradictions=contradiction_sentences(session, actor, contradicting),
    )


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
    counts = {
        "added": len(changes.added),
        "changed": len(changes.changed),
        "ended": len(changes.ended),
    }
    record_publication(session, actor, publication, counts, now)
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
