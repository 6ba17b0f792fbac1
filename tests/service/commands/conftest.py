"""An installation of its own for each module, used by command lines."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from service.cli import run
from service.i18n import use_locale

PASSWORD = "korrekt pferd batterie klammer"  # noqa: S105 - of a test
MONDAY = "02.11.2026"


@dataclass(frozen=True)
class Answer:
    """What a command line said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Answer]


def call(*arguments: str, stdin: str = "") -> Answer:
    """Run one command line in this process."""
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(stdin), io.StringIO(), io.StringIO()
    try:
        code = run(arguments)
        return Answer(code, sys.stdout.getvalue(), sys.stderr.getvalue())
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        use_locale("de")


@contextmanager
def installation(folder: Path) -> Iterator[None]:
    """The variables that point an installation at a folder."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LUECKENLOS_LOCALE"):
            patch.delenv(name, raising=False)
        patch.setenv("LUECKENLOS_DATABASE_URL", f"sqlite:///{folder}/db.sqlite")
        patch.setenv("LUECKENLOS_SECRET_KEY_FILE", str(folder / "secret-key"))
        patch.setenv("LUECKENLOS_PASSWORD_MEMORY_KIB", "8")
        patch.chdir(folder)
        yield


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an installation that all tests of a module share."""
    folder = tmp_path_factory.mktemp("installation")
    with installation(folder):
        yield folder


@pytest.fixture
def cli(environment: Path) -> Cli:
    """Command lines in an installation that may be empty."""
    del environment
    return call


def set_up(folder: Path) -> None:
    """A tenant with a small town."""
    initial = ("init", "--name", "Stadt Herne", "--email", "anna@herne.example")
    named = ("--display-name", "Anna Beispiel", "--password-stdin")
    assert call(*initial, *named, stdin=PASSWORD + "\n").code == 0
    town = str(folder / "town.xlsx")
    made = call("town", "--childminders", "12", "--out", town)
    assert made.code == 0, made.err
    stored = call("import", town, "--store")
    assert stored.code == 0, stored.err


@pytest.fixture(scope="module")
def office(environment: Path) -> Cli:
    """Command lines in an installation with a small town."""
    set_up(environment)
    return call
