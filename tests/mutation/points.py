"""Where a source file can be broken, and how: small faults a programmer makes.

Only the bodies of functions are touched: no texts, no annotations, no defaults, no
tables of a module.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_EMPTIED = {"tuple", "list", "dict", "set", "frozenset", "sorted"}
_WITHOUT_BODY = {"abstractmethod", "overload"}


@dataclass(frozen=True, slots=True)
class Point:
    """One fault: what stands in the lines, and what it is turned into."""

    path: Path
    line: int
    last_line: int
    column: int
    last_column: int
    kind: str
    before: str
    after: str
    function: str

    @property
    def name(self) -> str:
        """Tells a fault from all others of the same source."""
        columns = f"{self.column}-{self.last_column}"
        return f"{self.path.as_posix()}:{self.line}:{columns} {self.kind}"


def points(path: Path, text: str) -> list[Point]:
    """All faults of a source file, in the order of its text."""
    found = []
    for function, node in _places(ast.parse(text)):
        for kind, changed in _faults(node):
            assert isinstance(node, ast.stmt | ast.expr)
            point = Point(
                path,
                node.lineno,
                _last_line(node),
                node.col_offset,
                node.end_col_offset or node.col_offset,
                kind,
                _said(node),
                _said(changed),
                function,
            )
            found.append(point)
    return found


def compiled(point: Point, text: str, filename: str) -> CodeType:
    """Code of the source with one fault in it, every line where it was."""
    tree = ast.parse(text)
    for _, node in _places(tree):
        assert isinstance(node, ast.stmt | ast.expr)
        place = (node.lineno, node.col_offset, node.end_col_offset)
        if place != (point.line, point.column, point.last_column):
            continue
        for kind, changed in _faults(node):
            if kind == point.kind and _said(node) == point.before:
                ast.copy_location(changed, node)
                _Swap(node, changed).visit(tree)
                return compile(ast.fix_missing_locations(tree), filename, "exec")
    raise LookupError(f"{point.name}: the source has changed.")


class _Swap(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _places(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Statements and expressions in bodies of functions, with the function's name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            name = f"{inside}{node.name}"
            if not _WITHOUT_BODY & {_said(item) for item in node.decorator_list}:
                for statement in node.body:
                    yield from ((name, found) for found in _within(statement))
        elif isinstance(node, ast.ClassDef):
            yield from _places(node, f"{inside}{node.name}.")


def _within(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Raise):  # what it says is not tested word by word
        return
    if isinstance(node, ast.stmt | ast.expr):
        yield node
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "defaults"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_strict(child):
                yield from _within(child)


def _is_strict(node: ast.AST) -> bool:
    """Whether it is the ``strict=True`` of a zip: a check, no behaviour."""
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _faults(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every way to break one node, itself left as it is."""
    for ways in (_of_operator, _of_value, _of_statement, _of_return):
        yield from ways(node)


def _of_operator(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(ops=ops):
            for place, sign in enumerate(ops):
                swapped: list[ast.cmpop] = list(ops)
                swapped[place] = _COMPARED[type(sign)]()
                yield f"comparison {place + 1}", _with(node, ops=swapped)
        case ast.BinOp(op=op, left=left, right=right) if type(op) in _COUNTED:
            if not any(isinstance(side, _JOINED) for side in (left, right)):
                yield "arithmetic", _with(node, op=_COUNTED[type(op)]())
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "and/or", _with(node, op=other)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not removed", copy.deepcopy(operand)
        case _:
            return


def _of_value(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Constant(value=bool(value)):
            yield "truth", ast.Constant(not value)
        case ast.Constant(value=int(value)):
            step = 1 if (node.lineno + node.col_offset) % 2 else -1
            yield "number", ast.Constant(value + step)
        case ast.IfExp(test=test):
            yield "if negated", _with(node, test=_negated(test))
        case ast.Call():
            yield from _of_call(node)
        case _:
            return


_JOINED = (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)


def _of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    name = _said(node.func)
    if name in _CALLED:
        yield "call", _with(node, func=ast.Name(_CALLED[name], ast.Load()))
    if name in {"sorted", "min", "max"} or name.endswith(".sort"):
        rest = [word for word in node.keywords if word.arg != "key"]
        if len(rest) < len(node.keywords):
            yield "key dropped", _with(node, keywords=rest)


def _of_statement(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.If(test=test):
            yield "if negated", _with(node, test=_negated(test))
        case ast.AugAssign(op=op) if type(op) in _COUNTED:
            yield "arithmetic", _with(node, op=_COUNTED[type(op)]())
        case ast.Expr(value=ast.Call() | ast.YieldFrom() | ast.Yield()):
            yield "statement dropped", ast.Pass()
        case ast.Continue():
            yield "break for continue", ast.Break()
        case _:
            return


def _of_return(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Return) and node.value is not None:
        empty = _emptied(node.value)
        if _said(empty) != _said(node.value):
            yield "return", ast.Return(empty)


def _emptied(value: ast.expr) -> ast.expr:
    """Nothing in place of an answer: none of its kind, or ``None``."""
    match value:
        case ast.ListComp() | ast.List():
            return ast.List([], ast.Load())
        case ast.DictComp() | ast.Dict():
            return ast.Dict([], [])
        case ast.Tuple():
            return ast.Tuple([], ast.Load())
        case ast.Call(func=ast.Name(id=name)) if name in _EMPTIED:
            kind = "list" if name == "sorted" else name
            return ast.Call(ast.Name(kind, ast.Load()), [], [])
        case _:
            return ast.Constant(None)


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), copy.deepcopy(test))


def _with(node: ast.AST, **changed: object) -> ast.AST:
    """Copy a node but for some fields."""
    fields = {**dict(ast.iter_fields(node)), **changed}
    return ast.copy_location(type(node)(**fields), node)


def _last_line(node: ast.stmt | ast.expr) -> int:
    tested = node.test if isinstance(node, ast.If) else node
    return tested.end_lineno or node.lineno


def _said(node: ast.AST) -> str:
    """Code in one line; of a compound statement its head only."""
    return ast.unparse(ast.fix_missing_locations(node)).split("\n")[0]
