"""German is the language of the source; other languages come from catalogues.

A message is written in German where it is used; its translation is looked up in
``service/translations/<locale>/LC_MESSAGES/lueckenlos.po``. A missing translation
shows the German words.
"""

from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = ("de", "en")
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


def translate(message: str) -> str:
    """The message in the language of this context."""
    locale = _current.get()
    if locale == "de":
        return message
    return _catalogue(locale).get(message, message)
