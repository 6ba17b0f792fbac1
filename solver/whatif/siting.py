"""Where a base reaches most: a maximal covering location problem, with its bound.

``x[s]`` opens a spot, ``y[a, s]`` lets the base there serve childminder ``a``::

    max  sum worth[a, s] * y[a, s]
    s.t. sum_s x[s] <= bases
         y[a, s] <= x[s]
         sum_s y[a, s] <= 1              for each childminder
         sum_a y[a, s] <= cooperations * x[s]   for each spot

``worth`` are open minutes of her single absences that families could bring to the spot:
an upper bound of what a base there covers of them, since it has places and hours, too.
"""

from collections.abc import Mapping, Sequence

from solver.substitution.problem import PersonId
from solver.whatif.problem import SpotId
from solver.whatif.result import Siting

Worth = Mapping[SpotId, Mapping[PersonId, int]]
SECONDS = 20.0


def best_alone(
    worth: Worth, cooperations: int, count: int
) -> Sequence[tuple[SpotId, tuple[PersonId, ...]]]:
    """The spots that reach most by themselves, with whom a base there would serve.

    Of spots that reach the same childminders equally well the first one stands for all.
    """
    ranked = []
    for spot in sorted(worth):
        chosen = served(worth[spot], cooperations)
        total = sum(worth[spot][person] for person in chosen)
        ranked.append((-total, spot, chosen))
    found, seen = [], set()
    for total, spot, chosen in sorted(ranked):
        if total and chosen not in seen:
            seen.add(chosen)
            found.append((spot, chosen))
    return found[:count]


def served(worth: Mapping[PersonId, int], cooperations: int) -> tuple[PersonId, ...]:
    """The childminders of whom a spot reaches most, so many at most."""
    by_worth = sorted((-minutes, person) for person, minutes in worth.items())
    return tuple(sorted(p for minutes, p in by_worth[:cooperations] if minutes))


def site(worth: Worth, bases: int, cooperations: int) -> Siting:
    """The spots at which so many bases together reach most, and the proven bound."""
    # OR-Tools takes half a second to load: who only needs a type does not wait for it.
    from ortools.sat.python import cp_model  # noqa: PLC0415 (reason above)

    model = cp_model.CpModel()
    opened = {spot: model.new_bool_var(f"Stützpunkt {spot}") for spot in sorted(worth)}
    serves = {
        (person, spot): model.new_bool_var(f"{person} an {spot}")
        for spot in opened
        for person, minutes in sorted(worth[spot].items())
        if minutes
    }
    model.add(sum(opened.values()) <= bases)
    for (_person, spot), served_there in serves.items():
        model.add_implication(served_there, opened[spot])
    for person in sorted({person for person, _ in serves}):
        model.add_at_most_one(y for (p, _), y in serves.items() if p == person)
    for spot, is_open in opened.items():
        served_at = sum(y for (_, s), y in serves.items() if s == spot)
        model.add(served_at <= cooperations * is_open)
    model.maximize(sum(worth[s][p] * y for (p, s), y in serves.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = SECONDS
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        most = sum(max(row.values(), default=0) for row in worth.values())
        return Siting((), (), 0, most)
    chosen = [
        (
            spot,
            tuple(p for (p, s), y in serves.items() if s == spot and solver.value(y)),
        )
        for spot, var in opened.items()
        if solver.value(var)
    ]
    spots = [(spot, members) for spot, members in chosen if members]
    return Siting(
        tuple(spot for spot, _ in spots),
        tuple(members for _, members in spots),
        round(solver.objective_value),
        round(solver.best_objective_bound),
    )
