"""Read when somebody called in sick, and what was published when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.absences import Absence
from service.db.tables.audit import AuditDetail, AuditEvent
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication, PublicationDay
from service.db.validity import lasts
from service.domain.kinds import AbsenceClass
from service.reports.month import Month
from service.reports.response import PublishedPlan
from service.snapshot.horizon import days_between


def load_reports(session: Session, month: Month) -> Mapping[UUID, datetime]:
    """When each sick call of absences in the month came, by absence.

    Announced absences (planned, training, other) wait for nobody and are none.
    """
    rows = session.execute(
        select(Absence.id, Absence.reported_at).where(
            Absence.absence_class == AbsenceClass.SHORT_NOTICE,
            Absence.withdrawn_at.is_(None),
            Absence.first_day <= month.through,
            lasts(Absence.last_day, month.first_day),
        )
    )
    return dict(rows.all())


def load_plans(session: Session, month: Month) -> Sequence[PublishedPlan]:
    """Publications that planned days of the month, without the days taken back.

    A day on which nothing stands any more was taken back by all of them.
    """
    standing = frozenset(
        session.scalars(
            select(PublicationDay.day).where(
                PublicationDay.day >= month.first_day,
                PublicationDay.day <= month.through,
            )
        )
    )
    taken_back = _taken_back(session)
    rows = session.execute(
        select(
            Publication.id,
            Publication.first_day,
            Publication.last_day,
            Publication.published_at,
            Proposal.area_id,
            Proposal.limits,
        )
        .outerjoin(Proposal, Proposal.id == Publication.proposal_id)
        .where(
            Publication.withdrawn_at.is_(None),
            Publication.first_day <= month.through,
            Publication.last_day >= month.first_day,
        )
    )
    return [
        PublishedPlan(
            published_at=at,
            as_of=_as_of(limits, at),
            days=(frozenset(days_between(first, last)) & standing) - taken_back[key],
            area_id=area,
        )
        for key, first, last, at, area, limits in rows
    ]


def _as_of(limits: Mapping[str, object] | None, published_at: datetime) -> datetime:
    """The instant a plan knew of; without a proposal that of its publication."""
    known = (limits or {}).get("as_of")
    return datetime.fromisoformat(str(known)) if known else published_at


def _taken_back(session: Session) -> Mapping[UUID, frozenset[date]]:
    """Days of publications that were withdrawn in part, from the audit trail.

    The publication itself keeps only whether all of it was withdrawn; its row of a
    day goes with the withdrawal, or to the publication that came after.
    """
    rows = session.execute(
        select(AuditEvent.subject_id, AuditDetail.detail)
        .join(AuditDetail, AuditDetail.event_id == AuditEvent.id)
        .where(AuditEvent.action == "withdraw_publication")
    )
    found: dict[UUID, frozenset[date]] = defaultdict(frozenset)
    for subject, detail in rows:
        days = frozenset(date.fromisoformat(day) for day in detail.get("days", ()))
        found[UUID(subject)] |= days
    return found
