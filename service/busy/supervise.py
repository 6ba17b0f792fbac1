"""A foreign calendar is read in a process of its own, under limits, by this one.

Recurrences can be written that nobody can work out, and a library may remember what it
read; both end with that process.
"""

import json
import subprocess
import sys
from datetime import datetime
from typing import Any

import structlog

from service.busy.limits import LIMITS
from service.busy.refusal import Flaw, as_error
from service.busy.spans import Asked, BusySpan, Reading

log = structlog.get_logger(__name__)


def read_apart(content: bytes, asked: Asked) -> Reading:
    """The times within a horizon at which a calendar's owner is busy.

    Parameters
    ----------
    content
        The file as it was given; it is kept nowhere.

    Raises
    ------
    InvalidInput
        If it is no calendar or cannot be read; says why and in which line.
    TooLarge
        If it is over a limit of size, number, time or memory.
    """
    if not content:
        raise as_error(Flaw.EMPTY, 0)
    if len(content) > LIMITS.file_bytes:
        raise as_error(Flaw.SIZE, 0)
    horizon = asked.horizon
    order = {
        "horizon": [horizon.starts_at.isoformat(), horizon.ends_at.isoformat()],
        "zone": asked.zone.key,
        "own_uids": sorted(asked.own_uids),
    }
    said = _said(json.dumps(order).encode() + b"\n" + content)
    if "flaw" in said:
        raise as_error(Flaw(said["flaw"]), said["line"])
    spans = [BusySpan(*map(datetime.fromisoformat, pair)) for pair in said["spans"]]
    return Reading(tuple(spans), said["events"])


def _said(order: bytes) -> dict[str, Any]:
    """What the process answers; one that dies has met what nobody can work out."""
    try:
        # This interpreter and a module of ours; the file goes in by a pipe. What it
        # prints may quote the file: nobody reads it.
        ended = subprocess.run(
            [sys.executable, "-P", "-m", "service.busy.child"],
            input=order,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIMITS.patience_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"flaw": Flaw.EFFORT, "line": 0}
    if ended.returncode != 0:
        log.warning("calendar_reader_died", exit=ended.returncode)
        return {"flaw": Flaw.EFFORT, "line": 0}
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer
