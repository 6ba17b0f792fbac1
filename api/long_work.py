"""Long work: asked for within limits, answered at once, watched until it has ended."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from api.auth import application, tell_backend
from api.documents import LOCATION, RETRY_AFTER
from service.domain.kinds import JobState

ACCEPTED: Final = {**LOCATION, **RETRY_AFTER}
"""How a document describes the header fields of such an answer."""
ASK_AGAIN: Final = {"Retry-After": "1"}


def limited(asked: dict[str, Any], most_seconds: int) -> dict[str, Any]:
    """What was asked for, with the seconds and workers this installation grants."""
    return {
        **asked,
        "seconds": min(asked.get("seconds", most_seconds), most_seconds),
        "workers": application().settings.solver_workers,
    }


def accepted(view: object, job_id: UUID, address: str) -> object:
    """What is answered to whoever asked: where to look; the job is made known."""
    tell_backend(job_id)
    return view, HTTPStatus.ACCEPTED, {"Location": address, **ASK_AGAIN}


def watched(found: object, state: str) -> object:
    """What is answered to whoever looks: while it is not done, when to look again."""
    return (found, ASK_AGAIN) if is_waiting(state) else found


def is_waiting(state: str) -> bool:
    """Whether a job has yet to end; what waits for it calls its states as it does."""
    return state in (JobState.QUEUED, JobState.RUNNING)
