"""Small linear models for the engine's tests, and what is right about them by force."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from solver.engine.greedy import first_assignment
from solver.engine.tiers import Objective, Reached
from solver.linear import Expression, LinearModel, Var


def a_model(seed: int) -> tuple[LinearModel, tuple[Objective, ...], list[Var]]:
    """A random model that admits "nothing taken", four tiers and its decisions.

    Odd cycles, knapsacks and auxiliary integers make many relaxations fractional.
    """
    rng = random.Random(seed)
    model = LinearModel()
    decisions = [model.new_bool(f"x{i}") for i in range(rng.randrange(3, 9))]
    loads = [
        model.new_int(0, rng.randrange(1, 4), f"z{i}") for i in range(rng.randrange(3))
    ]
    for number in range(rng.randrange(2, 9)):
        some = rng.sample(decisions, rng.randrange(2, min(len(decisions), 5) + 1))
        if rng.random() < 0.5:
            model.add_at_most([(x, 1) for x in some], 1, f"einmal {number}")
        elif loads and rng.random() < 0.7:
            pulled = [(x, -rng.randrange(1, 3)) for x in some[:2]]
            load = (rng.choice(loads), rng.choice((1, 1, 2)))
            model.add_at_least([load, *pulled], -rng.randrange(3), f"last {number}")
        else:
            # Now and then a variable twice, or with nothing: rows may be untidy.
            some += rng.sample(some, rng.choice((0, 0, 1)))
            weights = [(x, rng.randrange(4)) for x in some]
            model.add_at_most(weights, rng.randrange(1, 5), f"platz {number}")
    everything = decisions + loads
    covered = tuple((x, -15 * rng.randrange(1, 4)) for x in decisions)
    expressions = [Expression(covered, 60)]
    for _ in range(2):
        some = rng.sample(everything, rng.randrange(1, len(everything) + 1))
        expressions.append(Expression(tuple((x, rng.randrange(-3, 4)) for x in some)))
    ranks = tuple((x, rng.randrange(10**6)) for x in everything)
    expressions.append(Expression(ranks))
    objectives = tuple(
        Objective(f"stufe-{i}", "Punkte", expression)
        for i, expression in enumerate(expressions)
    )
    return model, objectives, decisions


def a_hard_model(
    items: int = 45, rows: int = 5, seed: int = 3
) -> tuple[LinearModel, tuple[Objective, ...], list[Var]]:
    """A market split: the relaxation says nothing and search takes for ever."""
    rng = random.Random(seed)
    model = LinearModel()
    decisions = [model.new_bool(f"x{i}") for i in range(items)]
    cost = []
    for row in range(rows):
        weights = [rng.randrange(100) for _ in decisions]
        half = sum(weights) // 2
        over = model.new_int(0, sum(weights), f"über {row}")
        under = model.new_int(0, sum(weights), f"unter {row}")
        terms = [*zip(decisions, weights, strict=True), (over, -1), (under, 1)]
        model.add_at_most(terms, half, f"höchstens {row}")
        model.add_at_least(terms, half, f"mindestens {row}")
        cost += [(over, 1), (under, 1)]
    first = Objective("abweichung", "Punkte", Expression(tuple(cost)))
    ranks = tuple((x, rng.randrange(10**6)) for x in decisions)
    return model, (first, Objective("rang", "Rang", Expression(ranks))), decisions


def values_of(
    objectives: Sequence[Objective], values: Sequence[int]
) -> tuple[int, ...]:
    """The vector of tiers of a full assignment."""
    return tuple(
        objective.expression.constant
        + sum(cost * values[var] for var, cost in objective.expression.terms)
        for objective in objectives
    )


def admitted(model: LinearModel) -> Iterator[tuple[int, ...]]:
    """Every full assignment that respects bounds and rows, by trying them all."""
    bounds = zip(model.lowers, model.uppers, strict=True)
    for values in product(*[range(low, high + 1) for low, high in bounds]):
        if holds(model, values):
            yield values


def holds(model: LinearModel, values: Sequence[int]) -> bool:
    """Whether every row of a model holds."""
    for row in model.rows:
        total = sum(factor * values[var] for var, factor in row.terms)
        if row.lower is not None and total < row.lower:
            return False
        if row.upper is not None and total > row.upper:
            return False
    return True


def best_vector(model: LinearModel, objectives: Sequence[Objective]) -> tuple[int, ...]:
    """Lexicographic minimum by brute force."""
    return min(values_of(objectives, values) for values in admitted(model))


def best_taking(
    model: LinearModel, objectives: Sequence[Objective], var: Var
) -> tuple[int, ...] | None:
    """The best vector with a decision taken, ``None`` if it cannot be."""
    lowers = list(model.lowers)
    lowers[var] = 1
    try:
        return best_vector(replace(model, lowers=lowers), objectives)
    except ValueError:
        return None


def told(found: Reached) -> tuple[int, ...] | None:
    """What a question's proven answer says, as ``best_taking`` does."""
    unmet, *tiers = found.tiers
    assert all(tier.proven for tier in found.tiers)
    return None if unmet.value else tuple(tier.value for tier in tiers)


def greedy_start(model: LinearModel, decisions: Sequence[Var]) -> list[int]:
    """The engine's own first assignment."""
    return first_assignment(model, decisions)
