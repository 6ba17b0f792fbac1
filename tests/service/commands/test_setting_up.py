"""From nothing to a town: init, town, import, and what each refuses."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from service.errors import InvalidInput
from service.settings import Settings
from tests.service.commands.conftest import PASSWORD, Cli, call

pytestmark = pytest.mark.xdist_group("cli-setting-up")  # they follow one another
ANNA = ("--email", "anna@herne.example", "--display-name", "Anna Beispiel")


def test_nothing_works_before_init_and_says_so(cli: Cli) -> None:
    answer = cli("absence", "list")
    assert answer.code == ExitCode.NOT_SET_UP
    assert "lueckenlos init" in answer.err


def test_init_makes_database_key_and_administrator(cli: Cli, environment: Path) -> None:
    weak = cli("init", "--name", "Stadt X", *ANNA, "--password-stdin", stdin="kurz\n")
    assert weak.code == ExitCode.REFUSED
    made = cli(
        "init", "--name", "Stadt X", *ANNA, "--password-stdin", stdin=PASSWORD + "\n"
    )
    assert made.code == ExitCode.DONE, made.err
    key = environment / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_text()
    assert cli("init").code == ExitCode.DONE
    assert key.read_text() == before, "a second init keeps the key"
    again = cli(
        "init", "--name", "Stadt X", *ANNA, "--password-stdin", stdin=PASSWORD + "\n"
    )
    assert again.code == ExitCode.CONFLICT
    assert cli("migrate").code == ExitCode.DONE


def test_no_option_takes_a_password(cli: Cli) -> None:
    answer = cli("init", "--name", "Stadt Y", *ANNA, "--password", PASSWORD)
    assert answer.code == ExitCode.USAGE


def test_import_checks_first_stores_when_told_and_changes_nothing_twice(
    cli: Cli, environment: Path
) -> None:
    town = str(environment / "town.xlsx")
    assert cli("town", "--childminders", "5", "--out", town).code == ExitCode.DONE
    checked = cli("import", town)
    assert checked.code == ExitCode.DONE
    assert "--store" in checked.out
    stored = cli("import", town, "--store", "--json").json
    assert stored["stored"] is True
    again = cli("import", town, "--store", "--json").json
    assert again["changes_something"] is False


def test_import_of_a_bad_file_ends_with_3_and_names_every_place(
    cli: Cli, environment: Path
) -> None:
    bad = environment / "Personen.csv"
    bad.write_text("Kürzel;Art;Vorname;Nachname\nA-1;Zauberin;Ada;Alt\nA-1;;;\n")
    answer = cli("import", str(bad))
    assert answer.code == ExitCode.REFUSED
    assert "Zauberin" in answer.out
    stored = cli("import", str(bad), "--store", "--json")
    assert stored.code == ExitCode.REFUSED
    assert {fault["value"] for fault in stored.json["faults"]} >= {"Zauberin"}


def test_a_folder_without_tables_was_told_twice_with_an_empty_place_bug(
    cli: Cli, environment: Path
) -> None:
    empty = environment / "leer"
    empty.mkdir()
    answer = cli("import", str(empty))
    assert answer.code == ExitCode.REFUSED
    said = [line for line in (answer.out + answer.err).splitlines() if line.strip()]
    assert said == ["Nicht möglich: Der Ordner enthält keine CSV-Datei."]


def test_town_that_cannot_be_is_refused(cli: Cli, environment: Path) -> None:
    answer = cli("town", "--land", "XX", "--out", str(environment / "x.xlsx"))
    assert answer.code == ExitCode.REFUSED
    assert not (environment / "x.xlsx").exists()


def test_several_tenants_must_be_told_apart(cli: Cli) -> None:
    other = ("--email", "b@b.example", "--display-name", "Bea")
    made = cli(
        "init", "--name", "Stadt Z", *other, "--password-stdin", stdin=PASSWORD + "\n"
    )
    assert made.code == ExitCode.DONE, made.err
    assert cli("absence", "list").code == ExitCode.REFUSED
    assert cli("absence", "list", "--tenant", "Stadt Z").code == ExitCode.DONE
    missing = cli("absence", "list", "--tenant", "Stadt Q")
    assert missing.code == ExitCode.NOT_FOUND
    assert "„Stadt X“, „Stadt Z“" in missing.err


@pytest.mark.parametrize("command", ["settings", "glossary", "rules"])
def test_reference_is_readable_and_for_machines(cli: Cli, command: str) -> None:
    assert len(cli(command).out.splitlines()) > 10
    assert cli(command, "--json").json


def test_settings_never_show_a_secret(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUECKENLOS_SECRET_KEY", "sehr-geheim-sehr-geheim-sehr-geheim")
    assert "sehr-geheim" not in cli("settings").out + cli("settings", "--json").out


def test_setting_that_is_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUECKENLOS_PORT", "achtzig")
    answer = call("settings")
    assert answer.code == ExitCode.REFUSED
    assert "PORT" in answer.err


def test_rules_say_in_the_table_what_is_unknown_and_all_are_built(cli: Cli) -> None:
    told = " ".join(cli("rules", "--land", "TH").out.split())
    assert "unbekannt: Das Land darf diese Zahl selbst festlegen" in told
    answer = cli("rules", "--land", "TH", "--json").json
    remarks = {n["remark"] for rule in answer["rules"] for n in rule["numbers"]}
    assert "unbekannt, es gilt die Bundesvorgabe" in remarks
    assert not [r["id"] for r in answer["rules"] if "nicht gebaut" in r["remark"]]


def test_rules_of_an_area_need_its_tenant(cli: Cli) -> None:
    answer = cli("rules", "--area", "Neustadt")
    assert answer.code == ExitCode.REFUSED
    assert "--tenant" in answer.err


def test_town_without_the_ending_of_a_workbook_is_a_folder_of_csv(
    cli: Cli, environment: Path
) -> None:
    folder = environment / "stadt"
    made = cli("town", "--childminders", "5", "--out", f"{folder}/")
    assert made.code == ExitCode.DONE, made.err
    files = list(folder.iterdir())
    assert len(files) > 5
    assert {file.suffix for file in files} == {".csv"}


def test_settings_show_their_defaults_beside_the_value_in_use(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUECKENLOS_PORT", "8123")
    by_name = {row["name"]: row for row in cli("settings", "--json").json["settings"]}
    port = by_name["LUECKENLOS_PORT"]
    assert (port["value"], port["default"]) == ("8123", "8000")
    assert "Vorgabe" in cli("settings").out


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("sqlite:////nirgends/db", ExitCode.BUSY, "nicht erreichbar"),
        ("sqlite:///text", ExitCode.BUSY, "keine Datenbank"),
        ("mysql://a:geheim@db/x", ExitCode.REFUSED, "wird nicht unterstützt"),
        ("geheim", ExitCode.REFUSED, "LUECKENLOS_DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_had_was_told_as_a_fault_of_the_program(
    url: str,
    code: ExitCode,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "text").write_text("Das ist keine Datenbank." * 10, encoding="utf-8")
    monkeypatch.setenv("LUECKENLOS_DATABASE_URL", url)
    monkeypatch.setenv("LUECKENLOS_SECRET_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.chdir(tmp_path)
    for command in (["plan"], ["migrate"], ["doctor"], ["init"]):
        answer = call(*command)
        assert (answer.code, answer.out) == (code, "")
        assert answer.err.startswith("Nicht möglich: ")
        assert said in answer.err
        assert "geheim" not in answer.err
    assert not (tmp_path / "key").exists()


def test_a_server_that_does_not_answer_was_told_as_a_fault_of_the_program() -> None:
    """In a process of its own: of engines that never connected traces stay behind."""
    answer = subprocess.run(
        [sys.executable, "-c", "from service.cli import main; main()", "plan"],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "LUECKENLOS_DATABASE_URL": "postgresql://a:geheim@127.0.0.1:1/x",
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == ExitCode.BUSY
    assert answer.stderr.startswith("Nicht möglich: Die Datenbank ist gerade nicht")
    assert "geheim" not in answer.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing", "Ordner oder Datei nicht gefunden"),
        ("folder", "das ist ein Ordner"),
        ("bytes", "das ist kein Text"),
    ],
)
def test_a_key_that_cannot_be_read_was_a_fault_of_the_program(
    name: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "bytes").write_bytes(b"\xff" * 40)
    settings = Settings(secret_key_file=str(tmp_path / name))
    with pytest.raises(InvalidInput, match=said) as refused:
        settings.session_secret()
    assert name in str(refused.value)
