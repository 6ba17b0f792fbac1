"""The sentence of every fact, refusal and answer about contact visits."""

from collections.abc import Iterable, Iterator

from solver.explanation.statements import Statement
from solver.rule import Facts
from solver.sentences import Sentences
from solver.visits.audit import SENTENCES as CHECKED
from solver.visits.explanation.answers import PLAN_ANSWERS

SENTENCES = Sentences((*CHECKED.infos.values(), *PLAN_ANSWERS))
sentence = SENTENCES.told
#: What the first tier counts [minute-percents], and what people read [child-minutes].
_WEIGHTS, _READ = "minute-percents", "child-minutes"
_VALUES = frozenset({"planned_value", "forced_value", "bound_value"})


def readable(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Weights as expected child-minutes, where rounding leaves them apart."""
    for said in statements:
        yield Statement(said.kind, _expected(said.facts))


def _expected(facts: Facts) -> Facts:
    if facts.get("unit") != _WEIGHTS:
        return facts
    rounded = {
        name: (value + 50) // 100
        for name, value in facts.items()
        if name in _VALUES and isinstance(value, int)
    }
    if rounded.get("planned_value") == rounded.get("forced_value"):
        return facts
    return {**facts, **rounded, "unit": _READ}
