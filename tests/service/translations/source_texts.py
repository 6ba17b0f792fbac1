"""German sentences in the source, wherever they stand, with file and line."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import api
import service
import solver

ROOTS = tuple(Path(package.__file__ or "").parent for package in (api, service, solver))
#: Words by which a text is German; none of them is an English word in our texts.
GERMAN = re.compile(
    r"[äöüßÄÖÜ„]|\b(?:aus|bei|bis|bitte|Bitte|das|dem|den|der|diese[rsn]?|ein|eine[nrsm]?"
    r"|für|fehlt|gibt|hat|ist|jede[rs]?|kein|keine[nrs]?|mit|nicht|nur|oder|sind|und"
    r"|von|vor|wird|wurde|zum|zur|Die|Der|Das|Ein|Eine)\b"
)
#: Whose texts need no English, and why.
NOT_TOLD = {
    "api/docs_page.py": "the page of the interface's description, German as that is",
    "api/documents.py": "description of the interface",
    "api/feeds.py": "read by calendar programs",
    "api/smorest.py": "description of the interface",
    "api/v1/nouns.py": "description of the interface",
    "api/v1/schemas/base.py": "description of the interface",
    "service/ahead/pairing/map_picture.py": "a drawing, German as the office is",
    "service/ahead/pairing/parameters.py": "description of the interface",
    "service/ahead/pairing/sheets.py": "tables for the office, German as that is",
    "service/ahead/stress/net_picture.py": "a drawing, German as the office is",
    "service/ahead/stress/parameters.py": "description of the interface",
    "service/ahead/stress/sheets.py": "tables for the office, German as that is",
    "service/ahead/whatif/parameters.py": "description of the interface",
    "service/ahead/year/parameters.py": "description of the interface",
    "service/ahead/year/picture.py": "a drawing, German as the office is",
    "service/ahead/year/sheets.py": "tables for the office, German as that is",
    "service/commands/common/exits.py": "said in English by the command line library",
    "service/calendars/": "words of calendars, which are German",
    "service/db/migrations/": "no words",
    "service/imports/sheets/": "headings and words of the sheets, which are German",
    "service/nouns/groups/": "description of the interface",
    "service/reports/sheet": "tables for the office, German as the office's are",
    "service/pictures/": "drawings for the German README",
    "service/towns/": "words of invented towns",
    "service/programmes/workbook": "remarks in an invented programme's workbook",
    "solver/exchange/head_shapes.py": "description of the format",
    "solver/exchange/matching/plan_shapes.py": "description of the format",
    "solver/exchange/matching/shapes.py": "description of the format",
    "solver/exchange/plan_shapes.py": "description of the format",
    "solver/exchange/profile_shapes.py": "description of the format",
    "solver/exchange/shapes.py": "description of the format",
}
#: Cells of a file are told what was expected there in a few words without a full stop.
BRIEF = ("service/imports/", "service/domain/absence_times.py")
_VALUE = "Wert 7"
_PATTERN = re.compile(r"[\\\[]\w|\(\[")


@cache
def german_sentences() -> dict[str, str]:
    """Every sentence, a made-up value in each of its gaps, and where it stands."""
    found: dict[str, str] = {}
    for root in ROOTS:
        for path in sorted(root.rglob("*.py")):
            name = path.relative_to(root.parent).as_posix()
            if not name.startswith(tuple(NOT_TOLD)):
                for line, text in _texts(path):
                    if _is_told(name, text):
                        found.setdefault(text, f"{name}:{line}")
    return found


def _is_told(name: str, text: str) -> bool:
    if not GERMAN.search(text) or " " not in text.strip() or text != text.strip():
        return False
    if _PATTERN.search(text):
        return False
    return name.startswith(BRIEF) or text.endswith(".")


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Texts outside docstrings; a text with values is one, not its parts."""
    source = path.read_text(encoding="utf-8")
    if not GERMAN.search(source):
        return
    skipped: set[int] = set()
    for node in ast.walk(ast.parse(source)):  # parents come before their parts
        body = getattr(node, "body", None)
        if isinstance(body, list):
            skipped |= {id(each.value) for each in body if isinstance(each, ast.Expr)}
        elif isinstance(node, ast.JoinedStr) and id(node) not in skipped:
            skipped |= {id(part) for part in ast.walk(node) if part is not node}
        if isinstance(node, ast.expr) and id(node) not in skipped:
            text = _read(node)
            if text is not None:
                yield node.lineno, text


def _read(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(map(_part, values))
        case _:
            return None


def _part(part: ast.expr) -> str:
    match part:
        case ast.Constant(value=value):
            return str(value)
        case ast.FormattedValue(
            value=ast.Call(func=ast.Name("counted"), args=[_, ast.Constant(value=noun)])
        ):
            return f"{_VALUE} {noun}"
        case _:
            return _VALUE
