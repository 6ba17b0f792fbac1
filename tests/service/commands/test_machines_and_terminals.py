"""JSON wherever a machine reads, bars only where somebody watches, short ids."""

import io
import sys
from pathlib import Path
from uuid import UUID

import click
import pytest

from service.cli import lueckenlos, run
from service.commands.common.printing import short_ids
from tests.service.commands.conftest import Cli, call, installation
from tests.service.commands.test_help import walk

#: Commands without an answer that a machine could read, and why.
WITHOUT_JSON = {
    " serve": "becomes the service, whose answers are HTTP",
}


def test_every_command_answers_in_json_or_has_a_reason_not_to() -> None:
    without = {
        path
        for path, command in walk(lueckenlos, click.Context(lueckenlos))
        if not isinstance(command, click.Group)
        and not any("--json" in parameter.opts for parameter in command.params)
    }
    assert without == set(WITHOUT_JSON)


def test_document_is_one_object(office: Cli, environment: Path) -> None:
    out = str(environment / "another.xlsx")
    for arguments in (
        ("town", "--childminders", "5", "--out", out),
        ("migrate",),
        ("init",),
        ("worker", "--check"),
        ("doctor",),
        ("settings",),
        ("glossary",),
        ("absence", "list"),
        ("feed", "list"),
    ):
        answer = office(*arguments, "--json")
        assert answer.code == 0, answer.err
        assert isinstance(answer.json, dict), arguments
    assert office("town", "--out", out, "--json").json["path"] == out


def test_init_tells_the_ids(tmp_path: Path) -> None:
    """Not in the office: a second body there would have to be told from the first."""
    named = ("init", "--name", "Stadt Bochum", "--email", "b@bochum.example")
    rest = ("--display-name", "Bea", "--password-stdin", "--json")
    with installation(tmp_path):
        made = call(*named, *rest, stdin="korrekt pferd batterie klammer\n")
    assert made.code == 0, made.err
    assert UUID(made.json["tenant_id"]) != UUID(made.json["user_id"])
    assert "Stadt Bochum" in made.err


class Terminal(io.StringIO):
    """A stream somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("watched", [True, False])
def test_bars_are_on_stderr_of_a_terminal_only(
    environment: Path, monkeypatch: pytest.MonkeyPatch, *, watched: bool
) -> None:
    out, err = io.StringIO(), Terminal() if watched else io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    town = str(environment / "watched.xlsx")
    assert run(["town", "--childminders", "5", "--out", town]) == 0
    assert ("█" in err.getvalue()) is watched
    assert ("Stadt wird geschrieben" in err.getvalue()) is watched
    assert "█" not in out.getvalue()


def test_an_absence_is_named_by_the_begin_of_its_id(
    office: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    tenant = ("--tenant", "Stadt Herne")
    day = ("--from", "2027-05-03")
    reported = office("absence", "report", "T-003", *day, *tenant, "--json")
    begin = reported.json["id"][:8]
    listed = office("absence", "list", *day, *tenant).out
    assert begin in listed
    assert max(len(line) for line in listed.splitlines()) <= 80
    [row] = office("absence", "list", *day, *tenant, "--json").json["absences"]
    for word in row["name"].split():
        assert word in listed
    extended = office("absence", "extend", begin, "--to", "04.05.2027", *tenant)
    assert extended.code == 0, extended.err
    withdrawn = office("absence", "withdraw", begin, *tenant, "--json")
    assert withdrawn.json == {"id": reported.json["id"]}
    assert office("absence", "withdraw", "zzz", *tenant).code == 7


def test_short_ids_are_long_enough_to_tell_them_apart() -> None:
    near = [UUID(int=1), UUID(int=2), UUID("ffffffff-0000-0000-0000-000000000000")]
    assert len(set(short_ids(near).values())) == 3
    assert set(short_ids(near[2:]).values()) == {"ffffffff"}
