"""Everything in the README is run, as a newcomer would type it."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
PROGRAMS = Path(sys.executable).parent


def test_it_stays_short():
    assert README.count("\n") <= 200


def test_the_two_commands_are_targets_that_make_knows():
    commands = re.findall(r"^make (\w+)", BLOCKS[0], re.MULTILINE)
    assert commands == ["demo", "test"]
    for command in commands:
        subprocess.run(
            ["make", "--dry-run", command], cwd=ROOT, check=True, capture_output=True
        )


def test_every_path_it_names_is_there():
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.\w+|[A-Z]+)`", README))
    named |= set(re.findall(r"\]\(([\w./-]+)\)", README))
    rules = ROOT / "solver" / "substitution"
    missing = {
        name
        for name in named
        if not (ROOT / name).exists() and not (rules / name).exists()
    }
    assert missing == set()


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.timeout(900)  # some thirty commands, several of which plan for seconds
def test_the_walk_runs_as_it_is_written(tmp_path: Path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(PROGRAMS)
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    script = "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
    script += "\n".join(BLOCKS[1:]).replace("8765", port)
    run = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    shown = run.stdout + run.stderr
    assert run.returncode == 0, shown
    assert "BEGIN:VCALENDAR" in run.stdout
    assert list((tmp_path / "calendars").glob("*.ics"))
    assert "Traceback" not in shown
