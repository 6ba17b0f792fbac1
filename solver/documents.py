"""Canonical JSON bytes of what the solver knows, and back, whatever the problem.

The same value always gives the same bytes (sorted keys, no blanks, UTF-8), so a digest
of them identifies a problem, and a child process or another program can be handed the
work. Each document says what it is: ``{"format": …, "version": 1, "content": …}``.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from solver.errors import ProblemError
from solver.json_codec import codec_of
from solver.json_values import BROKEN, Fault, Json, Reader
from solver.profile import RuleProfile

VERSION = 1

T = TypeVar("T")


class DocumentError(ProblemError):
    """A document cannot be read; ``faults`` holds every reason with its place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        first = faults[0]
        more = f" (und {len(faults) - 1} weitere)" if len(faults) > 1 else ""
        super().__init__(f"{first.pointer or '/'}: {first.detail}{more}")


@dataclass(frozen=True, slots=True)
class Format(Generic[T]):
    """Documents of one kind: how they are called, what they hold, what is checked.

    ``validate`` says what contradicts itself in a value that can be read.
    """

    name: str
    kind: type[T]
    validate: Callable[[T], Sequence[Fault]] = lambda _: ()

    def write(self, value: T) -> bytes:
        """Canonical bytes of a value."""
        return to_bytes(self.name, self.kind, value)

    def read(self, document: bytes) -> T:
        """A value out of its bytes.

        Raises
        ------
        DocumentError
            With all faults at once.
        """
        return from_bytes(self.name, self.kind, document, self.validate)


def to_bytes(name: str, kind: type[T], value: T) -> bytes:
    """Canonical bytes of a value under the name of its format."""
    content = codec_of(kind).write(value)
    document = {"content": content, "format": name, "version": VERSION}
    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def from_bytes(
    name: str,
    kind: type[T],
    document: bytes,
    validate: Callable[[T], Sequence[Fault]] = lambda _: (),
) -> T:
    """A value out of its bytes.

    Parameters
    ----------
    validate
        What contradicts itself in a value that can be read.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    reader = Reader()
    content = _content(name, parsed(document), reader)
    if reader.faults:
        raise DocumentError(tuple(reader.faults))
    value = reader.at("content", codec_of(kind).read, content)
    if reader.faults or value is BROKEN:
        raise DocumentError(tuple(reader.faults))
    found = cast("T", value)
    faults = tuple(validate(found))
    if faults:
        raise DocumentError(faults)
    return found


def _content(name: str, document: Json, reader: Reader) -> Json:
    """The content, after a look at what the document says it is."""
    if not isinstance(document, dict) or document.get("format") != name:
        reader.fault(f"Das ist kein Dokument vom Format „{name}“.")
        return None
    if document.get("version") != VERSION:
        reader.fault(
            f"Gelesen wird Version {VERSION}; bitte mit der passenden Fassung des"
            " Programms lesen oder neu schreiben."
        )
        return None
    if document.keys() != {"content", "format", "version"}:
        reader.fault(
            "Ein Dokument hat genau die Felder „content“, „format“ und „version“."
        )
    return document.get("content")


class Doubled(dict[str, Json]):
    """An object of which some fields stand more than once; the last one counts."""

    def __init__(self, pairs: Sequence[tuple[str, Json]]) -> None:
        super().__init__(pairs)
        counted = Counter(name for name, _ in pairs)
        self.doubled = tuple(name for name, times in counted.items() if times > 1)


class _NoJson(ValueError):
    pass


def _marked(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Doubled(pairs)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = _marked(pairs)
    if isinstance(found, Doubled):
        raise _NoJson(f"Das Feld „{found.doubled[0]}“ steht zweimal im selben Objekt.")
    return found


def _no_constant(name: str) -> Json:
    raise _NoJson(f"„{name}“ ist keine Zahl, mit der sich planen lässt.")


def parsed(document: bytes, *, for_forms: bool = False) -> Json:
    """The JSON value of a document.

    Parameters
    ----------
    for_forms
        Whether forms read it: they refuse doubled fields, NaN and Infinity at their
        places, together with all other faults. Else the first of them is refused here.

    Raises
    ------
    DocumentError
        If it is no JSON in UTF-8.
    """
    try:
        return cast(
            "Json",
            json.loads(
                # Editors of some systems begin every file with a byte order mark.
                document.decode("utf-8-sig"),
                object_pairs_hook=_marked if for_forms else _unique,
                parse_constant=float if for_forms else _no_constant,
            ),
        )
    except UnicodeDecodeError as fault:
        detail = f"Das Dokument ist nicht in UTF-8 geschrieben (Byte {fault.start})."
    except json.JSONDecodeError as fault:
        detail = (
            f"Das Dokument ist kein JSON (Zeile {fault.lineno}, Spalte {fault.colno})."
        )
    except _NoJson as fault:
        detail = str(fault)
    except RecursionError:
        detail = "Das Dokument ist zu tief verschachtelt."
    except ValueError:
        # The only other one json raises: an integer with thousands of digits.
        detail = "Das Dokument enthält eine Zahl mit zu vielen Ziffern."
    raise DocumentError((Fault("", detail),))


PROFILE = Format("lueckenlos-rule-profile", RuleProfile)

profile_to_bytes, profile_from_bytes = PROFILE.write, PROFILE.read
