"""Whether a problem contradicts itself: what every problem is asked, with pointers.

Every fault carries a JSON pointer into the problem's document, so that whoever wrote
it finds the place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from solver.errors import ProblemError
from solver.json_values import Fault

KeyT = TypeVar("KeyT", bound=str)


class Named(Protocol):
    """An entry of a table that says its own id."""

    @property
    def id(self) -> str:
        """What it is called."""
        ...


@dataclass(frozen=True, slots=True)
class Names:
    """Ids by the table they stand in; ``nouns`` says what one of a table is called."""

    known: Mapping[str, frozenset[str]]
    nouns: Mapping[str, str]

    def fault(self, pointer: str, table: str, name: object) -> Iterator[Fault]:
        """That nobody in the table has this name; nothing where none is given."""
        if name is not None and name not in self.known[table]:
            yield Fault(
                pointer, f"„{name}“ ist als {self.nouns[table]} nicht angegeben."
            )


def own_id_faults(table: str, entries: Mapping[KeyT, Named]) -> Iterator[Fault]:
    """A table's key is the id its entry gives itself."""
    for key, entry in entries.items():
        if entry.id != key:
            yield Fault(
                f"/content/{table}/{key}/id",
                f"Unter „{key}“ steht ein Eintrag mit der Kennung „{entry.id}“.",
            )


def refuse(faults: Sequence[Fault]) -> None:
    """Pass a problem without faults.

    Raises
    ------
    ProblemError
        With every fault, one per line.
    """
    if faults:
        lines = "\n".join(f"{fault.pointer}: {fault.detail}" for fault in faults)
        raise ProblemError(f"Das Problem widerspricht sich ({len(faults)}):\n{lines}")
