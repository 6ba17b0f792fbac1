"""German is the language of the source; other languages come from catalogues.

A message is written in German where it is used; its translation is looked up in the
catalogues ``service/translations/<locale>/LC_MESSAGES/*.po``. A missing translation
shows the German words.
"""

import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from pathlib import Path

from babel.messages.pofile import read_po

from solver.counted import counting, with_ones

LOCALES = ("de", "en")
#: A gap of this name holds a sentence or word that is translated in its turn.
NESTED = "said"
_GAP = re.compile(r"\{(\w+)\}")
_current: ContextVar[str] = ContextVar("locale", default="de")


def use_locale(locale: str) -> None:
    """Speak this language from here on in this context; unknown ones mean German."""
    language = locale.replace("-", "_").split("_", maxsplit=1)[0].lower()
    _current.set(language if language in LOCALES else "de")


def current_locale() -> str:
    """The language spoken in this context."""
    return _current.get()


@cache
def catalogue(locale: str) -> dict[str, str]:
    """Every German message with its words in the language."""
    folder = Path(__file__).parent / "translations" / locale / "LC_MESSAGES"
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            messages = read_po(file, locale=locale)
        found |= {
            str(message.id): str(message.string)
            for message in messages
            if message.id and message.string
        }
    return found


def translate(message: str) -> str:
    """The message in the language of this context."""
    locale = _current.get()
    if locale == "de":
        return message
    return catalogue(locale).get(message, message)


def translate_sentence(sentence: str) -> str:
    """A finished sentence in the language of this context, its values kept.

    The catalogue holds such sentences with ``{names}`` where their values stand; one
    it does not hold stays German. The value of a gap whose name begins with ``said``
    is itself translated.
    """
    locale = _current.get()
    if locale == "de":
        return sentence
    known = catalogue(locale).get(sentence)
    if known is not None:
        return known
    for template in _templates(locale):
        values = template.values_in(sentence)
        if values is not None:
            said = {
                name: translate_sentence(value) if name.startswith(NESTED) else value
                for name, value in values.items()
            }
            return template.other.format(**said)
    return sentence


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence with gaps: its fixed words, the names between them, and the other."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    other: str

    def values_in(self, sentence: str) -> dict[str, str] | None:
        """What fills the gaps; ``None`` where the fixed words are not all there.

        Each fixed part is taken where it comes first, so that a long sentence costs
        one look at it and never a search through all ways to read it.
        """
        first, *between, last = self.words
        end = len(sentence) - len(last)
        if not (sentence.startswith(first) and sentence.endswith(last)):
            return None
        found, at = [], len(first)
        for part in between:
            begins = sentence.find(part, at + 1, end)
            if begins < 0:
                return None
            found.append(sentence[at:begins])
            at = begins + len(part)
        if at >= end:
            return None
        return dict(zip(self.names, (*found, sentence[at:end]), strict=True))


@cache
def _templates(locale: str) -> tuple[_Template, ...]:
    """Sentences with gaps; the most words first, as they say most."""
    gapped = [
        _Template(tuple(parts[::2]), tuple(parts[1::2]), other)
        for german, other in _worded(locale)
        if len(parts := _GAP.split(german)) > 1
        and len(set(parts[1::2])) == len(parts[1::2])
    ]
    return tuple(sorted(gapped, key=lambda each: -sum(map(len, each.words))))


def _worded(locale: str) -> Iterator[tuple[str, str]]:
    """Every message with its other words; nouns stand for many, and for one."""
    known = catalogue(locale)
    for german, other in known.items():
        yield german, other
        gaps = counting(german)
        for ones in chain.from_iterable(
            combinations(gaps, many) for many in range(1, len(gaps) + 1)
        ):
            one = with_ones(german, ones)
            yield one, with_ones(other, ones, lambda noun: known.get(noun, noun))
