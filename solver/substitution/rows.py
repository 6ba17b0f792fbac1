"""Rows that several rules post."""

from collections.abc import Iterable

from solver.linear import LinearModel, Var


def any_of(model: LinearModel, taken: Iterable[Var], name: str) -> Var:
    """A 0-1 variable that is 1 as soon as one of ``taken`` is; itself if only one."""
    distinct = tuple(dict.fromkeys(taken))
    if len(distinct) == 1:
        return distinct[0]
    there = model.new_bool(name)
    for var in distinct:
        model.add_at_most(((var, 1), (there, -1)), 0, name)
    return there
