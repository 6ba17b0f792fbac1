"""Problems and plans out of files, for commands that work on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.commands.common.files import check_size
from service.errors import InputFault, InvalidInput
from service.settings import Settings
from solver.documents import DocumentError
from solver.errors import ProfileError
from solver.exchange.plan_document import plan_from_document
from solver.exchange.reading import OutsideProblem
from solver.exchange.translate import problem_from_document
from solver.substitution.plan import Plan
from solver.substitution.problem import Problem


def read_problem(path: Path, settings: Settings) -> OutsideProblem[Problem]:
    """A PROBLEM.json.

    Raises
    ------
    InvalidInput
        With every fault and its place.
    TooLarge
        If it is too large.
    """
    check_size(path, settings)
    with _told(f"„{path}“ lässt sich nicht lesen."):
        return problem_from_document(path.read_bytes())


def read_plan(path: Path, outside: OutsideProblem[Problem], settings: Settings) -> Plan:
    """A PLAN.json for a problem, ours or anybody's.

    Raises
    ------
    InvalidInput
        With every fault and its place.
    TooLarge
        If it is too large.
    """
    check_size(path, settings)
    with _told(f"„{path}“ lässt sich nicht lesen."):
        return plan_from_document(path.read_bytes(), outside.problem)


@contextmanager
def _told(sentence: str) -> Iterator[None]:
    try:
        yield
    except DocumentError as error:
        faults = [InputFault(f.pointer, f.detail, "document") for f in error.faults]
        raise InvalidInput(sentence, faults) from error
    except ProfileError as error:
        raise InvalidInput(str(error)) from error
