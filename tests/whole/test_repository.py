"""What the repository promises about itself."""

import importlib.metadata
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED_AT_ROOT = {
    "README.md",
    "pyproject.toml",
    "requirements.lock",
    "docker-compose.yml",
    "Dockerfile",
    "Makefile",
    "CHANGELOG.md",
    "LICENSE",
    "publiccode.yml",
    "api",
    "service",
    "solver",
    "fixtures",
    "tests",
}


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in listed.stdout.splitlines()]


def test_only_the_agreed_folders_and_files_stand_at_the_root():
    names = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {name for name in names if not name.startswith(".")} <= ALLOWED_AT_ROOT


def test_lock_pins_every_package_by_hash_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--index|--find-links", lock)
    pins = re.findall(r"^([a-z0-9][\w.-]*)==", lock, re.MULTILINE)
    assert len(pins) > 50
    blocks = re.split(r"^(?=[a-z0-9][\w.-]*==)", lock, flags=re.MULTILINE)
    for block in blocks:
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_lock_holds_every_declared_dependency():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9][\w.-]*)==", lock, re.MULTILINE))
    wanted = {
        re.split(r"[\[<>=!; ]", requirement)[0].lower()
        for requirement in importlib.metadata.requires("lueckenlos") or []
    }
    assert wanted <= locked


def test_no_dependency_ships_one_of_our_package_names():
    owners = importlib.metadata.packages_distributions()
    for name in ("api", "service", "solver", "fixtures"):
        assert set(owners.get(name, ["lueckenlos"])) == {"lueckenlos"}


@pytest.mark.parametrize("word", ["/work/", "pypi.org", "npmjs", "deb.debian.org"])
def test_no_file_names_a_machine_or_a_registry(word: str):
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".toml", ".yml", ".lock", ".po", ""}
        and path != Path(__file__)
        and path.is_file()
        and "vendor" not in path.parts
        and word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []


def test_the_rules_of_every_problem_stand_alone():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (alone,) = [each for each in contracts if each["type"] == "independence"]
    there = {path.parent.name for path in (ROOT / "solver").glob("*/rules")}
    assert there
    assert set(alone["modules"]) == {f"solver.{name}.rules.*" for name in there}


def test_plain_make_lists_what_every_target_does():
    shown = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in ("demo", "test", "check", "serve", "bench"):
        assert re.search(rf"make {target}\s+\w", shown)


MARK = re.compile(
    r"# (?:ruff: )?(?:noqa(?:: [A-Z]+\d+(?:, ?[A-Z]+\d+)*)?"
    r"|type: ignore(?:\[[\w, -]*\])?|pragma: no cover|fmt: (?:off|skip))"
)


def has_reason(line: str) -> bool:
    """Whether words stand behind a mark."""
    behind = MARK.sub("", line[MARK.search(line).start() :])
    return bool(re.search(r"[a-zA-Z]{3}", behind))


@pytest.mark.parametrize(
    ("line", "reasoned"),
    [
        ("x = 1  # noqa: S105", False),
        ("x = 1  # noqa: S105, E501", False),
        ("x = 1  # noqa: S105 - no secret", True),
        ("x = y  # type: ignore[arg-type]", False),
        ("x = y  # type: ignore[misc] # noqa: S105 -- smorest's", True),
    ],
)
def test_only_words_behind_a_mark_are_a_reason(line: str, *, reasoned: bool):
    assert has_reason(line) is reasoned


def test_every_suppressed_check_carries_its_reason():
    bare: list[str] = []
    for path in tracked_files():
        if path.suffix != ".py" or "versions" in path.parts or not path.is_file():
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            found = MARK.search(line)
            above = lines[number - 1].lstrip() if number else ""
            if found and not above.startswith("#") and not has_reason(line):
                bare.append(f"{path.relative_to(ROOT)}:{number + 1}")
    assert bare == []
