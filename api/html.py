"""The few pages there are yet: what went wrong, and what a problem means."""

from flask import Blueprint, Response
from markupsafe import escape
from werkzeug.exceptions import HTTPException, NotFound

from api.problem_types import BY_NAME, BY_STATUS, FAULT, HELP_PATH, ProblemType
from service.i18n import current_locale, translate, translate_sentence

help_pages = Blueprint("help_pages", __name__)


@help_pages.get(f"{HELP_PATH}<name>")
def help_page(name: str) -> Response:
    """What a problem type means and what to do."""
    kind = BY_NAME.get(name)
    if kind is None:
        raise NotFound
    return page(kind.title, kind.help_text)


def page_for(error: HTTPException) -> Response:
    """An HTTP error as a page."""
    kind: ProblemType = BY_STATUS.get(error.code or FAULT.status, FAULT)
    answer = page(kind.title, kind.help_text, status=error.code or FAULT.status)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def page(title: str, text: str, *, status: int = 200) -> Response:
    """A plain page of one heading and one paragraph, in the reader's language."""
    title, text = translate(title), translate_sentence(text)
    body = (
        f'<!DOCTYPE html>\n<html lang="{current_locale()}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – Lückenlos</title>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n"
        "</main>\n</body>\n</html>\n"
    )
    return Response(body, status=status, mimetype="text/html")
