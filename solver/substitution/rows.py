"""Rows that several rules post."""

from collections.abc import Iterable

from solver.linear import Var
from solver.substitution.variables import Variables


def any_of(variables: Variables, taken: Iterable[Var], name: str) -> Var:
    """A 0-1 variable that is 1 as soon as one of ``taken`` is; itself if only one.

    Pieces of which only one can be taken share a row: that is as right and bounds far
    better than a row for each.
    """
    distinct = tuple(dict.fromkeys(taken))
    if len(distinct) == 1:
        return distinct[0]
    there = variables.model.new_bool(name)
    for together in variables.exclusive(distinct):
        row = (*((var, 1) for var in together), (there, -1))
        variables.model.add_at_most(row, 0, name)
    return there
