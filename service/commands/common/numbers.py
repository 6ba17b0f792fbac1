"""Numbers as people of each language write them."""

from service.i18n import current_locale

MINUTES_PER_HOUR = 60
NOTHING = "–"


def number_words(number: float, digits: int = 0) -> str:
    """``1.234,5`` in German, ``1,234.5`` in English."""
    english = f"{number:,.{digits}f}"
    if current_locale() != "de":
        return english
    return english.translate(str.maketrans(",.", ".,"))


def percent_words(percent: float | None) -> str:
    """``98,7 %``; a dash where there is nothing to be a part of."""
    return NOTHING if percent is None else f"{number_words(percent, 1)} %"


def duration_words(minutes: int | None) -> str:
    """``10 min``, ``2 h 05 min``; a dash where there was none."""
    if minutes is None:
        return NOTHING
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return f"{number_words(hours)} h {rest:02d} min" if hours else f"{rest} min"


def euros(cents: int | None) -> str:
    """``1 234,50`` for a column of amounts; a dash where there is no number."""
    if cents is None:
        return NOTHING
    written = f"{cents / 100:,.2f}".replace(",", " ")
    return written.replace(".", ",") if current_locale() == "de" else written


def euro_words(cents: int | None) -> str:
    """``1.234,50 €``; a dash where nothing is paid."""
    return NOTHING if cents is None else f"{number_words(cents / 100, 2)} €"
