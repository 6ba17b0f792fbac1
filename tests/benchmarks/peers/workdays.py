"""Days that an employed person cannot have, as sets of stays that must not all be.

Breaks and the limit of a day depend on everything she does on it. The plain checks of
the rules decide which sets of stays do not work; only the smallest ones are named.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from solver.rule import RuleId
from solver.slots import Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId, PlaceId

#: Rules that look at a whole day and are said by such sets.
WORKDAY_RULES = frozenset(map(RuleId, ("breaks", "daily-limit", "one-place-at-a-time")))
#: Stays in a set at most; what needs more is left to the audit.
MOST_STAYS = 4

_StayOf = dict[tuple[PlaceId, Slot], list[int]]


def impossible_days(
    index: ProblemIndex, rules: RuleSet, options: Sequence[Option]
) -> Iterator[tuple[frozenset[int], ...]]:
    """Smallest sets of stays that break a rule, each stay as the options at it."""
    checks = [rule for rule in rules.joint if rule.id in WORKDAY_RULES]
    for stays in _stays(index, options).values():
        members = [frozenset(found) for found in stays.values()]
        examples = [options[found[0]] for found in stays.values()]

        def breaks_a_rule(
            chosen: Sequence[int], taken: list[Option] = examples
        ) -> bool:
            day = [taken[i] for i in chosen]
            return any(True for rule in checks for _ in rule.breaches(index, day))

        for found in _smallest(len(members), breaks_a_rule):
            yield tuple(members[i] for i in sorted(found))


def _stays(
    index: ProblemIndex, options: Sequence[Option]
) -> dict[tuple[PersonId, Day], _StayOf]:
    """Options of employed persons by day, and within it by place and time."""
    days: dict[tuple[PersonId, Day], _StayOf] = defaultdict(lambda: defaultdict(list))
    for number, option in enumerate(options):
        if index.problem.persons[option.person].employed:
            days[option.person, option.day][option.place, option.slot].append(number)
    return days


def _smallest(
    count: int, forbidden: Callable[[Sequence[int]], bool]
) -> list[frozenset[int]]:
    """Forbidden subsets that hold no smaller one."""
    known: list[frozenset[int]] = []
    for size in range(1, min(MOST_STAYS, count) + 1):
        for chosen in combinations(range(count), size):
            asked = frozenset(chosen)
            if not any(small <= asked for small in known) and forbidden(chosen):
                known.append(asked)
    return known
