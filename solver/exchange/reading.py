"""Reading a document by its shape: capped faults, and what it says it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from solver.documents import DocumentError
from solver.exchange.forms import Forms
from solver.exchange.profile_shapes import InlineProfile
from solver.json_values import Fault, Json, Reader

ProblemT = TypeVar("ProblemT")
ShapeT = TypeVar("ShapeT")
#: After the thousandth fault nobody reads on.
MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class OutsideProblem(Generic[ProblemT]):
    """A problem with the rules its document asks for (``None``: those of the Land).

    ``days`` are the first and the last it speaks of.
    """

    problem: ProblemT
    profile: InlineProfile | None
    title: str
    land: str
    days: tuple[date, date]


@dataclass(slots=True)
class Faults:
    """Faults on the way from a document to a problem: collected, never raised."""

    faults: list[Fault] = field(default_factory=list, kw_only=True)

    def fault(self, pointer: str, detail: str) -> None:
        """Note a fault, unless there are enough."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(pointer, detail))

    def refuse_if_any(self) -> None:
        """Pass a document without faults.

        Raises
        ------
        DocumentError
            With all faults.
        """
        if self.faults:
            raise DocumentError(tuple(self.faults))


class CappedReader(Reader):
    """Keeps the first thousand faults: a million of them help nobody."""

    def fault(self, detail: str) -> None:
        """Note a fault, unless there are enough."""
        if len(self.faults) < MOST_FAULTS:
            super().fault(detail)


def read_shape(value: Json, name: str, version: int, kind: type[ShapeT]) -> ShapeT:
    """A document read by its shape.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    if not isinstance(value, dict) or value.get("format") != name:
        raise DocumentError(
            (Fault("/format", f"Das ist kein Dokument vom Format „{name}“."),)
        )
    if value.get("version") != version:
        raise DocumentError((Fault("/version", f"Gelesen wird Version {version}."),))
    reader = CappedReader()
    shape = Forms().of(kind).read(value, reader)
    if reader.faults or not isinstance(shape, kind):
        raise DocumentError(tuple(reader.faults))
    return shape


def named_pointer(
    pointer: str, ids: Mapping[str, Sequence[str]]
) -> tuple[str, str] | str:
    """Where an entry with an id stands in the document: its table is a list there.

    Parameters
    ----------
    pointer
        Into the problem's own document, ``/content/TABLE/ID/…``.
    ids
        Ids of each table in the order of the document.

    Returns
    -------
    str or tuple
        The pointer outside; else table and rest, for whoever knows more of them.
    """
    table, _, rest = pointer.removeprefix("/content/").partition("/")
    for number, name in enumerate(ids.get(table, ())):
        if rest == name or rest.startswith(f"{name}/"):
            return f"/{table}/{number}{rest[len(name) :]}"
    return table, rest
