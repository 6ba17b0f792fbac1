"""Files and functions stay small: quality is lost in the tail."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_FILE_LINES = 400
MAX_TEST_LINES = 500
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


def lines_of(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_files_are_small():
    assert {path for path in SOURCES if lines_of(path) > MAX_FILE_LINES} == set()


def test_test_files_stay_readable():
    tests = (ROOT / "tests").rglob("*.py")
    assert {path for path in tests if lines_of(path) > MAX_TEST_LINES} == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_functions_are_small(package: str):
    large = {
        f"{path}: {node.name}"
        for path in SOURCES
        if path.is_relative_to(ROOT / package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and is_large(node)
    }
    assert large == set()


def is_large(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function has too many lines or too many parameters."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    arguments = node.args
    named = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
    count = len([a for a in named if a.arg not in ("self", "cls")])
    most = MORE_PARAMETERS.get(node.name, MAX_PARAMETERS)
    return lines > MAX_FUNCTION_LINES or count > most


@pytest.mark.parametrize("count", [6, 7])
def test_a_parameter_too_many_is_seen(count: int):
    names = ", ".join(f"a{number}" for number in range(count))
    (node,) = ast.parse(f"def f({names}): ...").body
    assert is_large(node) is (count > MAX_PARAMETERS)


def test_every_package_says_what_it_is_for():
    for package in PACKAGES:
        for init in (ROOT / package).rglob("__init__.py"):
            if "migrations" in init.parts:
                continue
            assert docstring(init), init


def docstring(init: Path) -> str:
    """What a package says of itself."""
    return ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""


@pytest.mark.parametrize("package", ["service", "solver"])
def test_every_package_is_on_the_map(package: str):
    root = ROOT / package
    there = {init.parent.name for init in root.glob("*/*.py")}
    named = re.findall(r"``(\w+)", docstring(root / "__init__.py"))
    assert there <= {*named}
