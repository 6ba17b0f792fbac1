"""The process that answers questions: ``python -m service.explaining.child``.

One order per line in, one answer per line out. It has no database and no names; when
its parent is gone its input ends, and so does it.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

import structlog

from service.explaining.answer import answer
from service.explaining.answer_audit import answer_audit
from service.explaining.answer_dates import answer_dates
from service.explaining.answer_matching import answer_matching
from service.explaining.answer_moves import answer_move
from service.explaining.answer_standing import answer_standing
from service.explaining.question import (
    AuditOrder,
    DatesOrder,
    MatchingOrder,
    MoveOrder,
    Order,
    StandingOrder,
)
from service.explaining.wire import AnyOrder, AnyParts, read_order, write_parts
from service.logs import configure_logs

log = structlog.get_logger()

_ANSWERS: Final[Mapping[type[AnyOrder], Callable[[Any], AnyParts]]] = {
    Order: answer,
    MatchingOrder: answer_matching,
    DatesOrder: answer_dates,
    StandingOrder: answer_standing,
    MoveOrder: answer_move,
    AuditOrder: answer_audit,
}


def main() -> None:
    """Answer until the input ends; its first line bounds the memory [MiB]."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    configure_logs("WARNING")
    most = int(sys.stdin.readline()) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever prints, prints to stderr
    for line in sys.stdin:
        answers.write(_answered(line) + "\n")
        answers.flush()


def _answered(line: str) -> str:
    try:
        order = read_order(line)
        return write_parts(_ANSWERS[type(order)](order))
    except Exception:  # the parent says that there is no answer; the log says why
        log.exception("answering_failed")
        return json.dumps({"failed": True})


if __name__ == "__main__":
    main()
