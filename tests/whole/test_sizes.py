"""Files and functions stay small: quality is lost in the tail."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_PARAMETERS = 6
#: An entry of the audit trail says all of this, and everybody names it.
MORE_PARAMETERS = {"record": 7}
PACKAGES = ("api", "service", "solver")
SOURCES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations/versions" not in path.as_posix()
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_file_and_its_functions_are_small(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MAX_FUNCTION_LINES, f"{node.name}: {lines} lines"
            arguments = node.args
            named = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
            count = len([a for a in named if a.arg not in ("self", "cls")])
            most = MORE_PARAMETERS.get(node.name, MAX_PARAMETERS)
            assert count <= most, f"{node.name}: {count} parameters"


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "tests").rglob("*.py")),
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_test_files_stay_readable(path: Path):
    assert path.read_text(encoding="utf-8").count("\n") <= 500


def test_every_package_says_what_it_is_for():
    for package in PACKAGES:
        for init in (ROOT / package).rglob("__init__.py"):
            if "migrations" in init.parts:
                continue
            assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))), init
