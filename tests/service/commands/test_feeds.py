"""Calendars by command lines: how to subscribe, and after a restore."""

import re
from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import Cli

# the tests share one installation
pytestmark = pytest.mark.xdist_group("cli-feeds")


def test_restored_calendars_are_newer_than_what_was_read(
    office: Cli, environment: Path
) -> None:
    assert office("feed", "subscribe", "person", "T-003").code == ExitCode.DONE
    assert office("absence", "report", "T-003", "--from", "heute").code == ExitCode.DONE
    out = environment / "calendars"

    def sequences() -> list[int]:
        told = office("feed", "export", "person", "T-003", "--out", str(out))
        text = Path(told.out.strip()).read_text(encoding="utf-8")
        return [int(number) for number in re.findall(r"\nSEQUENCE:(\d+)", text)]

    before = sequences()
    assert before
    told = office("feed", "restored", "--json")
    assert (told.code, told.json) == (ExitCode.DONE, {"feeds": 1})
    assert sequences() == [number + 1_000 for number in before]
    assert "Kalender: 1." in office("feed", "restored").out
    assert office("doctor").code == ExitCode.DONE


def test_a_new_calendar_says_how_each_program_is_told(office: Cli) -> None:
    made = office("feed", "subscribe", "gebiet", "alle")
    (address,) = made.out.splitlines()
    assert address.startswith("http")
    for program in ("iPhone", "Google", "Outlook", "Android", "Thunderbird"):
        assert program in made.err
    assert address.replace("http:", "webcal:") in made.err
    assert "cid=" not in made.err
