"""How a number of a rule is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wording:
    """How a number is called: title, unit (empty where it has none), words of codes.

    ``empty`` is said of an empty list, ``counted`` of the keys of a table.
    """

    title: str
    unit: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    empty: str = "keine"
    counted: str = ""


def minutes(title: str) -> Wording:
    """A number of minutes."""
    return Wording(title, "Minuten")
