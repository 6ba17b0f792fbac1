"""The certificate is a proof whatever the multipliers, and cuts off nothing good."""

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.engine.certificate import certify, lower_bound, share, tighten
from solver.engine.face import Face
from solver.engine.parts import Part, independent_parts
from tests.solver.engine.build import a_model, admitted

MULTIPLIERS = st.lists(st.floats(-100, 100), min_size=12, max_size=12)


def _parts(face: Face) -> tuple[Part, ...]:
    face.prune()
    return independent_parts(face, face.live, frozenset())


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10_000), multipliers=MULTIPLIERS)
def test_any_multipliers_give_a_valid_bound(seed: int, multipliers: list[float]):
    model, objectives, _ = a_model(seed)
    face = Face(model)
    parts = _parts(face)
    solutions = list(admitted(model))
    for objective in objectives:
        costs: dict[int, int] = {}
        for var, cost in objective.expression.terms:
            costs[var] = costs.get(var, 0) + cost
        proof = certify(face, parts, costs, dict(enumerate(multipliers)))
        for part in parts:
            reachable = min(share(part, costs, values) for values in solutions)
            assert lower_bound(face, part, costs, proof) <= reachable


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10_000), multipliers=MULTIPLIERS)
def test_tightening_leaves_exactly_the_solutions_at_the_value(
    seed: int, multipliers: list[float]
):
    model, objectives, _ = a_model(seed)
    face = Face(model)
    parts = _parts(face)
    costs = dict(objectives[0].expression.terms)
    solutions = list(admitted(model))
    proof = certify(face, parts, costs, dict(enumerate(multipliers)))
    values_of_part = [
        min(share(part, costs, values) for values in solutions) for part in parts
    ]
    keepers = [
        values
        for values in solutions
        if all(
            share(part, costs, values) <= value
            for part, value in zip(parts, values_of_part, strict=True)
        )
    ]
    for part, value in zip(parts, values_of_part, strict=True):
        tighten(face, part, costs, proof, value=value)
    assert keepers
    assert [values for values in solutions if face.admits(values)] == keepers
