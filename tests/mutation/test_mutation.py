"""The tool itself: it finds places to break, breaks them, and tells what survived."""

import re
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest

from tests.mutation.points import compiled, points
from tests.mutation.session import ROOT

HERE = Path("here.py")


def broken(source: str, argument: object = 5) -> dict[str, object]:
    """What ``f`` answers after each fault."""
    found = {}
    for point in points(HERE, source):
        names: dict[str, FunctionType] = {}
        exec(compiled(point, source, "here.py"), names)  # noqa: S102 – this very source
        found[f"{point.kind}: {point.after}"] = names["f"](argument)
    return found


def test_breaks_comparisons_numbers_signs_and_answers():
    assert broken("def f(x):\n    return x < 5 + x\n", 3) == {
        "return: return None": None,
        "comparison 1: x <= 5 + x": True,
        "arithmetic: 5 - x": False,
        "number: 6": True,
    }


@pytest.mark.parametrize(
    ("body", "fault", "answer"),
    [
        ("return x and 7", "and/or: x or 7", 5),
        ("return not x", "not removed: x", 5),
        ("return min(x, 9)", "call: max(x, 9)", 9),
        ("return sorted([3, -4], key=abs)", "key dropped: sorted([3, -4])", [-4, 3]),
        ("return [x]", "return: return []", []),
        ("return 1 if x else 2", "if negated: 1 if not x else 2", 2),
    ],
)
def test_breaks(body: str, fault: str, answer: object):
    assert broken(f"def f(x):\n    {body}\n")[fault] == answer


def test_drops_statements_that_only_call():
    source = "def f(x):\n    found = []\n    found.append(x)\n    return found\n"
    assert broken(source)["statement dropped: pass"] == []


def test_leaves_texts_tables_defaults_and_checks_of_zips_alone():
    source = (
        'LIMIT = 3\n\n\ndef f(x=4):\n    """Say 5."""\n    found: list[int] = []\n'
        "    for _ in zip(x, x, strict=True):\n        pass\n"
        "    raise ValueError(f'{x + 1} zu viel')\n"
    )
    assert points(HERE, source) == []


def test_every_fault_has_a_name_of_its_own():
    names = [
        point.name
        for path in sorted((ROOT / "solver" / "engine").rglob("*.py"))
        for point in points(path, path.read_text(encoding="utf-8"))
    ]
    assert len(names) > 200
    assert len(set(names)) == len(names)


@pytest.mark.slow
def test_runs_as_its_head_says():
    told = subprocess.run(
        [
            *(sys.executable, "-m", "tests.mutation", "--sample", "3"),
            *("--part", "solver/slots", "tests/solver/test_slots.py"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert re.search(r"^all: [1-3] of 3 killed$", told, re.MULTILINE)
