"""Numbers and money, alike wherever people read them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import service
from service.commands.common.numbers import amount_said
from service.i18n import use_locale
from service.number_words import (
    euro_words,
    money_words,
    number_words,
    short_euro_words,
)

ROOT = Path(service.__file__).parent
#: Where thousands are parted in Python's own way, to be written in the reader's.
HOME = "numerals.py"


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    yield
    use_locale("de")


@pytest.mark.parametrize(
    ("said", "german", "english"),
    [
        (lambda: number_words(999), "999", "999"),
        (lambda: number_words(1000), "1.000", "1,000"),
        (lambda: number_words(-1234567.25, 2), "-1.234.567,25", "-1,234,567.25"),
        (lambda: money_words(123450), "1.234,50", "1,234.50"),
        (lambda: money_words(None), "–", "–"),
        (lambda: euro_words(123450), "1.234,50 €", "1,234.50 €"),
        (lambda: euro_words(None), "–", "–"),
        (lambda: short_euro_words(360000), "3.600 €", "3,600 €"),
        (lambda: short_euro_words(360050), "3.600,50 €", "3,600.50 €"),
        (lambda: amount_said(1440, "changes"), "1.440 Änderungen", "1,440 changes"),
        (lambda: amount_said(123450, "cents"), "1.234,50 Euro", "1,234.50 euros"),
        (lambda: amount_said(1, "changes"), "1 Änderung", "1 change"),
    ],
)
def test_thousands_are_parted_as_the_reader_writes_them(said, german, english):
    assert said() == german
    use_locale("en")
    assert said() == english


def test_thousands_were_parted_by_points_here_and_by_blanks_there_bug():
    parted = re.compile(r"\{[^{}\"]*:,(?:\.[^{}]*)?(?:\{\w+\})?f?\}")
    roots = ROOT, ROOT.parent / "solver", ROOT.parent / "api"
    homes = {
        path.name
        for root in roots
        for path in root.rglob("*.py")
        if parted.search(path.read_text(encoding="utf-8"))
    }
    assert homes == {HOME}
