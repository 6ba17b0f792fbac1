"""Problems and plans out of files, for commands that work on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.commands.common.files import read_limited
from service.errors import InputFault, InvalidInput
from service.settings import Settings
from service.solving.rules import read_with_rules
from solver.documents import DocumentError
from solver.errors import ProfileError
from solver.exchange.kind import DocumentKind
from solver.exchange.reading import OutsideProblem
from solver.profile import RuleProfile


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A problem of a file, of which kind it is, and the rules it is planned by."""

    kind: DocumentKind[Any, Any]
    outside: OutsideProblem[Any]
    rules: RuleProfile


def read_problem(path: Path, profile: str | None, settings: Settings) -> ReadProblem:
    """A PROBLEM.json of any kind.

    Parameters
    ----------
    profile
        ``--profile``: goes before what the document says.

    Raises
    ------
    InvalidInput
        With every fault and its place.
    TooLarge
        If it is too large.
    """
    document = read_limited(path, settings)
    with _told(f"„{path}“ lässt sich nicht lesen."):
        return ReadProblem(*read_with_rules(document, profile))


def read_plan(path: Path, problem: ReadProblem, settings: Settings) -> object:
    """A PLAN.json for a problem, ours or anybody's.

    Raises
    ------
    InvalidInput
        With every fault and its place.
    TooLarge
        If it is too large.
    """
    document = read_limited(path, settings)
    with _told(f"„{path}“ lässt sich nicht lesen."):
        return problem.kind.read_plan(document, problem.outside)


@contextmanager
def _told(sentence: str) -> Iterator[None]:
    try:
        yield
    except DocumentError as error:
        faults = [InputFault(f.pointer, f.detail, "document") for f in error.faults]
        raise InvalidInput(sentence, faults) from error
    except ProfileError as error:
        raise InvalidInput(str(error)) from error
