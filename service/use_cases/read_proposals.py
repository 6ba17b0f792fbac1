"""Proposals: how far they are, and what they propose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load, visible
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.domain.actor import Actor
from service.domain.kinds import Model, ProposalKind, ProposalState
from service.domain.page import Page, PageRequest
from service.jobs.progress import progress_of
from service.planning.kinds import kind_of
from service.planning.rule_changes import RuleChangeView, rule_changes
from service.planning.unknown_numbers import UnknownNumber, unknown_numbers


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal and, while it is computed, the tiers reached so far.

    ``share`` lies between 0 and 1. A tier holds id, unit, value, bound, proven and
    conditional. ``seconds``, ``workers`` and ``seed`` limited the computation;
    ``as_of`` is the instant whose state was planned, ``None`` before it is computed.
    ``unknown_numbers`` are those the Land may set whose own value is not sourced, so
    that the federal default was used, ``rule_changes`` what is not the same on all
    days and how it counts.
    """

    id: UUID
    version: int
    kind: ProposalKind
    first_day: date
    last_day: date
    area_id: UUID | None
    state: ProposalState
    job_id: UUID | None
    created_at: datetime
    finished_at: datetime | None
    share: float
    phase: str
    tiers: Sequence[Mapping[str, Any]]
    not_checked: Sequence[str]
    unknown_numbers: Sequence[UnknownNumber]
    rule_changes: Sequence[RuleChangeView]
    problem_digest: str
    profile_id: str
    profile_revision: str
    code_version: str
    seconds: int
    workers: int
    seed: int
    as_of: datetime | None
    failure: str
    item_count: int
    gap_count: int


@dataclass(frozen=True, slots=True)
class ItemView:
    """One proposed assignment."""

    id: UUID
    child_id: UUID
    day: date
    start_minute: int
    end_minute: int
    person_id: UUID
    place_id: UUID
    absent_person_id: UUID
    model: Model


@dataclass(frozen=True, slots=True)
class GapView:
    """Minutes nobody takes."""

    id: UUID
    child_id: UUID
    absent_person_id: UUID
    day: date
    start_minute: int
    end_minute: int


def list_proposals(
    store: Store, actor: Actor, wanted: PageRequest
) -> Page[ProposalView]:
    """One page of the proposals within reach, newest first.

    Raises
    ------
    NotPermitted
        If the actor does not plan.
    """
    query = visible(actor, Proposal, Action.READ_PROPOSALS)
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(Proposal.created_at.desc(), Proposal.id)
        return page_of(session, ordered, wanted, partial(_view, session))


def read_proposal(store: Store, actor: Actor, proposal_id: UUID) -> ProposalView:
    """One proposal and how far it is.

    Raises
    ------
    NotPermitted
        If the actor does not plan.
    NotFound
        If it is not there, or out of reach.
    """
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        return _view(session, row)


def list_items(
    store: Store, actor: Actor, proposal_id: UUID, wanted: PageRequest
) -> Page[ItemView]:
    """One page of what is proposed, by day and child; raises as ``read_proposal``."""
    with store.read(actor.tenant_id) as session:
        load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        query = select(ProposalItem).where(ProposalItem.proposal_id == proposal_id)
        ordered = query.order_by(
            ProposalItem.day,
            ProposalItem.start_minute,
            ProposalItem.child_id,
            ProposalItem.id,
        )
        return page_of(session, ordered, wanted, _item)


def _item(row: ProposalItem) -> ItemView:
    return ItemView(
        id=row.id,
        child_id=row.child_id,
        day=row.day,
        start_minute=row.start_minute,
        end_minute=row.end_minute,
        person_id=row.person_id,
        place_id=row.place_id,
        absent_person_id=row.absent_person_id,
        model=row.model,
    )


def list_gaps(
    store: Store, actor: Actor, proposal_id: UUID, wanted: PageRequest
) -> Page[GapView]:
    """One page of what nobody takes, by day and child; raises as ``read_proposal``."""
    with store.read(actor.tenant_id) as session:
        load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        query = select(ProposalGap).where(ProposalGap.proposal_id == proposal_id)
        ordered = query.order_by(
            ProposalGap.day,
            ProposalGap.start_minute,
            ProposalGap.child_id,
            ProposalGap.id,
        )
        return page_of(session, ordered, wanted, _gap)


def _gap(row: ProposalGap) -> GapView:
    return GapView(
        id=row.id,
        child_id=row.child_id,
        absent_person_id=row.absent_person_id,
        day=row.day,
        start_minute=row.start_minute,
        end_minute=row.end_minute,
    )


def _view(session: Session, row: Proposal) -> ProposalView:
    as_of = row.limits.get("as_of")
    items, gaps = kind_of(row).counts(session, row.id)
    done = row.state in (ProposalState.READY, ProposalState.PUBLISHED)
    progress = progress_of(session, row.job_id, done=done)
    return ProposalView(
        id=row.id,
        version=row.version,
        kind=row.kind,
        first_day=row.first_day,
        last_day=row.last_day,
        area_id=row.area_id,
        state=row.state,
        job_id=row.job_id,
        created_at=row.created_at,
        finished_at=row.finished_at,
        share=progress.share,
        phase=progress.phase,
        tiers=tuple(row.tiers) or progress.tiers,
        not_checked=tuple(row.not_checked),
        unknown_numbers=unknown_numbers(row.rule_profile),
        rule_changes=rule_changes(row.rule_profile),
        problem_digest=row.problem_digest,
        profile_id=row.profile_id,
        profile_revision=row.profile_revision,
        code_version=row.code_version,
        seconds=int(row.limits["seconds"]),
        workers=int(row.limits["workers"]),
        seed=int(row.limits["seed"]),
        as_of=datetime.fromisoformat(as_of) if as_of else None,
        failure=row.failure,
        item_count=items,
        gap_count=gaps,
    )
