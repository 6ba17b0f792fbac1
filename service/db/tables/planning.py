"""Proposals with their provenance, and what a counsellor settled by hand."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import ArrangementKind, Model, ProposalKind, ProposalState


class Proposal(TenantTable):
    """A plan for whole days (matching: whole months), derivable again.

    ``problem`` is the canonical pseudonymous problem (compressed JSON), ``plan`` the
    plan with reasons in the same pseudonyms; the key lies in ``pseudonym_key``.
    ``rule_profile`` holds the resolved rules (compressed JSON), so that a plan can be
    audited by the rules it was made under after the profile has changed.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        within_tenant("area_id", "area"),
        CheckConstraint("last_day >= first_day", "days"),
    )

    kind: Mapped[ProposalKind] = mapped_column(
        choice(ProposalKind, "kind"),
        default=ProposalKind.SUBSTITUTION,
        server_default=ProposalKind.SUBSTITUTION.value,
    )
    first_day: Mapped[date]
    last_day: Mapped[date]
    area_id: Mapped[UUID | None]
    state: Mapped[ProposalState] = mapped_column(choice(ProposalState, "state"))
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("job.id"))
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    problem: Mapped[bytes | None] = mapped_column(LargeBinary)
    problem_digest: Mapped[str] = mapped_column(String(64), default="")
    plan: Mapped[bytes | None] = mapped_column(LargeBinary)
    profile_id: Mapped[str] = mapped_column(String(64), default="")
    profile_revision: Mapped[str] = mapped_column(String(64), default="")
    rule_profile: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_version: Mapped[str] = mapped_column(String(40), default="")
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    tiers: Mapped[list[Any]] = mapped_column(default=list)
    not_checked: Mapped[list[Any]] = mapped_column(default=list)
    standing: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failure: Mapped[str] = mapped_column(String(500), default="")
    finished_at: Mapped[datetime | None]


class PseudonymKey(TenantTable):
    """Which pseudonym stands for which row; can be deleted apart from the plan."""

    __tablename__ = "pseudonym_key"
    __table_args__ = (within_tenant("proposal_id", "proposal", ondelete="CASCADE"),)

    proposal_id: Mapped[UUID]
    key: Mapped[bytes] = mapped_column(LargeBinary)


class ProposalItem(TenantTable):
    """One proposed assignment; ``facts`` is the reason as data."""

    __tablename__ = "proposal_item"
    __table_args__ = (
        within_tenant("proposal_id", "proposal", ondelete="CASCADE"),
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
        within_tenant("place_id", "place"),
        within_tenant("absent_person_id", "person"),
    )

    proposal_id: Mapped[UUID]
    child_id: Mapped[UUID]
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    person_id: Mapped[UUID]
    place_id: Mapped[UUID]
    absent_person_id: Mapped[UUID]
    model: Mapped[Model] = mapped_column(choice(Model, "model"))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ProposalGap(TenantTable):
    """Minutes of a need nobody takes; ``refusals`` lists person, rule and facts."""

    __tablename__ = "proposal_gap"
    __table_args__ = (
        within_tenant("proposal_id", "proposal", ondelete="CASCADE"),
        within_tenant("child_id", "child"),
        within_tenant("absent_person_id", "person"),
    )

    proposal_id: Mapped[UUID]
    child_id: Mapped[UUID]
    absent_person_id: Mapped[UUID]
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    refusals: Mapped[list[Any]] = mapped_column(default=list)


class Arrangement(TenantTable):
    """Pin, forbid or arrange by hand; nothing of it is ever overwritten.

    ``arranged`` without a person is care outside of the service (a grandmother).
    """

    __tablename__ = "arrangement"
    __table_args__ = (
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
        within_tenant("place_id", "place"),
    )

    kind: Mapped[ArrangementKind] = mapped_column(choice(ArrangementKind, "kind"))
    child_id: Mapped[UUID]
    day: Mapped[date]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
    person_id: Mapped[UUID | None]
    place_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    released_at: Mapped[datetime | None]
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
