"""Options that belong together reach a command as one record."""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

Command = Callable[..., Any]


def gathers(record: type[Any]) -> Callable[[Command], Command]:
    """Give a command its options in a record; the others reach it as ever.

    Records are a command's first arguments, in the order of these decorators, which
    stand below those of the options.

    Parameters
    ----------
    record
        A dataclass whose fields are named like the options it takes.
    """
    names = [field.name for field in fields(record)]

    def gather(function: Command) -> Command:
        @wraps(function)
        def gathered(*records: object, **given: object) -> object:
            taken = record(**{name: given.pop(name) for name in names})
            return function(*records, taken, **given)

        return gathered

    return gather
