"""Help is quick, in both languages, and complete."""

import json
import resource
import subprocess
import sys

import click
import pytest

from service.cli import COMMANDS, lueckenlos, run
from service.commands.common.exits import EPILOG, ExitCode
from service.i18n import use_locale
from tests.service.commands.conftest import Cli

HEAVY = ("ortools", "sqlalchemy", "flask", "alembic", "icalendar")


def test_help_starts_fast_and_loads_nothing_heavy() -> None:
    program = (
        "import sys, json; from service.cli import run; run(['--help']);"
        f"print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    )
    before = processor_seconds()
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    # Seconds of the processor: other work on the machine does not count.
    assert processor_seconds() - before < 0.4
    assert json.loads(ended.stdout.splitlines()[-1]) == []


@pytest.mark.parametrize("name", ["solve", "audit", "schema", "glossary", "settings"])
def test_a_command_without_a_database_loads_none(name: str) -> None:
    """Of 12 s for 183 x 1,143 tasks, solve took 15.7: SQLAlchemy came before them."""
    program = (
        f"import sys, json, service.commands.{name};"
        f"print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert json.loads(ended.stdout) == []


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_every_command_explains_itself_in_both_languages(cli: Cli, name: str) -> None:
    german = cli(name, "--help")
    english = cli("--lang", "en", name, "--help")
    assert german.code == english.code == 0
    assert german.out.startswith(f"Aufruf: lueckenlos {name}")
    assert english.out.startswith(f"Usage: lueckenlos {name}")
    assert german.out.splitlines()[2] != english.out.splitlines()[2]


def test_first_sentence_of_each_command_is_the_one_in_the_list() -> None:
    use_locale("de")
    context = click.Context(lueckenlos)
    for name, _, purpose in COMMANDS:
        loaded = lueckenlos.get_command(context, name)
        assert loaded is not None
        assert (loaded.help or "").partition("\n")[0] == purpose, name


def test_every_exit_code_is_documented() -> None:
    for code in ExitCode:
        assert f" {code.value}:" in EPILOG, code


def test_every_option_has_a_help_text() -> None:
    context = click.Context(lueckenlos)
    for path, command in walk(lueckenlos, context):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{path} {parameter.name}"


def walk(
    group: click.Group, context: click.Context, path: str = ""
) -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found.append((f"{path} {name}", command))
        if isinstance(command, click.Group):
            found += walk(command, context, f"{path} {name}")
    return found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["publsh"], "„publsh“ gibt es nicht. Gemeint ist vielleicht: publish"),
        (["settings", "--jsn"], "Die Option „--jsn“ gibt es nicht."),
        (["publish"], "Es fehlt"),
        (["plan", "--from", "31.02.2026"], "„31.02.2026“ ist kein Tag"),
        (["absence", "report", "X", "--at", "25:00"], "„25:00“ ist keine Uhrzeit"),
    ],
)
def test_wrong_calls_end_with_2_and_say_what_is_wrong(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(arguments) == ExitCode.USAGE
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variables", "begin"),
    [
        ({}, "Aufruf"),
        ({"LANG": "C.UTF-8"}, "Aufruf"),
        ({"LANG": "de_AT.UTF-8"}, "Aufruf"),
        ({"LANG": "en_GB.UTF-8"}, "Usage"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "en_GB.UTF-8"}, "Aufruf"),
        ({"LUECKENLOS_LOCALE": "en", "LC_ALL": "de_DE.UTF-8"}, "Usage"),
    ],
)
def test_language_follows_the_setting_then_the_locale(
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    begin: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cli("--help").out.startswith(begin)
