"""Statements and costs of an answer as plain values."""

from collections.abc import Sequence

from service.explaining.question import SaidFacts, TierFacts
from solver.explanation.cost import Price
from solver.explanation.statements import Statement


def said_facts(statements: Sequence[Statement]) -> tuple[SaidFacts, ...]:
    """What is said, by kind or rule."""
    return tuple(SaidFacts(s.kind, dict(s.facts)) for s in statements)


def tier_facts(cost: Price | None) -> tuple[TierFacts, ...]:
    """What it costs; nothing where it cannot be at all."""
    if cost is None or cost.unmet:
        return ()
    return tuple(
        TierFacts(t.id, t.unit, t.planned, t.forced, t.bound, t.proven)
        for t in cost.tiers
    )
