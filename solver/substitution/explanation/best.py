"""The best of a part of a plan: which options are taken, value and lower bound."""

from dataclasses import dataclass

from solver.substitution.plan import Option


@dataclass(frozen=True, slots=True)
class Best:
    """Options of a part with fewest minutes open beside it: value and lower bound.

    ``possible`` is false where what was asked for was not reached, ``ruled_out`` says
    that this is proven, with no more minutes open than are allowed; ``bound`` is then
    what is open at least wherever it is reached.
    """

    taken: tuple[Option, ...]
    value: int
    bound: int
    possible: bool
    ruled_out: bool
