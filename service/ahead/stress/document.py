"""What a stress test leaves behind: its result and the net it is of, in codes."""

from dataclasses import dataclass

from solver.documents import from_bytes, to_bytes
from solver.stress.result import StressResult
from solver.substitution.problem import Model, PersonId, PersonKind

FORMAT = "lueckenlos-stress-result"


@dataclass(frozen=True, slots=True)
class Way:
    """On so many days the substitute may take children of the absent person.

    ``model`` is the agreement by which; of several the first by name.
    """

    absent: PersonId
    substitute: PersonId
    model: Model
    days: int


@dataclass(frozen=True, slots=True)
class Node:
    """A person of the net and the district she belongs to, its id in hexadecimals."""

    person: PersonId
    kind: PersonKind
    district: str


@dataclass(frozen=True, slots=True)
class StressDocument:
    """The result with the net of who may stand in for whom."""

    result: StressResult
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]


def to_document(document: StressDocument) -> bytes:
    """Canonical bytes."""
    return to_bytes(FORMAT, StressDocument, document)


def from_document(content: bytes) -> StressDocument:
    """Out of its bytes.

    Raises
    ------
    DocumentError
        If it is none, or one of another version.
    """
    return from_bytes(FORMAT, StressDocument, content)
