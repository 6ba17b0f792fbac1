"""Whose busy times they are: a coach's or a kindergarten's."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.domain.actor import Actor
from service.domain.kinds import FeedKind, Role
from service.errors import NotFound


class OwnerKind(StrEnum):
    """Who may give a calendar."""

    COACH = "coach"
    KINDERGARTEN = "kindergarten"


@dataclass(frozen=True, slots=True)
class BusyOwner:
    """A coach or a kindergarten."""

    kind: OwnerKind
    id: UUID

    @property
    def columns(self) -> dict[str, UUID | None]:
        """The columns by which a source names its owner."""
        is_coach = self.kind is OwnerKind.COACH
        return {
            "coach_id": self.id if is_coach else None,
            "kindergarten_id": None if is_coach else self.id,
        }

    @property
    def feed_kind(self) -> FeedKind:
        """The kind of feed in which the owner reads what is planned here."""
        return FeedKind(self.kind.value)


def require_owner(session: Session, actor: Actor, owner: BusyOwner) -> None:
    """Nothing happens if the actor may give calendars of the owner.

    A coordinator may for all, a coach and a kindergarten only for themselves, even
    where they may read of one another.

    Raises
    ------
    NotPermitted
        If she may not give any.
    NotFound
        If there is no such owner, or it is not for her: the same answer.
    """
    table = Coach if owner.kind is OwnerKind.COACH else Kindergarten
    load(session, actor, table, owner.id, Action.CHANGE_BUSY)
    own = (
        (Role.COACH, actor.coach_ids)
        if owner.kind is OwnerKind.COACH
        else (Role.KINDERGARTEN, actor.kindergarten_ids)
    )
    plans = actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)
    if not plans and not (actor.has(own[0]) and owner.id in own[1]):
        raise NotFound
