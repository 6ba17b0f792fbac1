"""The same bytes and the same reading on machines that stand elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
RULES = "tests/service/calendars/test_rules_time.py"
GOLDEN = "tests/service/calendars/test_golden.py"
READERS = "tests/readers/test_history.py"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "portion"),
    [
        ("America/New_York", (RULES,)),
        ("Pacific/Auckland", (GOLDEN, READERS)),
    ],
)
def test_calendars_hold_where_the_machine_has_another_zone(
    zone: str, portion: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
            *(*portion, "-k", "holds or stored or vobject"),
        ],
        cwd=ROOT,
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3_000:]
    assert " passed" in done.stdout
