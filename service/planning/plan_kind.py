"""What a kind of proposal must be able to do; the use cases are the same for all.

``service.planning.kinds`` says which there are.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.domain.actor import Actor
from service.errors import RuleFinding
from service.jobs.computing import Work
from service.planning.work import Computed
from solver.audit import AuditReport


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


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Days on which nothing stands any more, and how much ended.

    Of a matching the days are the first ones of the engagements that ended.
    """

    days: tuple[date, ...]
    ended: int
    feeds: int


@dataclass(frozen=True, slots=True)
class CurrentAudit:
    """Whether a proposal could be published now, and what speaks against it.

    ``decided`` findings are on what the plan decides and refuse it; ``fixed`` ones are
    on what stands already and block nothing. ``not_checked`` are ids of rules.
    """

    publishable: bool
    difference: tuple[str, ...]
    decided: tuple[RuleFinding, ...]
    fixed: tuple[RuleFinding, ...]
    unplanned: tuple[str, ...]
    not_checked: tuple[str, ...]

    @property
    def findings(self) -> tuple[RuleFinding, ...]:
        """All that the audit found."""
        return self.decided + self.fixed


@dataclass(frozen=True, slots=True)
class Checked:
    """A stored plan checked on its stored problem: findings in words, tiers by id."""

    accepted: bool
    decided: tuple[RuleFinding, ...]
    fixed: tuple[RuleFinding, ...]
    not_checked: tuple[str, ...]
    tiers: dict[str, int]


class PlanKind(Protocol):
    """One kind of proposal, from the stored state to what stands."""

    def require(
        self, session: Session, actor: Actor, area_id: UUID | None, action: Action
    ) -> None:
        """Nothing happens if the actor may do the action for this area.

        Raises
        ------
        NotPermitted, NotFound
            If not.
        """
        ...

    def take(
        self, session: Session, proposal: Proposal, now: datetime
    ) -> Work[Computed]:
        """Read the state the proposal is made for."""
        ...

    def counts(self, session: Session, proposal_id: UUID) -> tuple[int, int]:
        """How much is proposed, and how much stays open."""
        ...

    def audit(
        self, session: Session, actor: Actor, proposal: Proposal, now: datetime
    ) -> CurrentAudit:
        """A finished proposal against the state of now."""
        ...

    def check(
        self, session: Session, actor: Actor, proposal: Proposal, report: AuditReport
    ) -> Checked:
        """What an audit says of the stored plan on its stored problem, in words."""
        ...

    def publish(
        self, session: Session, actor: Actor, proposal: Proposal, now: datetime
    ) -> Published:
        """Make a ready proposal stand, in this transaction.

        Raises
        ------
        Conflict
            If it does not fit the state of now; ``difference`` says what.
        """
        ...

    def withdraw(
        self, session: Session, actor: Actor, publication: Publication, now: datetime
    ) -> Withdrawn:
        """Take back what has not begun, in this transaction.

        Raises
        ------
        Conflict
            If there is nothing left to take back.
        """
        ...
