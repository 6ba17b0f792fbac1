"""Reading a document by its shape: capped faults, and what it says it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from solver.documents import DocumentError
from solver.exchange.forms import Forms
from solver.exchange.profile_shapes import InlineProfile
from solver.exchange.values import UNREADABLE
from solver.json_values import Fault, Json, Reader

ProblemT = TypeVar("ProblemT")
ShapeT = TypeVar("ShapeT")
#: After the thousandth fault nobody reads on.
MOST_FAULTS = 1_000
#: A pointer of so many parts leads into a field of an entry of a list.
_IN_ENTRY = 3


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


@dataclass(frozen=True, slots=True)
class RulesAsked:
    """What a document says of its rules, whether or not the rest of it can be read.

    ``land`` and ``days`` are ``None`` where they depend on what cannot be read.
    """

    profile: InlineProfile | None
    land: str | None
    days: tuple[date, date] | None


class RefusedDocument(DocumentError):
    """A document with faults; its rules may have more, for whoever knows them."""

    def __init__(self, faults: tuple[Fault, ...], asked: RulesAsked) -> None:
        super().__init__(faults)
        self.asked = asked


@dataclass(frozen=True, slots=True)
class NameFault(Fault):
    """A name that nobody has."""


@dataclass(frozen=True)
class Broken:
    """Pointers of what could not be read, and what cannot be said because of it."""

    pointers: frozenset[str] = frozenset()

    @cached_property
    def _entries(self) -> frozenset[str]:
        return frozenset(map(entry_of, self.pointers))

    def touches(self, *fields: str) -> bool:
        """Whether anything of these fields of the document could not be read."""
        return any(entry.split("/")[1] in fields for entry in self._entries if entry)

    def hides(self, table: str, *fields: str) -> bool:
        """Whether what could not be read may be one of these fields of a table."""
        for pointer in self.pointers:
            _, *parts = pointer.split("/")
            if parts[:1] == [table] and (len(parts) < _IN_ENTRY or parts[2] in fields):
                return True
        return False

    def sure(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Faults that are not there only because something else could not be read.

        Of an entry with a broken part only its names are looked at.
        """
        for fault in faults:
            whole = entry_of(fault.pointer) not in self._entries
            unread = UNREADABLE in fault.detail or fault.pointer in self.pointers
            if not unread and (whole or isinstance(fault, NameFault)):
                yield fault


@dataclass(slots=True)
class Faults:
    """Faults on the way from a document to a problem: collected, never raised.

    ``unread`` are those of what could not be read: they come first, and others count
    only as far as they are sure in spite of them.
    """

    unread: tuple[Fault, ...] = field(default=(), kw_only=True)
    broken: Broken = field(default=Broken(), kw_only=True)
    faults: list[Fault] = field(default_factory=list, kw_only=True)

    def fault(self, pointer: str, detail: str) -> None:
        """Note a fault, unless there are enough."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(pointer, detail))

    def nobody(self, pointer: str, name: str, noun: str) -> None:
        """Note a name that nobody has."""
        if len(self.faults) < MOST_FAULTS:
            detail = f"„{name}“ ist als {noun} nicht angegeben."
            self.faults.append(NameFault(pointer, detail))

    def refuse_if_any(self, asked: RulesAsked | None = None) -> None:
        """Pass a document without faults.

        Raises
        ------
        DocumentError
            With all faults; with the rules it asks for, if these are told.
        """
        every = (*self.unread, *self.broken.sure(self.faults))
        # A row stands for many links, and each of them may be wrong in the same way.
        found = tuple(dict.fromkeys(every))[:MOST_FAULTS]
        if found and asked is not None:
            raise RefusedDocument(found, asked)
        if found:
            raise DocumentError(found)

    def sure_of(self, *names: str) -> bool:
        """Whether these fields of the document can be read, and nothing is wrong."""
        wrong = Broken(frozenset(fault.pointer for fault in self.faults))
        return not wrong.touches(*names) and not self.broken.touches(*names)


class CappedReader(Reader):
    """Keeps the first thousand faults: a million of them help nobody."""

    def fault(self, detail: str) -> None:
        """Note a fault, unless there are enough."""
        if len(self.faults) < MOST_FAULTS:
            super().fault(detail)


def entry_of(pointer: str) -> str:
    """The entry of a list, or the field, that a pointer leads into."""
    return "/".join(pointer.split("/")[:3])


@dataclass(frozen=True, slots=True)
class Readable(Generic[ShapeT]):
    """A document by its shape; what could not be read has faults and stand-ins."""

    shape: ShapeT
    faults: tuple[Fault, ...]

    @property
    def broken(self) -> Broken:
        """What could not be read."""
        return Broken(frozenset(fault.pointer for fault in self.faults))


def read_shape(
    value: Json, name: str, version: int, kind: type[ShapeT]
) -> Readable[ShapeT]:
    """A document read by its shape, as far as it can be.

    Raises
    ------
    DocumentError
        If nothing of it can be read, or hardly anything.
    """
    if not isinstance(value, dict) or value.get("format") != name:
        raise DocumentError(
            (Fault("/format", f"Das ist kein Dokument vom Format „{name}“."),)
        )
    if value.get("version") != version:
        raise DocumentError((Fault("/version", f"Gelesen wird Version {version}."),))
    reader = CappedReader()
    shape = Forms().of(kind).read(value, reader)
    if len(reader.faults) >= MOST_FAULTS or not isinstance(shape, kind):
        raise DocumentError(tuple(reader.faults))
    return Readable(shape, tuple(reader.faults))


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
