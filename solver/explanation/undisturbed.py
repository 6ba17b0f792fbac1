"""Answers that the garbage collector does not interrupt.

A plan's tables are a million small objects. Looking through all of them takes as long
as half an answer, and comes at any moment; an answer leaves next to nothing behind
that only the collector could find. So it waits until the answer is there.
"""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def undisturbed(answer: Callable[P, T]) -> Callable[P, T]:
    """A function during which the collector waits, unless somebody had it wait."""

    @wraps(answer)
    def answered(*args: P.args, **kwargs: P.kwargs) -> T:
        if not gc.isenabled():
            return answer(*args, **kwargs)
        gc.disable()
        try:
            return answer(*args, **kwargs)
        finally:
            gc.enable()

    return answered
