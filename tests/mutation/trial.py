"""Tries in forked children: the source on the disk is never touched.

The parent has imported everything and collected the tests; each child changes the code
of the functions concerned in its own memory and runs the tests that reach them.
"""

import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from types import CodeType, FunctionType
from typing import TypedDict, TypeVar

import pytest

#: A test may take this many times its usual CPU time, and some more [s].
SLOWER = 5
GRACE_SECONDS = 3
MEMORY_BYTES = 6 << 30

Answer = TypeVar("Answer")


class Tried(TypedDict):
    """The test that failed, if one did, and how many were run."""

    failed: str | None
    run: int


def in_child(work: Callable[[], Answer]) -> Answer | None:
    """What the work returns in a forked child; ``None`` if the child was ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(reading)
        _silence()
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
        try:
            with os.fdopen(writing, "w") as report:
                json.dump(work(), report)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    _end_group(child)
    if not told and not os.WIFSIGNALED(status):
        raise RuntimeError("A child ended without an answer and was not ended.")
    found: Answer | None = json.loads(told) if told else None
    return found


def _silence() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _end_group(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        return  # nobody left, as it should be


def run(
    session: pytest.Session, item: pytest.Item, following: pytest.Item | None
) -> tuple[float, bool]:
    """Run one test: its CPU seconds, and whether it failed."""
    failed, begun = session.testsfailed, time.process_time()
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return time.process_time() - begun, session.testsfailed > failed


def first_failure(
    session: pytest.Session,
    items: Sequence[pytest.Item],
    usual: dict[str, float],
    limit_seconds: float,
) -> Tried:
    """Run tests until one fails or the CPU time is used up."""
    began = time.process_time()
    for number, item in enumerate(items):
        if time.process_time() - began > limit_seconds:
            return {"failed": None, "run": number}
        allowed = SLOWER * usual[item.nodeid] + GRACE_SECONDS
        signal.setitimer(signal.ITIMER_PROF, allowed)
        following = items[number + 1] if number + 1 < len(items) else None
        if run(session, item, following)[1]:
            return {"failed": item.nodeid, "run": number + 1}
    return {"failed": None, "run": len(items)}


def put_in(code: CodeType, filename: str) -> int:
    """Give the functions of a file the code of its broken source; how many changed."""
    codes: dict[tuple[str, int], list[CodeType]] = {}
    _gather(code, codes)
    changed = 0
    for function in gc.get_objects():
        if not isinstance(function, FunctionType):
            continue
        old = function.__code__
        if old.co_filename != filename:
            continue
        new = codes.get((old.co_qualname, old.co_firstlineno), [])
        if len(new) == 1 and _fits(new[0], old) and new[0] != old:
            function.__code__ = new[0]
            changed += 1
    return changed


def _fits(new: CodeType, old: CodeType) -> bool:
    """Whether a living function can take the code: it uses the same names around it."""
    return len(new.co_freevars) == len(old.co_freevars)


def _gather(code: CodeType, found: dict[tuple[str, int], list[CodeType]]) -> None:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found.setdefault((inner.co_qualname, inner.co_firstlineno), []).append(
                inner
            )
            _gather(inner, found)


def import_all(package: str) -> None:
    """Import every module of a package, so that children need not."""
    for module in pkgutil.walk_packages(
        importlib.import_module(package).__path__, f"{package}."
    ):
        importlib.import_module(module.name)
