"""An application whose questions all wait already."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from service.explaining.turns import Turns


@contextmanager
def all_taken(app: Flask) -> Iterator[None]:
    """Enough others wait, so that whoever asks is told at once."""
    room = app.extensions.setdefault("turns", Turns())._room
    taken = 0
    while room.acquire(blocking=False):
        taken += 1
    try:
        yield
    finally:
        room.release(taken)
