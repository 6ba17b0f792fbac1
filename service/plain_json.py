"""What use cases answer with, as JSON knows it."""

from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID


def plain(thing: object) -> Any:  # noqa: ANN401 - JSON is any of its kinds
    """Dataclasses, ids, days and vocabularies as JSON."""
    if is_dataclass(thing) and not isinstance(thing, type):
        thing = asdict(thing)
    known: Any
    match thing:
        case dict():
            known = {str(key): plain(value) for key, value in thing.items()}
        case list() | tuple() | set() | frozenset():
            known = [plain(item) for item in thing]
        case Enum():
            known = thing.value
        case date() | datetime():
            known = thing.isoformat()
        case UUID() | Path():
            known = str(thing)
        case _:
            known = thing
    return known
