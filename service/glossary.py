"""The glossary German-English, as data for the command line, the API and tests."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the domain; ``source`` names the law or where the word is used."""

    german: str
    english: str
    identifier: str
    definition: str
    source: str


@cache
def glossary() -> tuple[Term, ...]:
    """Every term, sorted by its German word."""
    path = Path(__file__).with_name("glossary.toml")
    terms = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    return tuple(sorted((Term(**term) for term in terms), key=lambda t: t.german))
