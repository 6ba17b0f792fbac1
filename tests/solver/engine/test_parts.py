"""Parts: what shares no binding row is independent, and nothing is lost."""

from solver.engine.budget import Budget
from solver.engine.face import Face
from solver.engine.parts import Part, independent_parts, whole
from solver.engine.tiers import Objective, minimise_tiers
from solver.linear import Expression, LinearModel
from solver.result import SolveLimits
from tests.solver.engine.build import a_model, best_vector, greedy_start


def _parts(face: Face) -> tuple[Part, ...]:
    face.prune()
    return independent_parts(face, face.live, frozenset())


def test_rows_tie_variables_together():
    model = LinearModel()
    a, b, c, d = (model.new_bool(name) for name in "abcd")
    model.add_at_most(((a, 1), (c, 1)), 1, "a oder c")
    parts = _parts(Face(model))
    assert [part.variables for part in parts] == [(a, c), (b,), (d,)]
    assert [part.rows for part in parts] == [(0,), (), ()]


def test_a_row_that_forbids_nothing_ties_nothing():
    model = LinearModel()
    a, b = model.new_bool("a"), model.new_bool("b")
    model.add_at_most(((a, 1), (b, 1)), 2, "beide sind erlaubt")
    assert len(_parts(Face(model))) == 2
    model.add_at_most(((a, 1), (b, 1)), 1, "nur eins")
    assert len(_parts(Face(model))) == 1


def test_a_fixed_variable_separates():
    model = LinearModel()
    a, b, c = (model.new_bool(name) for name in "abc")
    model.add_at_most(((a, 1), (b, 1)), 1, "a oder b")
    model.add_at_most(((b, 1), (c, 1)), 1, "b oder c")
    face = Face(model)
    assert len(_parts(face)) == 1
    face.cut_upper(b, 0)
    assert [part.variables for part in _parts(face)] == [(a,), (c,)]


def test_parts_and_the_whole_hold_the_same():
    for seed in range(100):
        model, _, _ = a_model(seed)
        face = Face(model)
        parts, everything = _parts(face), whole(face, face.live, frozenset())
        assert sorted(v for p in parts for v in p.variables) == list(
            everything.variables
        )
        assert sorted(r for p in parts for r in p.rows) == list(everything.rows)


def _side_by_side(seeds: tuple[int, ...]):
    """Several models as one; their tiers add up."""
    joined = LinearModel()
    terms: list[list] = [[], [], [], []]
    constants = [0, 0, 0, 0]
    decisions = []
    for seed in seeds:
        model, objectives, chosen = a_model(seed)
        offset = len(joined.names)
        for name, low, high in zip(
            model.names, model.lowers, model.uppers, strict=True
        ):
            joined.new_int(low, high, name)
        for row in model.rows:
            moved = [(var + offset, factor) for var, factor in row.terms]
            if row.upper is not None:
                joined.add_at_most(moved, row.upper, row.name)
            if row.lower is not None:
                joined.add_at_least(moved, row.lower, row.name)
        for index, objective in enumerate(objectives):
            expression = objective.expression
            terms[index] += [(var + offset, cost) for var, cost in expression.terms]
            constants[index] += expression.constant
        decisions += [var + offset for var in chosen]
    objectives = tuple(
        Objective(str(i), "", Expression(tuple(t), c))
        for i, (t, c) in enumerate(zip(terms, constants, strict=True))
    )
    return joined, objectives, decisions


def test_the_optimum_of_the_whole_is_the_sum_of_its_parts():
    for first in range(0, 60, 3):
        seeds = (first, first + 1, first + 2)
        model, objectives, decisions = _side_by_side(seeds)
        with Budget(SolveLimits(workers=1), None) as budget:
            result = minimise_tiers(
                model,
                objectives,
                greedy_start(model, decisions),
                budget,
                lambda _: None,
            )
        alone = [best_vector(*a_model(seed)[:2]) for seed in seeds]
        expected = tuple(sum(column) for column in zip(*alone, strict=True))
        assert tuple(tier.value for tier in result.tiers) == expected
        assert all(tier.proven for tier in result.tiers)
