"""An option beside a plan that stays as it is: what is against it, what it changes.

Nothing is planned anew here, and no engine is needed: so these answers come at once.
Whether the whole plan could make room for the option is another question.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from solver.explanation.statements import Statement
from solver.kinds import IndexT, OptionT, PlanT, Rules, VariablesT
from solver.measuring import MeasuredTier
from solver.rule import Facts, Finding, RuleId

ALONE_WORSE: Final = RuleId("alone-worse")
ALONE_BETTER: Final = RuleId("alone-better")
ALONE_EQUAL: Final = RuleId("alone-equal")


def obstacle(
    index: IndexT,
    rules: Rules[IndexT, OptionT, PlanT, VariablesT],
    others: Sequence[OptionT],
    option: OptionT,
) -> Statement | None:
    """The rule against an option, by itself or beside the others; ``None`` if none is.

    What the others break among themselves is not held against the option.
    """
    for rule in rules.pair:
        refusal = rule.refuse(index, option)
        if refusal is not None:
            return Statement(refusal.rule, refusal.facts)
    for joint in rules.joint:
        before = {_key(finding) for finding in joint.breaches(index, others)}
        for finding in joint.breaches(index, (*others, option)):
            if _key(finding) not in before:
                return Statement(finding.rule, finding.facts)
    return None


def _key(finding: Finding) -> tuple[RuleId, tuple[tuple[str, object], ...]]:
    return finding.rule, tuple(sorted(finding.facts.items()))


def alone_statements(
    before: Sequence[MeasuredTier], after: Sequence[MeasuredTier], who: Facts
) -> Iterator[Statement]:
    """The first tier that an exchange changes, all else as planned.

    Parameters
    ----------
    who
        Facts that name what would be exchanged.
    """
    for old, new in zip(before, after, strict=True):
        if old.value != new.value:
            kind = ALONE_WORSE if new.value > old.value else ALONE_BETTER
            facts: Facts = {
                **who,
                "tier": old.id,
                "unit": old.unit,
                "planned_value": old.value,
                "forced_value": new.value,
            }
            yield Statement(kind, facts)
            return
    yield Statement(ALONE_EQUAL, who)
