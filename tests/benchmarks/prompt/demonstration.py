"""The demonstration in less than a minute of one core, its children included."""

import os
from pathlib import Path

from tests.cpu import slowness
from tests.service.commands.conftest import call

SECONDS = 45.0


def test_the_demonstration(tmp_path: Path) -> None:
    # one core does nothing else then: it neither waits nor sleeps
    slow, begin = slowness(), _cpu_seconds()
    answer = call("demo", "--dir", str(tmp_path))
    seconds = (_cpu_seconds() - begin) / max(slow, slowness())
    assert answer.code == 0, answer.err
    print(f"\ndemonstration: {seconds:.1f} s CPU, bar {SECONDS} s")
    assert seconds < SECONDS


def _cpu_seconds() -> float:
    spent = os.times()
    return sum((spent.user, spent.system, spent.children_user, spent.children_system))
