"""The peers as processes of their own, and why one is missing where it is."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers.answer import Answer
from tests.benchmarks.peers.exchange import Instance, read_answer
from tests.benchmarks.peers.timefold import read_lines, to_numbers

ROOT = Path(__file__).resolve().parents[3]
#: Made by ``make bench`` from ``requirements.lock`` beside this file.
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
#: What a peer may take beyond its limit, start-up and reading included [s].
GRACE_SECONDS = 180.0
LEAST_JAVA = 17


@dataclass(frozen=True)
class Way:
    """Another way to a plan: a module to run, where, and with what."""

    name: str
    module: str
    own_environment: bool = True
    java: bool = False
    one_core: bool = False

    def missing(self) -> str | None:
        """Why it cannot run here, if so."""
        if self.own_environment and not PEERS_PYTHON.exists():
            return "no .venv-peers (make bench installs it)"
        if self.java and java_version() < LEAST_JAVA:
            return f"no Java {LEAST_JAVA} with compiler on the path"
        return None


CP_SAT = Way("CP-SAT", "tests.benchmarks.peers.cp_sat_peer", own_environment=False)
HIGHS = Way("HiGHS", "tests.benchmarks.peers.highs_peer", one_core=True)
TIMEFOLD = Way("Timefold", "TimefoldPeer", java=True, one_core=True)
WAYS = (CP_SAT, HIGHS, TIMEFOLD)


def java_version() -> int:
    """Major version of the Java compiler on the path, 0 without one."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        return 0
    said = subprocess.run(
        ["javac", "-version"], capture_output=True, text=True, check=True
    ).stdout
    return int(said.split()[1].split(".")[0].split("-")[0])


class PeerFailed(Exception):
    """A peer's process ended without an answer."""


def run(way: Way, instance: Instance, seconds: float, seed: int) -> Answer:
    """A peer's answer to an instance.

    Raises
    ------
    PeerFailed
        If its process fails, hangs, or answers something else.
    """
    try:
        if way is TIMEFOLD:
            numbers = to_numbers(instance, seconds, seed)
            said = _said(_timefold_command(), numbers, seconds)
            return read_lines(said, instance.counting)
        python = str(PEERS_PYTHON) if way.own_environment else sys.executable
        command = [python, "-m", way.module]
        return read_answer(_said(command, instance.to_json(seconds, seed), seconds))
    except (ValueError, subprocess.TimeoutExpired) as fault:
        raise PeerFailed(f"{way.name}: {fault}") from fault


def _said(command: list[str], told: str, seconds: float) -> str:
    done = subprocess.run(
        command,
        input=told,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=seconds + GRACE_SECONDS,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        raise PeerFailed(f"{command[0]} ended with {done.returncode}: {last}")
    return done.stdout


def _timefold_command() -> list[str]:
    """Java with the jars of the wheel, our class compiled if it is older."""
    folder = PEERS_PYTHON.parents[1]
    jars = next(folder.glob("lib/python*/site-packages/timefold/solver/jars"))
    classes, source = folder / "classes", Path(__file__).parent / "TimefoldPeer.java"
    compiled = classes / "TimefoldPeer.class"
    path = f"{jars}/*"
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(
            ["javac", "-d", str(classes), "-cp", path, str(source)], check=True
        )
    return ["java", "-cp", f"{classes}:{path}", "TimefoldPeer"]
