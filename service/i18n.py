"""German is the language of the source; other languages come from catalogues.

A message is written in German where it is used; its translation is looked up in
``service/translations/<locale>/LC_MESSAGES/lueckenlos.po``. A missing translation
shows the German words.
"""

import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = ("de", "en")
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
def _catalogue(locale: str) -> dict[str, str]:
    path = Path(__file__).parent / "translations" / locale / "LC_MESSAGES/lueckenlos.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=locale)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string
    }


def translate_sentence(sentence: str) -> str:
    """A finished sentence in the language of this context, its values kept.

    The catalogue holds such sentences with ``{names}`` where their values stand; one
    it does not hold stays German.
    """
    locale = _current.get()
    if locale == "de":
        return sentence
    known = _catalogue(locale).get(sentence)
    if known is not None:
        return known
    for pattern, other in _templates(locale):
        if found := pattern.fullmatch(sentence):
            return other.format(**found.groupdict())
    return sentence


@cache
def _templates(locale: str) -> list[tuple[re.Pattern[str], str]]:
    """Sentences with gaps as patterns; the most words first, as they say most."""
    gapped = [
        (german, other)
        for german, other in _catalogue(locale).items()
        if (gaps := _GAP.findall(german)) and len(gaps) == len(set(gaps))
    ]
    return [
        (re.compile(_GAP.sub(r"(?P<\1>.+)", _escaped(german)), re.DOTALL), other)
        for german, other in sorted(gapped, key=lambda pair: -len(pair[0]))
    ]


def _escaped(text: str) -> str:
    return re.escape(text).replace(r"\{", "{").replace(r"\}", "}")


def translate(message: str) -> str:
    """The message in the language of this context."""
    locale = _current.get()
    if locale == "de":
        return message
    return _catalogue(locale).get(message, message)
