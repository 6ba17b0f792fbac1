"""One line per event, on stderr: stdout belongs to answers.

What goes into a line is chosen by whoever writes it. Nothing gets in by itself: no
values of variables from the frames of a fault, no secret of a calendar's address.
"""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from service.calendars.addresses import without_secret

_plain_record = logging.LogRecord


def configure_logs(level: str) -> None:
    """Log from here on at this level (``INFO``), readable at a terminal, else JSON.

    Records of the standard library (of the servers, of Celery) go where their
    program sends them, and lose the secrets of feeds as ours do.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_ending(terminal=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.setLogRecordFactory(_record_without_secrets)


def _ending(*, terminal: bool) -> list[Processor]:
    """From the exception to the line; secrets go after all texts are made."""
    if terminal:
        plain = structlog.dev.plain_traceback
        return [
            structlog.processors.format_exc_info,
            _drop_secrets,
            structlog.dev.ConsoleRenderer(exception_formatter=plain),
        ]
    # locals of a frame are names of children and whatever else was at hand
    frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [
        structlog.processors.ExceptionRenderer(frames),
        _drop_secrets,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _drop_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {name: _without_secrets(value) for name, value in event.items()}


def _without_secrets(value: object) -> object:
    """The value as it may be written, down to the frames of an exception."""
    match value:
        case None | bool() | int() | float():
            return value
        case dict():
            return {name: _without_secrets(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_without_secrets(inner) for inner in value]
        case _:
            return without_secret(str(value))


def _record_without_secrets(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _plain_record(*args, **kwargs)
    try:
        text = record.getMessage()
    except (TypeError, ValueError, KeyError):
        return record  # arguments do not fit: logging says so when it writes
    safe = without_secret(text)
    if safe != text:
        record.msg, record.args = safe, ()
    return record
