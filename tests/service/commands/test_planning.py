"""From the sick call to the calendar, by command lines alone."""

from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import Cli

# The local engine is a process; the tests share one installation.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("cli-planning")]
MONDAY = "2027-03-01"


@pytest.fixture(scope="module")
def absent(office: Cli) -> str:
    """Id of the absence of somebody with a substitute."""
    reported = office("absence", "report", "T-001", "--from", MONDAY, "--json")
    assert reported.code == ExitCode.DONE, reported.err
    return str(reported.json["id"])


@pytest.fixture(scope="module")
def proposal(office: Cli, absent: str) -> str:
    assert absent
    planned = office("plan", "--from", MONDAY, "--json")
    assert planned.code == ExitCode.DONE, planned.err
    assert planned.json["state"] == "ready"
    return str(planned.json["id"])


def test_absence_is_listed_extended_and_withdrawn(
    office: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")  # nothing breaks within a cell
    day = "2027-04-05"
    person = ("absence", "report", "T-002", "--from", day)
    made = office(*person, "--back", "2027-04-07", "--json").json["id"]
    listed = office("absence", "list", "--from", day)
    assert "offen, zurück etwa Mi 07.04.2027" in listed.out
    assert office("absence", "extend", made, "--to", "08.04.2027").code == ExitCode.DONE
    shown = office("absence", "list", "--from", day, "--json").json["absences"]
    assert [row["last_day"] for row in shown if row["id"] == made] == ["2027-04-08"]
    assert office("absence", "withdraw", made).code == ExitCode.DONE
    assert office("absence", "withdraw", made).code == ExitCode.CONFLICT
    left = office("absence", "list", "--from", day, "--json").json["absences"]
    assert made not in [row["id"] for row in left]


def test_absence_that_cannot_be_is_refused(office: Cli) -> None:
    backwards = ("--from", "2027-03-02", "--to", "2027-03-01")
    assert office("absence", "report", "T-001", *backwards).code == ExitCode.REFUSED
    assert office("absence", "report", "Niemand").code == ExitCode.NOT_FOUND


def test_plan_shows_who_goes_where_why_and_what_is_proven(
    office: Cli, proposal: str
) -> None:
    shown = office("plan", "--show", proposal)
    assert shown.code == ExitCode.DONE
    for words in (
        "Mo 01.03.2027:",
        "Statt ",
        "Wünsche in ihrer Reihenfolge",
        "bewiesen",
        "Zahl des Landes unbekannt, Bundesvorgabe verwendet: ",
        f"lueckenlos publish {proposal}",
    ):
        assert words in shown.out
    tiers = office("plan", "--show", proposal, "--json").json["tiers"]
    assert tiers
    assert all(tier["proven"] and tier["value"] == tier["bound"] for tier in tiers)


def test_strict_ends_with_6_exactly_where_there_are_gaps(
    office: Cli, proposal: str
) -> None:
    gaps = office("plan", "--show", proposal, "--json").json["gaps"]
    strict = office("plan", "--show", proposal, "--strict")
    assert strict.code == (ExitCode.GAPS if gaps else ExitCode.DONE)
    quiet_day = office("plan", "--from", "2027-02-22", "--strict")
    assert quiet_day.code == ExitCode.DONE
    assert "Keine Lücken." in quiet_day.out


def test_explain_answers_for_a_child_and_why_not_somebody(
    office: Cli, proposal: str
) -> None:
    plan = office("plan", "--show", proposal, "--json").json
    rows = [*plan["moves"], *plan["gaps"]]
    child = rows[0]["child"]
    told = office("explain", child, "--day", MONDAY)
    assert told.code == ExitCode.DONE
    assert told.out.startswith(f"{child}, ")
    why_not = office("explain", child, "--day", MONDAY, "--person", "T-005")
    assert why_not.code == ExitCode.DONE
    assert all(
        line.endswith(".") for line in why_not.out.splitlines() if line.startswith("  ")
    )
    parts = office(
        "explain", child, "--day", MONDAY, "--person", "T-005", "--json"
    ).json
    assert all(part["sentences"] for part in parts["parts"])
    asked = ("--person", "T-005", "--question", "why-not", "--json")
    assert (
        parts["parts"]
        == office("explain", child, "--day", MONDAY, *asked).json["parts"]
    )
    assert office("explain", "KI-9999").code == ExitCode.NOT_FOUND
    unplanned = office("explain", child, "--day", "2027-06-01")
    assert unplanned.code == ExitCode.NOT_FOUND


def test_every_question_is_answered_for_a_shown_proposal(
    office: Cli, proposal: str
) -> None:
    gaps = office("plan", "--show", proposal, "--json").json["gaps"]
    child = gaps[0]["child"]
    about = ("--day", MONDAY, "--proposal", proposal)
    for question in ("gap", "single-change", "alternatives"):
        told = office("explain", child, *about, "--question", question)
        assert told.code == ExitCode.DONE, told.err
        assert told.out.startswith(f"{child}, Mo 01.03.2027, ")
    same = office("explain", *about, "--question", "difference", "--since", proposal)
    assert same.code == ExitCode.DONE, same.err
    assert "nichts zu sagen" in same.out
    lacking = office("explain", child, *about, "--question", "why-not")
    assert (lacking.code, "braucht außerdem: --person." in lacking.err) == (2, True)
    lacking = office("explain", *about, "--question", "difference")
    assert (lacking.code, "braucht außerdem: --since." in lacking.err) == (2, True)


def test_a_shown_proposal_is_held_against_the_state_of_now(
    office: Cli, proposal: str
) -> None:
    audited = office("plan", "--show", proposal, "--audit")
    assert audited.code == ExitCode.DONE, audited.err
    assert "kann freigegeben werden" in audited.out
    as_json = office("plan", "--show", proposal, "--audit", "--json").json
    assert as_json["audit"]["publishable"] is True
    assert office("plan", "--audit").code != ExitCode.DONE


def test_publish_withdraw_and_what_cannot_be_done_twice(
    office: Cli, proposal: str
) -> None:
    published = office("publish", proposal, "--json")
    assert published.code == ExitCode.DONE, published.err
    number = str(published.json["number"])
    again = office("publish", proposal)
    assert again.code == ExitCode.CONFLICT
    assert "schon freigegeben" in again.err
    assert office("withdraw", number).code == ExitCode.DONE
    assert office("withdraw", number).code == ExitCode.CONFLICT
    assert office("withdraw", "77").code == ExitCode.NOT_FOUND
    assert office("doctor").code == ExitCode.DONE


def test_error_is_json_where_a_machine_reads(office: Cli, proposal: str) -> None:
    missing = proposal.replace(proposal[:8], "00000000")
    answer = office("publish", missing, "--json")
    assert answer.code == ExitCode.NOT_FOUND
    assert answer.json["code"] == ExitCode.NOT_FOUND
    assert answer.err == ""


def test_feed_is_shown_once_listed_exported_and_revoked(
    office: Cli, environment: Path
) -> None:
    made = office("feed", "subscribe", "person", "T-001", "--label", "Handy", "--json")
    secret = made.json["address"].rsplit("/", 1)[1]
    listed = office("feed", "list")
    assert "Handy" in listed.out
    assert secret not in listed.out + office("feed", "list", "--json").out
    out = environment / "feeds"
    exported = office("feed", "export", "person", "T-001", "T-002", "--out", str(out))
    assert exported.code == ExitCode.DONE
    files = sorted(out.glob("*.ics"))
    assert [str(path) for path in files] == sorted(exported.out.split())
    assert all(b"BEGIN:VCALENDAR" in path.read_bytes() for path in files)
    assert office("feed", "revoke", made.json["id"]).code == ExitCode.DONE
    assert "widerrufen" in office("feed", "list").out
    assert office("feed", "subscribe", "ort", "?").code == ExitCode.NOT_FOUND
    assert office("feed", "subscribe", "gebiet", "alle").code == ExitCode.DONE
