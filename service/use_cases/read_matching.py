"""What a matching proposes: who accompanies whom and why, who stays alone and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.paging import page_together
from service.db.store import Store
from service.db.tables.engagements import EngagementGap, EngagementItem
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest
from service.matching.names import programme_names
from service.matching.sentences import engagement_text, ids_in, refusal_texts
from service.planning.sentences import Sentence

Row = TypeVar("Row", EngagementItem, EngagementGap)


@dataclass(frozen=True, slots=True)
class PairView:
    """A coach for a kindergarten; months are first days, hours half-hours a month."""

    id: UUID
    coach_id: UUID
    coach: str
    kindergarten_id: UUID
    kindergarten: str
    county: str
    first_month: date
    last_month: date
    half_hours: int
    visits_per_month: int
    reason: Sentence


@dataclass(frozen=True, slots=True)
class UnservedView:
    """A kindergarten without a coach; one sentence per coach and rule."""

    id: UUID
    kindergarten_id: UUID
    kindergarten: str
    county: str
    sentences: tuple[Sentence, ...]


def list_pairs(
    store: Store, actor: Actor, proposal_id: UUID, wanted: PageRequest
) -> Page[PairView]:
    """One page of what is proposed, by kindergarten.

    Raises
    ------
    NotPermitted, NotFound
        If the proposal is not the actor's to read.
    """
    with store.read(actor.tenant_id) as session:
        load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        query = _of_proposal(EngagementItem, proposal_id)
        return page_together(session, query, wanted, partial(_pairs, session, actor))


def list_unserved(
    store: Store, actor: Actor, proposal_id: UUID, wanted: PageRequest
) -> Page[UnservedView]:
    """One page of who stays alone, by kindergarten; raises as ``list_pairs``."""
    with store.read(actor.tenant_id) as session:
        load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        query = _of_proposal(EngagementGap, proposal_id)
        views = partial(_unserved, session, actor)
        return page_together(session, query, wanted, views)


def whole_matching(
    session: Session, actor: Actor, proposal_id: UUID
) -> tuple[Sequence[PairView], Sequence[UnservedView]]:
    """All of a proposal that was loaded for the actor before."""
    items = session.scalars(_of_proposal(EngagementItem, proposal_id)).all()
    gaps = session.scalars(_of_proposal(EngagementGap, proposal_id)).all()
    return _pairs(session, actor, items), _unserved(session, actor, gaps)


def _of_proposal(table: type[Row], proposal_id: UUID) -> Select[Row]:
    return (
        select(table)
        .join(Kindergarten, Kindergarten.id == table.kindergarten_id)
        .where(table.proposal_id == proposal_id)
        .order_by(Kindergarten.sort_key, table.id)
    )


def _pairs(
    session: Session, actor: Actor, rows: Sequence[EngagementItem]
) -> Sequence[PairView]:
    counties = _counties(session, rows)
    ids = ids_in(row.facts for row in rows)
    ids += [i for row in rows for i in (row.coach_id, row.kindergarten_id)]
    names = programme_names(session, actor, [*ids, *counties.values()])
    return [
        PairView(
            id=row.id,
            coach_id=row.coach_id,
            coach=names[str(row.coach_id)],
            kindergarten_id=row.kindergarten_id,
            kindergarten=names[str(row.kindergarten_id)],
            county=names[str(counties[row.kindergarten_id])],
            first_month=row.first_month,
            last_month=row.last_month,
            half_hours=row.half_hours,
            visits_per_month=row.visits_per_month,
            reason=engagement_text(row.facts, names),
        )
        for row in rows
    ]


def _unserved(
    session: Session, actor: Actor, rows: Sequence[EngagementGap]
) -> Sequence[UnservedView]:
    counties = _counties(session, rows)
    ids = ids_in(refusal["facts"] for row in rows for refusal in row.refusals)
    ids += [row.kindergarten_id for row in rows]
    names = programme_names(session, actor, [*ids, *counties.values()])
    return [
        UnservedView(
            id=row.id,
            kindergarten_id=row.kindergarten_id,
            kindergarten=names[str(row.kindergarten_id)],
            county=names[str(counties[row.kindergarten_id])],
            sentences=refusal_texts(row.refusals, names),
        )
        for row in rows
    ]


def _counties(session: Session, rows: Sequence[Row]) -> dict[UUID, UUID]:
    """The county of each kindergarten."""
    wanted = sorted({row.kindergarten_id for row in rows})
    found = session.execute(
        select(Kindergarten.id, Kindergarten.area_id).where(Kindergarten.id.in_(wanted))
    )
    return dict(found.all())
