"""A proof in exact integers out of the relaxation's floating-point multipliers.

Any multipliers whatever, one per row, give a valid lower bound by weak duality; only
its strength depends on how good they are. They are therefore rounded to a grid and the
bound, the reduced costs and all conclusions are computed with whole numbers: a proof
never rests on a tolerance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from solver.engine.face import Face
from solver.engine.parts import Part
from solver.linear import Row, Var

#: Multipliers are counted in units of 1 / SCALE; a power of two keeps halves exact.
SCALE = 1 << 30
#: A multiplier this close to a whole number is one: the relaxation rounds.
SNAP = 1e-7


@dataclass(frozen=True, slots=True)
class Certificate:
    """Exact reduced costs and multipliers [1 / SCALE] of one objective."""

    reduced: Mapping[int, int]
    multipliers: Mapping[int, int]


def _on_grid(value: float) -> int:
    whole = round(value)
    if abs(value - whole) <= SNAP * max(1.0, abs(value)):
        return whole * SCALE
    return round(value * SCALE)


def certify(
    face: Face,
    parts: Iterable[Part],
    objective: Mapping[int, int],
    duals: Mapping[int, float],
) -> Certificate:
    """Exact reduced costs for multipliers of the sign each row allows.

    Only rows of ``parts`` are used: a row that does not bind belongs to none, and a
    multiplier on it would be lost when bounds are added up part by part.
    """
    reduced: dict[int, int] = {var: cost * SCALE for var, cost in objective.items()}
    multipliers: dict[int, int] = {}
    for row in (row for part in parts for row in part.rows if row in duals):
        factor = _on_grid(duals[row])
        side = face.row_lowers[row] if factor > 0 else face.row_uppers[row]
        if factor == 0 or side is None:
            continue
        multipliers[row] = factor
        for var, coefficient in face.terms[row]:
            reduced[var] = reduced.get(var, 0) - factor * coefficient
    return Certificate(reduced, multipliers)


def _fixed_share(face: Face, row: int) -> int:
    return sum(
        coefficient * face.lowers[var]
        for var, coefficient in face.terms[row]
        if not face.free(var)
    )


def _floor(face: Face, part: Part, proof: Certificate) -> int:
    """Lower bound of the part's share of the objective [1 / SCALE]."""
    total = 0
    for row in part.rows:
        factor = proof.multipliers.get(row, 0)
        if factor:
            side = face.row_lowers[row] if factor > 0 else face.row_uppers[row]
            assert side is not None  # noqa: S101 (certify keeps no other multiplier)
            total += factor * (side - _fixed_share(face, row))
    for var in part.variables:
        cost = proof.reduced.get(var, 0)
        total += cost * (face.lowers[var] if cost > 0 else face.uppers[var])
    return total


def lower_bound(
    face: Face, part: Part, objective: Mapping[int, int], proof: Certificate
) -> int:
    """Proven bound of the part's share: the floor rounded up to what can be reached.

    Coefficients with a common divisor leave only its multiples (plus what the lower
    bounds contribute), so the bound is rounded up to the next of those.
    """
    costs = [objective[var] for var in part.variables if objective.get(var)]
    step = gcd(*costs)
    base = sum(objective.get(var, 0) * face.lowers[var] for var in part.variables)
    if step == 0:
        return base
    above = _floor(face, part, proof) - base * SCALE
    return base - step * (-above // (step * SCALE))


def tighten(
    face: Face,
    part: Part,
    proof: Certificate,
    *,
    value: int,
) -> bool:
    """Leave only what can still reach ``value`` of the part's share, or better.

    A unit of a reduced cost (or a unit of slack in a row with a multiplier) costs
    that much above the floor; whatever would exceed ``value`` is cut off. Gives back
    whether that alone keeps the share at ``value``; if not, a row has to.
    """
    room = value * SCALE - _floor(face, part, proof)
    exact = True
    for var in part.variables:
        cost = proof.reduced.get(var, 0)
        if cost > 0:
            face.cut_upper(var, face.lowers[var] + room // cost)
        elif cost < 0:
            face.raise_lower(var, face.uppers[var] - room // -cost)
        exact = exact and (cost == 0 or not face.free(var))
    for row in part.rows:
        exact = _tighten_row(face, row, proof.multipliers.get(row, 0), room) and exact
    return exact


def _tighten_row(face: Face, row: int, factor: int, room: int) -> bool:
    if factor > 0:
        lower = face.row_lowers[row]
        assert lower is not None  # noqa: S101 (certify keeps no other multiplier)
        face.cut_row(row, lower + room // factor)
    elif factor < 0:
        upper = face.row_uppers[row]
        assert upper is not None  # noqa: S101 (certify keeps no other multiplier)
        face.raise_row(row, upper - room // -factor)
    return factor == 0 or face.row_lowers[row] == face.row_uppers[row]


def value_row(part: Part, objective: Mapping[int, int], value: int, name: str) -> Row:
    """The row that keeps the part's share of an objective at ``value`` or better."""
    terms = tuple(
        (Var(var), objective[var]) for var in part.variables if objective.get(var)
    )
    return Row(terms, None, value, name)


def share(part: Part, objective: Mapping[int, int], values: Sequence[int]) -> int:
    """What the part's variables contribute to an objective."""
    return sum(objective.get(var, 0) * values[var] for var in part.variables)
