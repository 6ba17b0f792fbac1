"""Reasons as a command tells them."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.i18n import translate as _
from solver.explanation.statements import Statement
from solver.rule import Facts
from solver.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Told:
    """One reason: rule, facts and the sentence made of them."""

    rule: str
    facts: Facts
    text: str


def told(sentences: Sentences, statements: Iterable[Statement]) -> tuple[Told, ...]:
    """Statements in the language of the terminal; ids stand for names."""
    return tuple(
        Told(said.kind, said.facts, sentences.told(said.kind, said.facts, {}, _))
        for said in statements
    )
