"""The process that reads: it answers times or a flaw, and is ended at its limits."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from service.busy import supervise
from service.busy.limits import Limits
from service.busy.reading import read_calendar
from service.busy.refusal import SENTENCES, Flaw
from service.busy.supervise import read_apart
from service.errors import InvalidInput, TooLarge
from tests.service.busy.files import ASKED, calendar, event

CANARY = "Zaunkönig"
DAY = "DTSTART;VALUE=DATE:20261102"
SECRETS = (
    f"SUMMARY:{CANARY}",
    f"DESCRIPTION:{CANARY}",
    f"LOCATION:{CANARY}",
    f"ATTENDEE;CN={CANARY}:mailto:{CANARY}@example.org",
    f"ORGANIZER;CN={CANARY}:mailto:{CANARY}@example.org",
    f"X-NOTE:{CANARY}",
)


def test_it_answers_what_is_read_here() -> None:
    content = calendar(
        event(DAY, "RRULE:FREQ=WEEKLY", *SECRETS), event("DTSTART:20261105T100000Z")
    )
    apart = read_apart(content, ASKED)
    assert apart == read_calendar(content, ASKED)
    assert apart.events == 2
    assert len(apart.spans) == 44
    assert apart.spans[0].ends_at - apart.spans[0].starts_at == timedelta(days=1)


@pytest.mark.parametrize(
    "fault",
    [
        (f"DTSTART:{CANARY}",),
        (f"DTSTART;TZID={CANARY}:20261102T100000",),
        (DAY, "RRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=999"),
    ],
)
def test_a_refusal_names_a_line_and_nothing_of_the_file(
    fault: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    content = calendar(event(*SECRETS, *fault, uid=CANARY))
    with capture_logs() as logs, pytest.raises(InvalidInput) as refused:
        read_apart(content, ASKED)
    (found,) = refused.value.faults
    assert "Zeile " in found.detail
    printed = capfd.readouterr()
    said = f"{refused.value}{found}{refused.value.__cause__}{logs}{printed}"
    assert CANARY not in said
    assert CANARY.encode() not in said.encode()


def test_what_nobody_can_work_out_ends_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervise, "LIMITS", Limits(patience_seconds=2))
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    parts = [event("DTSTART;VALUE=DATE:16000101", never, uid=str(n)) for n in range(40)]
    before = time.monotonic()
    with pytest.raises(TooLarge, match=SENTENCES[Flaw.EFFORT]):
        read_apart(calendar(*parts), ASKED)
    assert time.monotonic() - before < 20


def test_the_processor_and_the_memory_are_bounded() -> None:
    program = (
        "import resource; from service.jobs.restricted import *;"
        "restrict(512, 0); restrict_time(3);"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0] >> 20,"
        " resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert said.stdout.split() == ["512", "3"]


@pytest.mark.parametrize(
    ("content", "flaw"),
    [(b"", Flaw.EMPTY), (b"x" * (Limits().file_bytes + 1), Flaw.SIZE)],
)
def test_nothing_and_too_much_are_refused_before_any_process(
    content: bytes, flaw: Flaw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    with pytest.raises((InvalidInput, TooLarge), match=SENTENCES[flaw]):
        read_apart(content, ASKED)


def test_a_process_that_dies_is_told_without_what_it_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with capture_logs() as logs, pytest.raises(TooLarge):
        read_apart(calendar(event(DAY, *SECRETS)), ASKED)
    (said,) = logs
    assert (said["event"], said["exit"]) == ("calendar_reader_died", 1)
    assert CANARY not in str(logs)
