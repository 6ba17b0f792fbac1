"""What keeps a gap open: the rule that stands between it and most who might come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from solver.rule import RuleId
from solver.slots import Day
from solver.stress.evaluator import Group, Net
from solver.stress.result import OpenTime
from solver.substitution.explanation.reasons import gaps
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import OptionSet, RefusalReason


def open_times(net: Net, group: Group, day: Day) -> tuple[OpenTime, ...]:
    """What the best plan leaves open when a group is away, each with its bottleneck.

    Everybody who is linked is asked, those whom standing rules refuse as well.
    """
    answered = net.answered(group, day)
    index, options, taken = answered.index, answered.options, answered.taken
    away = ProblemIndex(net.everybody_asked(group, day))
    open_needs = dict.fromkeys(
        gap.need for gap in gaps(index, net.rules, options, taken, give_up=_at_once)
    )
    asked = generate(away, net.rules, [away.needs[need] for need in open_needs])
    known = OptionSet(options.options, {**options.refusals, **asked.refusals})
    return tuple(
        OpenTime(gap.need, gap.child, gap.slot, bottleneck(gap.refusals))
        for gap in gaps(index, net.rules, known, taken)
    )


def _at_once() -> bool:
    """Gaps without their reasons."""
    return True


def bottleneck(refusals: Sequence[RefusalReason]) -> RuleId:
    """The reason of most persons, each counted once; of equal ones the first by id."""
    of_person: dict[str, RuleId] = {}
    for refusal in refusals:
        of_person.setdefault(refusal.person, refusal.rule)
    return _most(Counter(of_person.values()))


def worst_bottleneck(open_slots: Iterable[OpenTime]) -> RuleId | None:
    """The bottleneck of most open minutes; ``None`` where nothing is open."""
    minutes: dict[RuleId, int] = defaultdict(int)
    for found in open_slots:
        minutes[found.bottleneck] += found.slot.minutes
    return _most(minutes) if minutes else None


def _most(counted: "Counter[RuleId] | dict[RuleId, int]") -> RuleId:
    return min(counted, key=lambda rule: (-counted[rule], rule))
