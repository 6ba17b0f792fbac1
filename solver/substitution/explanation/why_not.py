"""Why (not) this person: the rules asked again about one need, without the engine."""

from collections.abc import Iterator, Sequence

from solver.substitution.explanation.gap_reasons import (
    already_fixed,
    chosen_other,
    not_linked,
    unforced,
)
from solver.substitution.explanation.reasons import breach_with
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import AskedPair, asked_pairs
from solver.substitution.plan import Option, RefusalReason
from solver.substitution.problem import Need, PersonId


def why_not(
    index: ProblemIndex,
    rules: RuleSet,
    assignments: Sequence[Option],
    need: Need,
    person: PersonId,
) -> tuple[RefusalReason, ...]:
    """What kept a person from a need, or that she would have been possible.

    Parameters
    ----------
    assignments
        The plan's; of other needs they stand, of this need others' pieces give way.

    Returns
    -------
    tuple
        For each place: the rule that refuses, the joint rule that would break beside
        the rest of the plan, or whom the plan chose instead. What the person has of
        the need is left out.
    """
    if not index.segments[need.id]:
        return (already_fixed(need, person),)
    pairs = asked_pairs(index, rules, need, person)
    if not pairs:
        return (not_linked(need, person),)
    found = [
        reason for pair in pairs for reason in _answers(index, rules, assignments, pair)
    ]
    distinct = {(r.rule, tuple(sorted(r.facts.items()))): r for r in found}
    return tuple(distinct.values())


def _answers(
    index: ProblemIndex,
    rules: RuleSet,
    assignments: Sequence[Option],
    pair: AskedPair,
) -> Iterator[RefusalReason]:
    """One place and open stretch: the parts that pass, then why not the whole."""
    same_need = [taken for taken in assignments if taken.need == pair.whole.need]
    for option in pair.passing:
        touched = [taken for taken in same_need if taken.slot.overlaps(option.slot)]
        if any(taken.person == option.person for taken in touched):
            continue
        rest = [taken for taken in assignments if taken not in touched]
        breach = breach_with(index, rules, option, rest)
        if breach is not None:
            yield breach
        elif touched:
            yield chosen_other(option, touched[0])
        else:
            yield unforced(index, rules, option, same_need)
    if pair.refused is not None:
        yield pair.refused
