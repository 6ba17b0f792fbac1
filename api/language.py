"""The language of an answer: the reader's account, else what the browser prefers."""

from flask import Response, request

from service.i18n import LOCALES, current_locale

GERMAN_ONLY = frozenset({"api-docs.openapi_json", "docs.swagger_page"})
"""The description of the interface: one document for everybody."""


def asked_language() -> str:
    """The first of our languages in ``Accept-Language``; German where none is asked.

    Whoever signs in reads in the language of the account instead.
    """
    asked = (
        tag.split("-")[0].lower()
        for tag, quality in request.accept_languages
        if quality > 0
    )
    return next((language for language in asked if language in LOCALES), LOCALES[0])


def spoken(answer: Response) -> Response:
    """The answer, saying which language it is in and what that depends on."""
    if request.endpoint in GERMAN_ONLY:
        answer.headers["Content-Language"] = LOCALES[0]
    elif answer.mimetype in (
        "application/json",
        "application/problem+json",
        "text/html",
    ):
        answer.headers.setdefault("Content-Language", current_locale())
        answer.vary.add("Accept-Language")
    return answer
