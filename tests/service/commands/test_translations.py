"""What commands say is there in English, with the same gaps."""

import ast
import re
from pathlib import Path

import service
from service.cli import COMMANDS
from service.i18n import translate, use_locale

FOLDER = Path(service.__file__).parent
#: Mappings and texts that are translated where they are shown.
TABLES = {
    *("HELP", "EPILOG", "TIER_TITLES", "UNITS", "_LEVELS", "_BINDINGS"),
    "KEY_TO_REASONS",
}
SAME_IN_BOTH = {
    "PLAN",
    "NAME",
    "PERSON",
    "[PERSON]",
    "CENT",
    "TEXT",
    "Person",
    "Name",
    "Land",
    "Euro",
    "Hilfe: {command} --help",
}


def texts() -> set[str]:
    """Every text of the commands that is meant to be translated."""
    found = {purpose for _, _, purpose in COMMANDS}
    for path in (FOLDER / "cli.py", *(FOLDER / "commands").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= _of_call(node) if isinstance(node, ast.Call) else set()
            found |= _of_table(node) if isinstance(node, ast.Assign) else set()
    return found - {""}


def _of_call(node: ast.Call) -> set[str]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    said = node.args[:1] if name in ("_", "make_command", "command") else []
    said += [word.value for word in node.keywords if word.arg in ("help", "metavar")]
    return {part.value for part in said if _is_text(part)}


def _of_table(node: ast.Assign) -> set[str]:
    if getattr(node.targets[0], "id", "") not in TABLES:
        return set()
    values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
    return {part.value for part in values if _is_text(part)}


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_text_has_its_english_with_the_same_gaps() -> None:
    found = texts()
    assert len(found) > 150
    use_locale("en")
    try:
        english = {text: translate(text) for text in found}
    finally:
        use_locale("de")
    missing = [de for de, en in english.items() if de == en and de not in SAME_IN_BOTH]
    assert missing == []
    for german, words in english.items():
        assert gaps(german) == gaps(words), german


def gaps(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))
