"""What our process and a peer's say to each other: one JSON text each way.

The instance holds the linear model (``lower``, ``upper``, ``rows``, ``tiers``; option
number i is the variable ``taken[i]``). The answer names options by number. A peer never
sees our classes, and we never trust its values: its plan is read back as options and
judged by the audit.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from solver.substitution.formulation import Formulation, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import OptionSet, Plan
from solver.substitution.rules import load_rules
from tests.benchmarks.peers.answer import Answer
from tests.benchmarks.peers.counting import Counting, count
from tests.benchmarks.weeks import Week


@dataclass(frozen=True)
class Instance:
    """A week with its options and rows, made once for all peers."""

    week: Week
    index: ProblemIndex
    rules: RuleSet
    options: OptionSet
    formulation: Formulation

    @classmethod
    def of(cls, week: Week) -> "Instance":
        """The very options and rows that our own planning uses."""
        rules, index = load_rules(week.profile), ProblemIndex(week.problem)
        options = generate(index, rules)
        return cls(week, index, rules, options, formulate(index, rules, options))

    @cached_property
    def counting(self) -> Counting:
        """The same as rows that count."""
        return count(self.index, self.rules, self.options, self.formulation)

    def to_json(self, seconds: float, seed: int) -> str:
        """The text a peer reads."""
        model, taken = self.formulation.model, self.formulation.variables.taken
        text: dict[str, object] = {
            "seconds": seconds,
            "seed": seed,
            "lower": model.lowers,
            "upper": model.uppers,
            "rows": [(row.terms, row.lower, row.upper) for row in model.rows],
            "tiers": [
                {"id": tier.id, "terms": tier.expression.terms}
                for tier in self.formulation.objectives
            ],
            "taken": [taken(option) for option in self.options.options],
        }
        return json.dumps(text)

    def plan(self, numbers: list[int]) -> Plan:
        """The plan that takes these options."""
        return Plan(tuple(self.options.options[i] for i in sorted(set(numbers))))


def read_answer(text: str) -> Answer:
    """What a peer wrote.

    Raises
    ------
    ValueError
        If it is no JSON or lacks something.
    """
    said = json.loads(text)
    try:
        return Answer(
            options=said["options"],
            seconds=float(said["seconds"]),
            start_up_seconds=float(said["start_up_seconds"]),
            proven=int(said["proven"]),
            found=tuple((float(at), list(taken)) for at, taken in said["found"]),
            peak_bytes=int(said["peak_bytes"]),
        )
    except KeyError as missing:
        raise ValueError(f"A peer's answer lacks {missing}.") from missing
