"""Questions about a plan in a file, whatever kind of problem it is."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from service.commands.common import explain_matching, explain_substitution
from service.commands.common.documents import ReadProblem, read_plan, read_problem
from service.commands.common.explain_difference import (
    changed_matchings,
    changed_substitutions,
)
from service.commands.common.file_question import FileQuestion
from service.commands.common.told import Told
from service.errors import InvalidInput
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
    SUBSTITUTION.name: explain_substitution.explain_substitution,
    MATCHING.name: explain_matching.explain_matching,
}
_BASES: Mapping[str, Callable[[ReadProblem, Any], Any]] = {
    SUBSTITUTION.name: explain_substitution.basis_of_file,
    MATCHING.name: explain_matching.basis_of_file,
}
_COMPARE: Mapping[str, Callable[[Any, Any, str | None], Sequence[Part]]] = {
    SUBSTITUTION.name: changed_substitutions,
    MATCHING.name: changed_matchings,
}


def explain_files(question: FileQuestion) -> Sequence[Part]:
    """Reasons for everything a plan says, or about a person, or for what changed.

    Raises
    ------
    InvalidInput
        If a file cannot be read, with every fault, or is of another kind.
    NotFound
        If there is nothing or nobody of that name.
    """
    read, plan = _read((question.problem, question.plan), question.profile)
    if question.earlier is None:
        return _EXPLAIN[read.kind.name](read, plan, question)
    old, old_plan = _read(question.earlier, question.profile)
    if old.kind is not read.kind:
        raise InvalidInput("Verglichen werden nur Pläne zu Aufgaben derselben Art.")
    basis = _BASES[read.kind.name]
    compare = _COMPARE[read.kind.name]
    return compare(basis(old, old_plan), basis(read, plan), question.child)


def _read(files: tuple[Path, Path], profile: str | None) -> tuple[ReadProblem, Any]:
    settings = read_settings()
    read = read_problem(files[0], profile, settings)
    return read, read_plan(files[1], read, settings)
