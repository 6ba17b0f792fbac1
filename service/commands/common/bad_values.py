"""What was wrong with a value, in German: click's own words for it are English."""

from typing import Final

import click

#: Ends of what click says of a path, and what it means.
_PATHS: Final = {
    "does not exist.": "das gibt es nicht",
    "is a directory.": "das ist ein Ordner, keine Datei",
    "is a file.": "das ist eine Datei, kein Ordner",
    "is not readable.": "das lässt sich nicht lesen",
    "is not writable.": "das lässt sich nicht schreiben",
}
_WHOLE: Final = "erwartet wird eine ganze Zahl"
_ANY: Final = "erwartet wird eine Zahl"


def why_refused(error: click.BadParameter) -> str:
    """What would have been right; a refusal of our own says it already."""
    kind = error.param.type if error.param else None
    match kind:
        case click.Choice():
            said = f"möglich: {', '.join(str(choice) for choice in kind.choices)}"
        case click.IntRange():
            said = _WHOLE + _between(kind.min, kind.max)
        case click.FloatRange():
            said = _ANY + _between(kind.min, kind.max)
        case click.DateTime():
            said = "erwartet wird ein Monat wie 2027-03 oder 03.2027"
        case click.Path():
            ends = (said for end, said in _PATHS.items() if error.message.endswith(end))
            said = next(ends, error.message)
        case _:
            said = _SIMPLE.get(type(kind), error.message)
    return said if said.endswith(".") else said + "."


def _between(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f" von {least} bis {most}"
    return "" if least is None else f" ab {least}"


_SIMPLE: Final = {
    type(click.INT): _WHOLE,
    type(click.FLOAT): _ANY,
    type(click.UUID): "erwartet wird eine Kennung, wie die Befehle sie zeigen",
}
