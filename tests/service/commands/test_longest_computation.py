"""The setting caps how long a plan is computed, whatever a command line asks for."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from service.cli import run
from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import Cli

# The local engine is a process; the tests share one installation.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("cli-seconds")]


@pytest.mark.parametrize(
    ("asked", "granted"),
    [((), 7), (("--seconds", "6"), 6), (("--seconds", "8"), 7)],
    ids=["unasked", "less", "more"],
)
def test_no_more_than_the_setting(
    office: Cli,
    environment: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: tuple[str, ...],
    granted: int,
) -> None:
    monkeypatch.setenv("LUECKENLOS_SOLVER_SECONDS", "7")
    planned = office("plan", "--from", "2027-03-01", *asked, "--json")
    assert planned.code == ExitCode.DONE, planned.err
    with closing(sqlite3.connect(environment / "db.sqlite")) as database:
        (seconds,) = database.execute(
            "SELECT json_extract(limits, '$.seconds') FROM proposal"
            " ORDER BY created_at DESC LIMIT 1"
        ).fetchone()
    assert seconds == granted


def test_a_setting_no_proposal_could_have_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LUECKENLOS_SOLVER_SECONDS", "601")
    assert run(("plan",)) != ExitCode.DONE
    assert "SOLVER_SECONDS" in "".join(capsys.readouterr())
