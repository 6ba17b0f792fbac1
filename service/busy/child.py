"""The process that reads a foreign calendar: ``python -m service.busy.child``.

It gets one line of JSON and the file, and answers one line of JSON: spans, or a flaw
and a line. What libraries say of a file stays here: this process writes nothing else.
"""

import json
import os
import sys
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from service.busy.limits import LIMITS
from service.busy.reading import read_calendar
from service.busy.refusal import CalendarRefused, Flaw
from service.busy.spans import Asked, Horizon
from service.jobs.restricted import restrict, restrict_time, take_stdout

NICENESS = 5


def main() -> None:
    """Read one calendar and say when it makes busy."""
    answers = os.fdopen(take_stdout(), "w", encoding="ascii")
    restrict(LIMITS.memory_mib, NICENESS)
    restrict_time(LIMITS.seconds)
    answers.write(json.dumps(_answer()))


def _answer() -> dict[str, Any]:
    try:
        order = json.loads(sys.stdin.buffer.readline())
        horizon = Horizon(*map(datetime.fromisoformat, order["horizon"]))
        own_uids = frozenset(order["own_uids"])
        asked = Asked(ZoneInfo(order["zone"]), horizon, own_uids)
        reading = read_calendar(sys.stdin.buffer.read(), asked)
    except CalendarRefused as refusal:
        return {"flaw": refusal.flaw, "line": refusal.line}
    except MemoryError:
        return {"flaw": Flaw.EFFORT, "line": 0}
    return {
        "events": reading.events,
        "spans": [
            (span.starts_at.isoformat(), span.ends_at.isoformat())
            for span in reading.spans
        ],
    }


if __name__ == "__main__":
    main()
