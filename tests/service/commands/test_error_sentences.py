"""Error sentences that a command line can meet are there in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import service
from service import errors
from service.commands.common import words
from service.i18n import translate, translate_sentence, use_locale
from service.imports import runs
from service.settings import table
from tests.service.commands.conftest import Cli

FOLDER = Path(service.__file__).parent
CLASSES = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.ServiceError)
}
#: Raised by use cases that only people at a screen or programs by HTTP call.
NOT_BY_COMMAND = {
    *("idempotency.py", "nouns", "accounts/recognise.py"),
    *(
        f"use_cases/{name}.py"
        for name in (
            *("answer_assignment", "arrange", "change_user", "change_tenant"),
            *("create_token", "create_user", "report_child_absence", "sign_in"),
            *("set_guardian_wish", "revoke_token"),
        )
    ),
}
#: Names of variables that hold a sentence where it is raised.
HOLDERS = {
    *("detail", "text", "fault", "_WITHDRAWN", "_NOT_COMPUTED", "_BUSY", "_TAKEN"),
    *("_REFERENCE", "_OUT_OF_RANGE", "_FULL", "_READ_ONLY", "_NOT_WRITTEN"),
    *("_UNREACHABLE", "_NOT_READY", "_RULES"),
}
RAISING = (
    *("accounts", "db", "profiles", "reports", "settings.py", "towns", "use_cases"),
)


def sentences() -> set[str]:
    """Sentences as they read, a made-up value in each gap."""
    found: set[str] = set()
    for path in FOLDER.rglob("*.py"):
        place = path.relative_to(FOLDER).as_posix()
        if place.startswith(tuple(NOT_BY_COMMAND)):
            continue
        holds = place.startswith(RAISING)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for part in _parts(node, holds=holds):
                found |= _read(part)
    return {text for text in found if " " in text and text.endswith(".")}


def _parts(node: ast.AST, *, holds: bool) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call) and node.args:
        name = getattr(node.func, "id", "")
        if name in CLASSES:
            yield node.args[0]
        elif name == "InputFault" and holds:
            yield node.args[1]
    elif isinstance(node, ast.Assign) and holds and _is_holder(node.targets[0]):
        is_table = isinstance(node.value, ast.Dict)
        yield from node.value.values if is_table else [node.value]


def _is_holder(target: ast.expr) -> bool:
    return getattr(target, "id", "") in HOLDERS


def _read(part: ast.expr) -> set[str]:
    match part:
        case ast.Constant(value=str() as text):
            return {text}
        case ast.JoinedStr(values=values):
            return {
                "".join(
                    str(each.value) if isinstance(each, ast.Constant) else "Wert 7"
                    for each in values
                )
            }
        case _:
            return set()


@pytest.fixture
def english() -> Iterator[None]:
    use_locale("en")
    yield
    use_locale("de")


@pytest.mark.usefixtures("english")
def test_every_sentence_has_its_english_with_its_values() -> None:
    found = sentences()
    assert len(found) > 50
    said = {text: translate_sentence(text) for text in found}
    assert sorted(text for text in found if said[text] == text) == []
    for german, words_ in said.items():
        assert german.count("Wert 7") == words_.count("Wert 7"), german


@pytest.mark.usefixtures("english")
def test_a_sentence_that_is_not_in_the_catalogue_stays_as_it_is() -> None:
    assert translate_sentence("Niemand kennt diesen Satz.") == (
        "Niemand kennt diesen Satz."
    )


@pytest.mark.usefixtures("english")
def test_settings_and_steps_of_an_import_are_translated() -> None:
    steps = [runs.READING, runs.CHECKING, runs.STORING, runs.TELLING]
    texts = steps + [help_text for _name, _default, help_text in table()]
    assert [text for text in texts if translate(text) == text] == []


def test_errors_speak_the_language_that_is_asked_for(office: Cli) -> None:
    german = office("absence", "report", "X-999")
    english = office("--lang", "en", "absence", "report", "X-999")
    assert "Eine Person „X-999“ gibt es nicht." in german.err
    assert "There is no person “X-999”." in english.err


def test_help_names_values_in_its_language(cli: Cli) -> None:
    german = cli("plan", "--help").out + cli("explain", "--help").out
    english = cli("--lang", "en", "plan", "--help").out
    english += cli("--lang", "en", "explain", "--help").out
    for word in ("[OPTIONEN]", "--from TAG", "KIND", "--seconds ZAHL"):
        assert word in german
        assert word not in english
    for word in ("[OPTIONS]", "--from DAY", "CHILD", "--seconds INTEGER"):
        assert word in english
        assert word not in german
    assert "BEFEHL" in cli("absence", "--help").out
    assert "COMMAND" in cli("--lang", "en", "absence", "--help").out
    assert "'PROPOSAL'" in cli("--lang", "en", "publish").err
    assert set(words._TYPES.values()).isdisjoint(english.split())
