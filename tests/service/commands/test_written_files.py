"""Where commands write: files whole, links followed, pipes filled, refusals told."""

import json
import os
import stat
from pathlib import Path
from threading import Thread

import pytest

from service.commands.common.exits import ExitCode
from service.commands.common.files import check_writable, write_whole
from service.errors import InvalidInput
from tests.service.commands.conftest import Answer, Cli, call
from tests.solver.exchange.documents import a_document, as_bytes


@pytest.fixture
def problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "problem.json"
    path.write_bytes(as_bytes(a_document()))
    return path


def solved(problem: Path, out: str, *options: str) -> Answer:
    return call("solve", str(problem), "--out", out, *options)


def test_a_plan_took_the_place_of_the_pipe_it_was_written_to(problem: Path):
    """As root that replaced /dev/null for everybody."""
    os.mkfifo("pipe")
    heard: list[bytes] = []
    reader = Thread(target=lambda: heard.append(Path("pipe").read_bytes()))
    reader.start()
    answer = solved(problem, "pipe")
    reader.join(timeout=60)
    assert answer.code == ExitCode.DONE, answer.err
    assert json.loads(heard[0])["format"] == "lueckenlos-plan"
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_a_file_took_the_place_of_the_link_to_it(tmp_path: Path):
    (tmp_path / "far").mkdir()
    link = tmp_path / "link"
    link.symlink_to("far/plan.json")
    check_writable(link)
    assert not (tmp_path / "far" / "plan.json").exists()
    for content in (b"one", b"two"):
        write_whole(link, content)
        assert link.is_symlink()
        assert (tmp_path / "far" / "plan.json").read_bytes() == content
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["plan.json"]


@pytest.mark.parametrize("out", ["", ".", "/"])
def test_a_path_without_a_name_was_a_fault_of_the_program(problem: Path, out: str):
    answer = solved(problem, out)
    assert answer.code == ExitCode.REFUSED
    assert "lässt sich nicht schreiben: das ist ein Ordner." in answer.err


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(InvalidInput, match="das ist ein Ordner"):
        write_whole(tmp_path / "taken", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_no_number_was_taken_for_seconds(problem: Path):
    answer = solved(problem, "plan.json", "--time-limit", "nan")
    assert answer.code == ExitCode.USAGE
    assert "erwartet wird eine Zahl von 0 bis 86400." in answer.err


@pytest.mark.parametrize("out", ["none/made.xlsx", "file/folder"])
@pytest.mark.parametrize(
    "making",
    [
        ("town", "--childminders", "2"),
        ("programme", "--kindergartens", "1", "--coaches", "1"),
    ],
    ids=lambda making: making[0],
)
def test_where_nothing_can_be_made_was_a_fault_of_the_program(
    making: tuple[str, ...],
    out: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    answer = call(*making, "--out", out)
    assert answer.code == ExitCode.REFUSED
    assert f"„{out}“ lässt sich nicht schreiben: " in answer.err


def test_calendars_that_cannot_be_written_were_a_fault_of_the_program(
    office: Cli, environment: Path
):
    (environment / "file").touch()
    answer = office("feed", "export", "person", "T-001", "--out", "file/folder")
    assert answer.code == ExitCode.REFUSED
    assert "lässt sich nicht schreiben: " in answer.err
