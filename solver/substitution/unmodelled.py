"""A plan without a model: what fits is taken, asked of the rules one by one.

For when the time is over before the model stands. It is no good plan, but an
admissible one, and it grows with every option asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from solver.result import StopCheck
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option

#: So many options are asked whatever the time: that takes milliseconds.
LEAST_ASKED = 32

#: Somebody's day, a child or a place's day: who shares one may be in the other's way.
_Key = tuple[str, str, int]


def unmodelled_plan(
    index: ProblemIndex,
    rules: RuleSet,
    options: Sequence[Option],
    give_up: StopCheck,
) -> tuple[Option, ...]:
    """Options that break no joint rule together, in the order they were taken.

    What was published goes first, then what is long. Where the rules object to all of
    them together, which they can only where they look further than one person, child
    and place, nothing is taken.

    Parameters
    ----------
    give_up
        Asked after the first few options; once true what is taken is given back.
    """
    told: set[tuple[object, ...]] = {
        (c.child, c.day, c.person, c.place) for c in index.problem.published
    }
    near: dict[_Key, list[Option]] = defaultdict(list)
    taken: list[Option] = []
    order = sorted(options, key=lambda o: (_whom(o) not in told, -o.slot.minutes))
    for asked, option in enumerate(order):
        if asked >= LEAST_ASKED and give_up():
            break
        if any(option.slot.overlaps(o.slot) for o in _of_child_day(near, option)):
            continue
        around = dict.fromkeys(o for key in _keys(option) for o in near[key])
        if _breaks(index, rules, (*around, option)):
            continue
        taken.append(option)
        for key in _keys(option):
            near[key].append(option)
    return () if _breaks(index, rules, taken) else tuple(taken)


def _whom(option: Option) -> tuple[object, ...]:
    return option.child, option.day, option.person, option.place


def _of_child_day(near: dict[_Key, list[Option]], option: Option) -> Iterator[Option]:
    found = near["child", option.child, 0]
    return (other for other in found if other.day == option.day)


def _keys(option: Option) -> tuple[_Key, ...]:
    """Where others may be in the option's way."""
    return (
        ("person", option.person, 0),
        ("child", option.child, 0),
        ("place", option.place, option.day),
    )


def _breaks(index: ProblemIndex, rules: RuleSet, taken: Iterable[Option]) -> bool:
    together = tuple(taken)
    return any(
        finding.decided
        for rule in rules.joint
        for finding in rule.breaches(index, together)
    )
