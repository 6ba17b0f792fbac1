"""Minutes a day's options add, said by terms: the union of what is taken, no less."""

import random
from itertools import combinations

from solver.engine.greedy import first_assignment
from solver.linear import LinearModel
from solver.slots import Slot, merged
from solver.substitution.plan import Option
from solver.substitution.problem import Model
from solver.substitution.variables import Variables
from solver.substitution.worktime import work_terms
from tests.solver.build import DAY, a_problem, index_of


def options_of(rng: random.Random, *, core: bool) -> list[Option]:
    """Pieces of up to three children at one place; with ``core`` all share an hour."""
    found: dict[Option, None] = {}
    for _ in range(rng.randrange(2, 7)):
        child = f"kind-{rng.randrange(3)}"
        start = rng.randrange(0, 300, 30) if core else rng.randrange(0, 600, 30)
        end = (
            360 + rng.randrange(0, 300, 30) if core else start + 30 * rng.choice((2, 5))
        )
        slot = Slot(start, end)
        found[Option(child, child, DAY, slot, "p", "ort", Model.FLOATER)] = None
    return list(found)


def one_piece_each(options: tuple[Option, ...]) -> bool:
    """Whether no child is taken twice at the same minute."""
    return not any(
        one.child == other.child and one.slot.overlaps(other.slot)
        for one, other in combinations(options, 2)
    )


def test_terms_are_the_union_of_what_is_taken():
    rng = random.Random(5)
    index = index_of(a_problem())
    for turn in range(60):
        options = options_of(rng, core=turn % 2 == 0)
        for count in range(len(options) + 1):
            for chosen in combinations(options, count):
                if one_piece_each(chosen):
                    union = sum(s.minutes for s in merged(o.slot for o in chosen))
                    assert least_minutes(index, options, chosen) == union


def least_minutes(index, options: list[Option], chosen: tuple[Option, ...]) -> int:
    """Value of the terms with exactly ``chosen`` taken, all else as low as it goes."""
    model = LinearModel()
    taken = {option: model.new_bool(str(option.slot)) for option in options}
    variables = Variables(model, options, taken)
    terms, with_fixed = work_terms(index, variables, "p", DAY)
    assert not with_fixed
    for option in options:
        if option not in chosen:
            model.uppers[taken[option]] = 0
    values = first_assignment(model, [taken[option] for option in options])
    assert all(values[taken[option]] for option in chosen)
    return sum(values[var] * minutes for var, minutes in terms)
