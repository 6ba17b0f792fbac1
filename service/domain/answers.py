"""The life of an assignment: who may say what when."""

from enum import StrEnum

from service.domain.kinds import AssignmentState as State


class Answer(StrEnum):
    """What somebody says to an assignment that stands."""

    ACCEPT = "accept"
    DECLINE = "decline"
    START = "start"
    FINISH = "finish"
    RELEASE = "release"


_STEPS: dict[tuple[State, Answer], State] = {
    (State.PUBLISHED, Answer.ACCEPT): State.ACCEPTED,
    (State.PUBLISHED, Answer.DECLINE): State.DECLINED,
    (State.PUBLISHED, Answer.START): State.STARTED,
    (State.ACCEPTED, Answer.DECLINE): State.DECLINED,
    (State.ACCEPTED, Answer.START): State.STARTED,
    (State.ACCEPTED, Answer.RELEASE): State.PUBLISHED,
    (State.STARTED, Answer.FINISH): State.DONE,
}


def following(state: State, answer: Answer) -> State | None:
    """The state after an answer; ``None`` where it does not fit."""
    return _STEPS.get((state, answer))


def possible(state: State) -> tuple[Answer, ...]:
    """Answers that fit a state."""
    return tuple(answer for (before, answer) in _STEPS if before is state)
