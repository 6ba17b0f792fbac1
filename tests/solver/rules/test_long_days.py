"""Days of too many ways to spend them: breaks by stretches and pairs of stays."""

import random
from itertools import combinations

import pytest

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.ground import Ground
from solver.engine.tiers import Objective, minimise_tiers
from solver.explanation.forcing import ANSWER_LIMITS
from solver.linear import Expression, LinearModel
from solver.slots import Slot
from solver.substitution import daypatterns
from solver.substitution.problem import PersonId, PersonKind
from solver.substitution.rules.breaks import Breaks, Parameters
from solver.substitution.variables import Variables
from tests.solver.build import (
    DAY,
    a_person,
    a_place,
    a_problem,
    hours,
    index_of,
    one_each,
)

EMPLOYED = {"kind": PersonKind.FLOATER, "employed": True}


@pytest.fixture(autouse=True)
def by_stretches(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(daypatterns, "MOST_PATTERNS", 0)


def modelled(index, slots: list[Slot]) -> Variables:
    """One option for each slot, of a child of its own, and the rows of breaks."""
    model = LinearModel()
    options = one_each(slots)
    variables = Variables(model, options, {o: model.new_bool(o.child) for o in options})
    Breaks(Parameters()).post(index, variables)
    assert not variables.ways
    return variables


def most_taken(variables: Variables) -> int:
    """So many of the options as the rows let in together."""
    taken = [variables.taken(option) for option in variables.options]
    as_many = Objective("taken", "pieces", Expression(tuple((v, -1) for v in taken)))
    first = first_assignment(variables.model, taken)
    with Budget(ANSWER_LIMITS, None) as budget:
        found = minimise_tiers(
            variables.model, (as_many,), first, budget, lambda _: None
        )
    assert found.tiers[0].proven
    return -found.tiers[0].value


def index_with(relief: Slot | None):
    """She alone at the place, or with a colleague who is there for some time."""
    persons = [a_person(**EMPLOYED)]
    if relief is not None:
        persons.append(a_person("kollegin", available={DAY: (relief,)}))
    team = a_place(staff=tuple(PersonId(person.id) for person in persons))
    return index_of(a_problem(persons=tuple(persons), places=(team,)))


def test_rows_let_in_what_the_check_passes():
    rng = random.Random(21)
    rule = Breaks(Parameters())
    told = {True: 0, False: 0}
    for _ in range(40):
        start = rng.choice((10.0, 11.5, 13.0))
        relief = rng.choice((None, None, hours(start, start + 0.5)))
        index = index_with(relief)
        begins = [rng.randrange(28, 56) / 4 for _ in range(4)]
        slots = [hours(b, b + rng.choice((1.5, 3.0, 4.25, 5.0))) for b in begins]
        for count in (2, 3):
            for some in combinations(slots, count):
                variables = modelled(index, list(some))
                fine = not list(rule.breaches(index, variables.options))
                assert (most_taken(variables) == count) == fine, some
                told[fine] += 1
    assert min(told.values()) > 30


@pytest.mark.parametrize(
    ("slots", "together"),
    [
        ([hours(9, 13), hours(9.5, 14.5), hours(13.5, 17.5)], 2),
        ([hours(8, 13), hours(12.5, 16.5), hours(8.5, 10)], 2),
        ([hours(8, 11), hours(9, 12), hours(12.5, 15.5)], 3),
    ],
)
def test_a_relaxation_sees_that_two_stays_are_too_long_together(slots, together):
    """A third of a break at three times made room for a third of one stay more."""
    variables = modelled(index_with(None), slots)
    ground = Ground(variables.model)
    costs = {variables.taken(option): -1 for option in variables.options}
    with Budget(ANSWER_LIMITS, None) as budget:
        rows = tuple(ground.face.live)
        relaxed = ground.relaxation.minimise(costs, rows, budget)
    assert relaxed is not None
    assert sum(relaxed.values[var] for var in costs) == pytest.approx(together)
    assert most_taken(variables) == together
