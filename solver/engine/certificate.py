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
from solver.errors import EngineFault
from solver.linear import Row, Var

#: Multipliers are counted in units of 1 / SCALE; it keeps small fractions exact.
SCALE = 2**16 * 3**2 * 5 * 7 * 11
#: Denominators tried: vertices of these models have small ones.
DENOMINATORS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
#: A multiplier this close to such a fraction is meant to be it: the relaxation rounds.
SNAP = 1e-7
#: Rows with a larger sum of coefficients times ranges are not given to an engine.
LARGEST_SUM = 1 << 40


@dataclass(frozen=True, slots=True)
class Certificate:
    """Exact reduced costs and multipliers [1 / SCALE] of one objective."""

    reduced: Mapping[int, int]
    multipliers: Mapping[int, int]


def _on_grid(value: float) -> int:
    tolerance = SNAP * max(1.0, abs(value))
    for denominator in DENOMINATORS:
        numerator = round(value * denominator)
        if abs(value * denominator - numerator) <= tolerance:
            return numerator * SCALE // denominator
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
            total += factor * (_side(face, row, factor) - _fixed_share(face, row))
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
    objective: Mapping[int, int],
    proof: Certificate,
    *,
    value: int,
) -> None:
    """Leave only what can still reach ``value`` of the part's share, or better.

    A unit of a reduced cost (or a unit of slack in a row with a multiplier) costs
    that much above the floor; whatever would exceed ``value`` is cut off. Where that
    alone does not keep the share at ``value``, a row over what is left open does: it
    ties together only the few variables about which the relaxation was undecided.
    """
    room = value * SCALE - _floor(face, part, proof)
    for var in part.variables:
        cost = proof.reduced.get(var, 0)
        if cost > 0:
            face.cut_upper(var, face.lowers[var] + room // cost)
        elif cost < 0:
            face.raise_lower(var, face.uppers[var] - room // -cost)
    open_rows = [
        row
        for row in part.rows
        if row in proof.multipliers
        and not _tightened(face, row, proof.multipliers[row], room)
    ]
    remainder = _remainder(face, part, proof, open_rows, room)
    if remainder is None:
        face.add(_value_row(part, objective, value))
    elif remainder.terms:
        face.add(remainder)


def _tightened(face: Face, row: int, factor: int, room: int) -> bool:
    """Cut a row's slack down to what ``room`` pays for; whether none is left."""
    side = _side(face, row, factor)
    if factor > 0:
        face.cut_row(row, side + room // factor)
    else:
        face.raise_row(row, side - room // -factor)
    return face.row_lowers[row] == face.row_uppers[row]


def _side(face: Face, row: int, factor: int) -> int:
    """The side of a row its multiplier speaks of."""
    side = face.row_lowers[row] if factor > 0 else face.row_uppers[row]
    if side is None:
        raise EngineFault("Ein Multiplikator steht an einer offenen Zeilengrenze.")
    return side


def _remainder(
    face: Face, part: Part, proof: Certificate, open_rows: Sequence[int], room: int
) -> Row | None:
    """What everything still open costs above the floor, at most ``room``.

    No terms if nothing is open; ``None`` if the numbers are too large for an engine.
    """
    terms: dict[int, int] = {}
    for var in part.variables:
        cost = proof.reduced.get(var, 0)
        if cost and face.free(var):
            terms[var] = cost
            room += cost * (face.lowers[var] if cost > 0 else face.uppers[var])
    for row in open_rows:
        factor = proof.multipliers[row]
        room += factor * _side(face, row, factor)
        for var, coefficient in face.terms[row]:
            if face.free(var):
                terms[var] = terms.get(var, 0) + factor * coefficient
            else:
                room -= factor * coefficient * face.lowers[var]
    terms = {var: factor for var, factor in terms.items() if factor}
    unit = gcd(*terms.values()) or 1
    ranges = ((face.uppers[var] - face.lowers[var], var) for var in terms)
    if sum(width * abs(terms[var]) for width, var in ranges) > LARGEST_SUM * unit:
        return None
    shrunk = tuple((Var(var), factor // unit) for var, factor in terms.items())
    return Row(shrunk, None, room // unit, "Stufe bleibt erreicht")


def _value_row(part: Part, objective: Mapping[int, int], value: int) -> Row:
    """The row that keeps the part's share of an objective at ``value`` or better."""
    terms = tuple(
        (Var(var), objective[var]) for var in part.variables if objective.get(var)
    )
    return Row(terms, None, value, "Stufe bleibt erreicht")


def share(part: Part, objective: Mapping[int, int], values: Sequence[int]) -> int:
    """What the part's variables contribute to an objective."""
    cost = objective.get
    return sum([c * values[var] for var in part.variables if (c := cost(var))])
