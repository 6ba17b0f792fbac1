"""Every kind of problem that can be written in a document; a document says which."""

from typing import Any

from solver.documents import DocumentError, parsed
from solver.exchange.kind import DocumentKind
from solver.exchange.matching.kind import MATCHING
from solver.exchange.reading import OutsideProblem
from solver.exchange.substitution import SUBSTITUTION
from solver.json_values import Fault, Json

KINDS: tuple[DocumentKind[Any, Any], ...] = (SUBSTITUTION, MATCHING)


def read_problem(document: bytes) -> tuple[DocumentKind[Any, Any], OutsideProblem[Any]]:
    """The problem of a PROBLEM.json, and of which kind it is.

    Raises
    ------
    DocumentError
        With all faults at once, each with the JSON pointer of its place.
    """
    value = parsed(document, for_forms=True)
    kind = kind_of(value)
    return kind, kind.read(value)


def kind_of(value: Json) -> DocumentKind[Any, Any]:
    """Of which kind a document says it is.

    Raises
    ------
    DocumentError
        If it is of none.
    """
    named = value.get("format") if isinstance(value, dict) else None
    for kind in KINDS:
        if kind.format == named:
            return kind
    formats = " oder ".join(f"„{kind.format}“" for kind in KINDS)
    fault = Fault("/format", f"Das ist kein Dokument vom Format {formats}.")
    raise DocumentError((fault,))
