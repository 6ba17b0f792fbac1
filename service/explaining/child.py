"""The process that answers questions: ``python -m service.explaining.child``.

One order per line in, one answer per line out. It has no database and no names; when
its parent is gone its input ends, and so does it.
"""

import json
import os
import resource
import signal
import sys

import structlog

from service.explaining.answer import answer
from service.explaining.answer_dates import answer_dates
from service.explaining.answer_matching import answer_matching
from service.explaining.answer_moves import answer_move
from service.explaining.answer_standing import answer_standing
from service.explaining.question import (
    DatesOrder,
    MatchingOrder,
    MoveOrder,
    StandingOrder,
)
from service.explaining.wire import read_order, write_parts
from service.logs import configure_logs

log = structlog.get_logger()


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
        if isinstance(order, MatchingOrder):
            return write_parts(answer_matching(order))
        if isinstance(order, DatesOrder):
            return write_parts(answer_dates(order))
        if isinstance(order, StandingOrder):
            return write_parts(answer_standing(order))
        if isinstance(order, MoveOrder):
            return write_parts(answer_move(order))
        return write_parts(answer(order))
    except Exception:  # the parent says that there is no answer; the log says why
        log.exception("answering_failed")
        return json.dumps({"failed": True})


if __name__ == "__main__":
    main()
