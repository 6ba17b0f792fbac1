"""A coach accepts or declines; the coordinator takes an engagement back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, granting_roles, load
from service.dates.appointments import revise
from service.db.audit_trail import record
from service.db.store import Store, expect_version
from service.db.tables.engagements import Engagement
from service.domain.actor import Actor
from service.domain.kinds import EngagementState as State
from service.errors import Conflict, NotPermitted
from service.i18n import translate as _
from service.matching.current import STATE_WORDS
from service.matching.ending import leave
from service.matching.names import COORDINATING
from service.matching.outbox import tell_engaged


class EngagementAnswer(StrEnum):
    """What somebody says to an engagement that stands."""

    ACCEPT = "accept"
    DECLINE = "decline"
    RELEASE = "release"


_STEPS: Final[Mapping[tuple[State, EngagementAnswer], State]] = {
    (State.PROPOSED, EngagementAnswer.ACCEPT): State.ACCEPTED,
    (State.PROPOSED, EngagementAnswer.DECLINE): State.DECLINED,
    (State.PROPOSED, EngagementAnswer.RELEASE): State.ENDED,
    (State.ACCEPTED, EngagementAnswer.RELEASE): State.ENDED,
}


@dataclass(frozen=True, slots=True)
class AnswerEngagement:
    """One answer; ``version`` is what the person saw (If-Match)."""

    engagement_id: UUID
    answer: EngagementAnswer
    version: int | None = None


def answer_engagement(store: Store, actor: Actor, command: AnswerEngagement) -> State:
    """The engagement is in the state the answer leads to.

    A declined pair is not proposed again for these months. Sessions to come of an
    engagement that no longer stands are cancelled.

    Returns
    -------
    The new state.

    Raises
    ------
    NotPermitted, NotFound
        If the engagement is not the actor's to answer.
    Stale
        If it was changed since.
    Conflict
        If the answer does not fit its state, or the kindergarten has accepted another
        coach for one of the months.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = load(
            session, actor, Engagement, command.engagement_id, Action.ANSWER_ENGAGEMENT
        )
        _check_release(actor, command.answer)
        expect_version(row, command.version)
        state = _STEPS.get((row.state, command.answer))
        if state is None:
            raise Conflict(
                f"Diese Begleitung ist {_(STATE_WORDS[row.state.value])}; bitte den"
                " aktuellen Stand laden."
            )
        if state is State.ACCEPTED:
            row.state = state
            revise(row, now)
        else:
            leave(session, row, state, now)
        session.flush()
        _tell(session, actor, row, f"{command.answer.value}_engagement", now)
        return state


def _tell(
    session: Session, actor: Actor, row: Engagement, action: str, now: datetime
) -> None:
    """Put the answer on the record, and messages about it into the outbox."""
    record(
        session,
        actor=actor,
        action=action,
        subject_kind="engagement",
        subject_id=row.id,
        at=now,
    )
    key = f"{action}:{row.id.hex}:{row.version}"
    tell_engaged(session, action, key, None, [row], now)


def _check_release(actor: Actor, answer: EngagementAnswer) -> None:
    """Taking back is the coordinator's."""
    if answer is not EngagementAnswer.RELEASE:
        return
    if granting_roles(actor, Action.ANSWER_ENGAGEMENT).isdisjoint(COORDINATING):
        raise NotPermitted(
            "Eine Begleitung zurücknehmen kann nur die Koordination. Bitte wenden Sie"
            " sich an sie."
        )
