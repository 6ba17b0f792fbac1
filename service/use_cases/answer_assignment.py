"""A substitute accepts or declines; care begins and ends; a counsellor releases."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.calendars.refresh import refresh_feeds
from service.db.audit_trail import record
from service.db.store import Store, expect_version
from service.db.tables.publications import Assignment
from service.domain.actor import Actor
from service.domain.answers import Answer, following
from service.domain.kinds import AssignmentState, Role
from service.errors import Conflict, InputFault, InvalidInput, NotPermitted
from service.planning.outbox import Concerned, write_event
from service.planning.replace_days import Changes, later

MAX_NOTE_CHARACTERS = 200

_WORDS = {
    AssignmentState.PROPOSED: "nur vorgeschlagen",
    AssignmentState.PUBLISHED: "freigegeben und noch nicht beantwortet",
    AssignmentState.ACCEPTED: "schon zugesagt",
    AssignmentState.DECLINED: "schon abgesagt",
    AssignmentState.STARTED: "schon begonnen",
    AssignmentState.DONE: "schon beendet",
    AssignmentState.ENDED: "nicht mehr gültig, weil neu geplant wurde",
}


@dataclass(frozen=True, slots=True)
class AnswerAssignment:
    """One answer; ``version`` is what the person saw (If-Match)."""

    assignment_id: UUID
    answer: Answer
    note: str = ""
    version: int | None = None


def answer_assignment(
    store: Store, actor: Actor, command: AnswerAssignment
) -> AssignmentState:
    """The assignment is in the state the answer leads to.

    Returns
    -------
    The new state.

    Raises
    ------
    NotPermitted, NotFound
        If the assignment is not the actor's to answer.
    InvalidInput
        If the note is too long.
    Stale
        If it was changed since.
    Conflict
        If the answer does not fit its state.
    """
    _check_note(command.note)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = load(
            session, actor, Assignment, command.assignment_id, Action.ANSWER_ASSIGNMENT
        )
        _check_own(actor, row, command.answer)
        expect_version(row, command.version)
        state = following(row.state, command.answer)
        if state is None:
            raise Conflict(
                f"Diese Vertretung ist {_WORDS[row.state]}; bitte den aktuellen Stand"
                " laden."
            )
        row.state = state
        row.answer_note = command.note
        row.sequence += state is AssignmentState.DECLINED
        row.revised_at = later(row.revised_at, now)
        session.flush()
        _tell(session, actor, row, f"{command.answer.value}_assignment", now)
        refresh_feeds(session, Changes(changed=[row]).touched, now)
        return state


def _tell(
    session: Session, actor: Actor, row: Assignment, action: str, now: datetime
) -> None:
    """Put the answer on the record, and a message about it into the outbox."""
    record(
        session,
        actor=actor,
        action=action,
        subject_kind="assignment",
        subject_id=row.id,
        at=now,
    )
    persons = (row.absent_person_id, row.person_id)
    concerned = Concerned((row.day,), persons, (row.child_id,))
    write_event(session, action, row.id, concerned, now)


def _check_note(note: str) -> None:
    if len(note) > MAX_NOTE_CHARACTERS:
        detail = f"Höchstens {MAX_NOTE_CHARACTERS} Zeichen."
        raise InvalidInput(
            "Die Bemerkung ist zu lang; bitte kürzen.",
            [InputFault("/note", detail, "too-long")],
        )


def _check_own(actor: Actor, row: Assignment, answer: Answer) -> None:
    """The substitute answers for herself, whoever plans for anybody."""
    if actor.has(Role.COUNSELLOR, Role.ADMINISTRATOR):
        return
    if row.person_id not in actor.person_ids or answer is Answer.RELEASE:
        raise NotPermitted(
            "Antworten kann nur, wer die Vertretung übernimmt, oder die Fachberatung."
        )
