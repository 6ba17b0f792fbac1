"""Every kind of problem that can be written in a document; a document says which."""

from typing import Any

from solver.documents import DocumentError, parsed
from solver.exchange.kind import DocumentKind
from solver.exchange.matching.kind import MATCHING
from solver.exchange.reading import OutsideProblem
from solver.exchange.substitution import SUBSTITUTION
from solver.json_values import Fault

KINDS: tuple[DocumentKind[Any, Any], ...] = (SUBSTITUTION, MATCHING)


def read_problem(document: bytes) -> tuple[DocumentKind[Any, Any], OutsideProblem[Any]]:
    """The problem of a PROBLEM.json, and of which kind it is.

    Raises
    ------
    DocumentError
        With all faults at once, each with the JSON pointer of its place.
    """
    value = parsed(document)
    named = value.get("format") if isinstance(value, dict) else None
    for kind in KINDS:
        if kind.format == named:
            return kind, kind.read(value)
    formats = " oder ".join(f"„{kind.format}“" for kind in KINDS)
    fault = Fault("/format", f"Das ist kein Dokument vom Format {formats}.")
    raise DocumentError((fault,))
