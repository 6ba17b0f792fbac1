"""Questions about a plan in a file, whatever kind of problem it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from service.commands.common.documents import ReadProblem, read_plan, read_problem
from service.commands.common.explain_matching import explain_matching
from service.commands.common.explain_substitution import explain_substitution
from service.commands.common.file_question import FileQuestion
from service.commands.common.told import Told
from service.settings import read_settings
from solver.exchange.matching.kind import MATCHING
from solver.exchange.substitution import SUBSTITUTION


class Part(Protocol):
    """Something of a plan with its reasons."""

    @property
    def heading(self) -> str:
        """What it is about."""
        ...

    @property
    def sentences(self) -> tuple[Told, ...]:
        """The reasons."""
        ...


_EXPLAIN: Mapping[str, Callable[[ReadProblem, Any, FileQuestion], Sequence[Part]]] = {
    SUBSTITUTION.name: explain_substitution,
    MATCHING.name: explain_matching,
}


def explain_files(question: FileQuestion) -> Sequence[Part]:
    """Reasons for everything a plan says, or about a person.

    Raises
    ------
    InvalidInput
        If a file cannot be read, with every fault.
    NotFound
        If there is nothing or nobody of that name.
    """
    settings = read_settings()
    read = read_problem(question.problem, question.profile, settings)
    plan = read_plan(question.plan, read, settings)
    return _EXPLAIN[read.kind.name](read, plan, question)
