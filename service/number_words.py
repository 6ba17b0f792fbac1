"""Numbers and money as people of each language write them."""

from typing import Final

from service.i18n import translate
from solver.numerals import numeral

CENTS_PER_EURO: Final = 100
NOTHING: Final = "–"


def number_words(number: float, digits: int = 0) -> str:
    """``1.234,5`` in German, ``1,234.5`` in English."""
    return numeral(number, digits, translate)


def money_words(cents: int | None) -> str:
    """``1.234,50``, for a column of euros; a dash where there is no number."""
    return NOTHING if cents is None else number_words(cents / CENTS_PER_EURO, 2)


def euro_words(cents: int | None) -> str:
    """``1.234,50 €``; a dash where nothing is paid."""
    return NOTHING if cents is None else f"{money_words(cents)} €"


def short_euro_words(cents: int) -> str:
    """``3.600 €``, with cents only where there are some."""
    digits = 2 if cents % CENTS_PER_EURO else 0
    return f"{number_words(cents / CENTS_PER_EURO, digits)} €"
