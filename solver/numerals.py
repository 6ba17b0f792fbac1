"""Numbers as a language writes them, by its own words and nobody's locale."""

from collections.abc import Callable
from typing import Final

#: Turns German words into those of the reader; ``str`` leaves them as they are.
Say = Callable[[str], str]

#: A number with the signs that part thousands and begin decimals. Whoever translates
#: writes it as the language does.
SAMPLE: Final = "1.234,5"
_PARTS, _DECIMALS = SAMPLE.index("."), SAMPLE.index(",")


def numeral(number: float, digits: int = 0, say: Say = str) -> str:
    """``1.234,5`` in German, ``1,234.5`` in English; so many digits of decimals.

    Parameters
    ----------
    say
        Gives the words of the reader's language; German without it.
    """
    sample = say(SAMPLE)
    signs = str.maketrans({",": sample[_PARTS], ".": sample[_DECIMALS]})
    return f"{number:,.{digits}f}".translate(signs)
