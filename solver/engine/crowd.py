"""Multipliers that need no relaxation: who is asked for at once needs holders at once.

Demands (a row that wants at least one of its variables) that no holder can serve
together ask for as many holders. A holder is a variable that costs something and
limits, row by row, how much of the free variables is taken at once: a person sent out
and the children of one moment. The largest such crowd is searched for greedily; what
it proves is then computed from the multipliers in exact integers like everything else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solver.engine.face import Face

#: So many crowds are tried to be made larger.
MOST_STARTS = 48


@dataclass(frozen=True, slots=True)
class _Limit:
    """``sum(factor * variable) <= most * holder``; demands it bounds as bits."""

    row: int
    most: int
    demands: int


def crowd_multipliers(
    face: Face, rows: Iterable[int], costs: Mapping[int, int]
) -> dict[int, float]:
    """Multipliers of a crowd's demands and of one limit per holder; maybe none."""
    known = tuple(rows)
    demands, demand_of = _demands(face, known, costs)
    limits, served = _limits(face, known, costs, demand_of)
    if not limits:
        return {}
    apart = _apart(limits, len(demands))
    usable = sum(
        1 << number
        for number, row in enumerate(demands)
        if all(var in served for var, _ in face.terms[row] if face.free(var))
    )
    crowd = _largest(limits, apart, usable)
    return _priced(face, costs, demands, limits, crowd)


def _demands(
    face: Face, rows: Iterable[int], costs: Mapping[int, int]
) -> tuple[list[int], dict[int, int]]:
    """Rows that want one of their variables, and the demand of each variable."""
    found: list[int] = []
    demand_of: dict[int, int] = {}
    for row in rows:
        lower = face.row_lowers[row]
        free = [(var, factor) for var, factor in face.terms[row] if face.free(var)]
        if lower is None or any(
            f != 1 or costs.get(v) or v in demand_of for v, f in free
        ):
            continue
        if free and lower - _fixed(face, row) >= 1:
            demand_of.update((var, len(found)) for var, _ in free)
            found.append(row)
    return found, demand_of


def _fixed(face: Face, row: int) -> int:
    terms = face.terms[row]
    return sum(f * face.lowers[var] for var, f in terms if not face.free(var))


def _limits(
    face: Face,
    rows: Iterable[int],
    costs: Mapping[int, int],
    demand_of: Mapping[int, int],
) -> tuple[dict[int, list[_Limit]], set[int]]:
    """Limits by their holder, and the variables of demands that stand in any."""
    raw: dict[int, list[tuple[int, int, list[int]]]] = defaultdict(list)
    own: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row in rows:
        if face.row_uppers[row] is None or face.row_uppers[row] != _fixed(face, row):
            continue
        free = [(var, factor) for var, factor in face.terms[row] if face.free(var)]
        holders = [(var, -factor) for var, factor in free if factor < 0]
        if len(holders) != 1 or costs.get(holders[0][0], 0) <= 0:
            continue
        holder, most = holders[0]
        taken = [int(var) for var, f in free if f > 0 and var in demand_of]
        raw[holder].append((row, most, taken))
        for var in taken:
            own[holder, demand_of[var]].add(var)
    limits = {
        holder: [
            _Limit(row, most, _whole_demands(own, holder, taken, demand_of))
            for row, most, taken in found
        ]
        for holder, found in raw.items()
    }
    return limits, set().union(*own.values())


def _whole_demands(
    own: Mapping[tuple[int, int], set[int]],
    holder: int,
    taken: Iterable[int],
    demand_of: Mapping[int, int],
) -> int:
    """Demands of which a row has all that the holder could take, as bits."""
    counts: dict[int, int] = defaultdict(int)
    for var in taken:
        counts[demand_of[var]] += 1
    return sum(1 << d for d, count in counts.items() if count == len(own[holder, d]))


def _apart(limits: Mapping[int, list[_Limit]], count: int) -> list[int]:
    """Per demand those that no holder can serve beside it, as bits."""
    beside = [0] * count
    for found in limits.values():
        all_of = 0
        together: dict[int, int] = defaultdict(int)
        for limit in found:
            all_of |= limit.demands
            for number in _bits(limit.demands):
                together[number] |= limit.demands
        for number, there in together.items():
            beside[number] |= all_of & ~there
    everything = (1 << count) - 1
    return [everything & ~other & ~(1 << n) for n, other in enumerate(beside)]


def _largest(limits: Mapping[int, list[_Limit]], apart: list[int], usable: int) -> int:
    """A large set of demands that are apart two by two, as bits."""
    starts = {limit.demands & usable for found in limits.values() for limit in found}
    ordered = sorted(starts, key=lambda bits: (-bits.bit_count(), bits))
    best = 0
    for start in ordered[:MOST_STARTS]:
        crowd = _grown(start, apart, usable)
        if crowd.bit_count() > best.bit_count():
            best = crowd
    return best


def _grown(start: int, apart: list[int], usable: int) -> int:
    """A start made as large as it gets; who is apart from most others comes first."""
    crowd, open_to = 0, start
    while open_to:
        ranked = ((apart[n] & open_to).bit_count() for n in _bits(open_to))
        _, chosen = max(zip(ranked, (-n for n in _bits(open_to)), strict=True))
        crowd |= 1 << -chosen
        open_to &= apart[-chosen]
        if not open_to:
            open_to = usable & ~crowd
            for number in _bits(crowd):
                open_to &= apart[number]
    return crowd


def _priced(
    face: Face,
    costs: Mapping[int, int],
    demands: list[int],
    limits: Mapping[int, list[_Limit]],
    crowd: int,
) -> dict[int, float]:
    """Each holder pays for one limit; a demand is worth what its cheapest way costs."""
    found: dict[int, float] = {}
    worth: dict[int, float] = {}
    for holder, own in limits.items():
        limit = max(own, key=lambda one: (one.demands & crowd).bit_count())
        if not limit.demands & crowd:
            continue
        price = costs[holder] / limit.most
        found[limit.row] = -price
        for var, factor in face.terms[limit.row]:
            if factor > 0:
                worth[var] = worth.get(var, 0.0) + price * factor
    for number in _bits(crowd):
        row = demands[number]
        free = (var for var, _ in face.terms[row] if face.free(var))
        found[row] = min(worth.get(var, 0.0) for var in free)
    return found


def _bits(mask: int) -> Iterable[int]:
    """Numbers of the bits set, from the smallest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
