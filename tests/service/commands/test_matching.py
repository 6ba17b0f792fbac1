"""From a programme's lists to engagements, by command lines alone."""

import re
from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import PASSWORD, Cli, call

# The local engine is a process; the tests share one installation.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("cli-matching")]
YEAR = "2027"


@pytest.fixture(scope="module")
def programme(environment: Path) -> Cli:
    """A programme of eight kindergartens and three coaches."""
    initial = ("init", "--kind", "programme", "--land", "TH", "--name", "Fachstelle")
    named = ("--email", "k@f.example", "--display-name", "Kim", "--password-stdin")
    assert call(*initial, *named, stdin=PASSWORD + "\n").code == 0
    book = str(environment / "programme.xlsx")
    sizes = ("--kindergartens", "8", "--coaches", "3", "--year", YEAR)
    made = call("programme", *sizes, "--out", book)
    assert made.code == 0, made.err
    stored = call("import", book, "--store")
    assert stored.code == 0, stored.err
    return call


@pytest.fixture(scope="module")
def matching(programme: Cli) -> str:
    """Id of a matching that is published."""
    made = programme("match", "--year", YEAR, "--json")
    assert made.code == ExitCode.DONE, made.err
    published = programme("publish", made.json["id"])
    assert published.code == ExitCode.DONE, published.err
    assert "Freigabe 1" in published.out
    return str(made.json["id"])


def test_the_table_tells_pairs_hours_ways_reasons_and_proofs(
    programme: Cli, matching: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = programme("match", "--show", matching)
    assert shown.code == ExitCode.DONE
    for part in ("Begleitung für ", "Std./Monat", " Min.", "bewiesen"):
        assert part in shown.out
    assert max(len(line) for line in shown.out.splitlines()) <= 100
    assert re.search(
        r"^Kosten +[\d.]+,\d\d +[\d.]+,\d\d +Euro ", shown.out, re.MULTILINE
    )


def test_why_and_why_not_are_told_of_a_stored_matching(
    programme: Cli, matching: str
) -> None:
    shown = programme("match", "--show", matching, "--json").json
    pair = shown["pairs"][0]
    house, coach = pair["kindergarten"], pair["coach"]
    why = programme("explain", house)
    assert why.code == ExitCode.DONE, why.err
    assert f"{coach} begleitet {house} mit" in why.out
    there = programme("explain", house, "--person", coach)
    assert f"{coach} begleitet {house} bereits im Plan" in there.out
    others = {one["coach"] for one in shown["pairs"]} - {coach}
    why_not = programme("explain", house, "--person", min(others), "--json")
    assert why_not.json["proposal"] == matching
    (part,) = why_not.json["parts"]
    assert part["sentences"]
    alone = shown["unserved"][0]["kindergarten"]
    told = programme("explain", alone).out
    assert told.startswith(f"{alone}:\n  ")
    assert len(told.splitlines()) >= 3
    assert programme("explain", "K-999").code == ExitCode.NOT_FOUND


def test_answers_are_taken_and_what_was_declined_is_planned_anew(
    programme: Cli, matching: str
) -> None:
    assert matching
    listed = programme("agree", "--year", YEAR, "--json").json
    first, second = (row["kindergarten"] for row in listed["engagements"][:2])
    said = programme("agree", first, "--year", YEAR, "--accept")
    assert "zugesagt" in said.out
    assert programme("agree", second, "--year", YEAR, "--decline").code == 0
    again = programme("agree", second, "--year", YEAR, "--decline")
    assert again.code == ExitCode.CONFLICT
    repaired = programme("match", "--year", YEAR, "--json").json
    open_ = {row["kindergarten"] for row in repaired["pairs"]}
    open_ |= {row["kindergarten"] for row in repaired["unserved"]}
    assert second in open_
    assert first not in open_
    table = programme("agree", "--year", YEAR).out
    assert "zugesagt" in table
    assert "abgesagt" in table


def test_a_pair_is_settled_by_hand_in_halves_of_hours(
    programme: Cli, matching: str
) -> None:
    assert matching
    coach = programme("agree", "--year", YEAR, "--json").json["engagements"][0]["coach"]
    asked = ("agree", "KG-NIEMAND", "--year", YEAR, "--coach", coach)
    assert programme(*asked, "--hours", "2.3").code == ExitCode.USAGE
    assert programme(*asked, "--hours", "2.5").code == ExitCode.NOT_FOUND
    assert programme("agree", "KG-NIEMAND", "--year", YEAR).code == ExitCode.USAGE


def test_a_published_matching_is_withdrawn(programme: Cli, matching: str) -> None:
    assert matching
    done = programme("withdraw", "1")
    assert done.code == ExitCode.DONE, done.err
    assert "Begleitungen beendet" in done.out
    assert programme("withdraw", "1").code == ExitCode.CONFLICT


def test_audit_and_strict_end_as_they_say(programme: Cli, matching: str) -> None:
    stale = programme("match", "--show", matching, "--audit")
    assert stale.code == ExitCode.REFUSED
    assert programme("match", "--audit").code == ExitCode.USAGE
    shown = programme("match", "--show", matching, "--strict", "--json")
    expected = ExitCode.GAPS if shown.json["unserved"] else ExitCode.DONE
    alone = {one["kindergarten_id"] for one in shown.json["unserved"]}
    told = {one["kindergarten_id"] for one in shown.json["changes"]}
    assert told | set(shown.json["without_time"]) == alone
    hasty = programme("match", "--show", matching, "--json", "--change-seconds", "0")
    assert hasty.json["changes"] == []
    assert shown.code == expected
