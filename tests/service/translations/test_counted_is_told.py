"""Whoever puts a number in front of a noun lets the noun agree with it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.i18n import translate_sentence, use_locale
from solver.counted import ONE_OF, counting

ROOT = Path(__file__).parents[3]
SOURCES = sorted(
    path for folder in ("service", "api") for path in ROOT.glob(f"{folder}/**/*.py")
)
NOUNS = "|".join(map(re.escape, sorted(ONE_OF, key=len, reverse=True)))
BEHIND = re.compile(rf" (?:{NOUNS})\b")
#: Functions that give a figure with tenths: "1,0 Stunden" stands as it is.
WITH_TENTHS = {"hours", "_hours", "german", "hour_words"}
#: "Fewer than {least} children", "0 to {most} euros": settings, never 1.
NEVER_ONE = {"least_people", "most_euros"}


def texts(node: ast.AST) -> Iterator[str]:
    """Constant texts in an expression."""
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def stands_as_it_is(gap: ast.FormattedValue) -> bool:
    """A limit with a name, a figure with tenths, or what is never 1 by its sense."""
    value = gap.value
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id in WITH_TENTHS
    names = ast.unparse(value).split(".")
    return gap.format_spec is not None or any(
        name.isupper() or name in NEVER_ONE for name in names
    )


def disagreeing(tree: ast.Module) -> Iterator[str]:
    """Numbers that stand before a noun of many whatever they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for gap, words in zip(node.values, node.values[1:], strict=False):
                if isinstance(gap, ast.FormattedValue) and not stands_as_it_is(gap):
                    yield from (text for text in texts(words) if BEHIND.match(text))
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr == "format":
            given = {word.arg for word in getattr(node, "keywords", ())}
            for text in texts(called.value):
                if given & set(counting(text)) and "weniger als {least}" not in text:
                    yield text


def test_no_number_is_put_before_a_noun_as_it_stands() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in SOURCES
        for text in disagreeing(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)


def test_the_search_finds_both_ways_of_it() -> None:
    wrong = "f'{count} Zeilen'\n_('{rows} Zeilen').format(rows=1)\nf'{MOST} Zeilen'\n"
    assert list(disagreeing(ast.parse(wrong))) == [" Zeilen", "{rows} Zeilen"]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("a.xlsx: 1 Zeile, nichts ist anders.", "a.xlsx: 1 row, nothing differs."),
        ("a.xlsx: 2 Zeilen, nichts ist anders.", "a.xlsx: 2 rows, nothing differs."),
        (
            "a.xlsx: 1 Zeile, 0 neue und 1 geänderte Angabe zu speichern.",
            "a.xlsx: 1 row, 0 new and 1 changed entry to be stored.",
        ),
        (
            "a.xlsx: 3 Zeilen, 1 neue und 1 geänderte Angabe gespeichert.",
            "a.xlsx: 3 rows, 1 new and 1 changed entry stored.",
        ),
    ],
)
def test_a_finished_sentence_with_a_one_is_known_in_english(
    german: str, english: str
) -> None:
    use_locale("en")
    try:
        assert translate_sentence(german) == english
    finally:
        use_locale("de")
