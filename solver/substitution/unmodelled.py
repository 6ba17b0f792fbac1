"""A plan without a model: what fits is taken, asked of the rules one by one.

For when the time is over before the model stands. It is no good plan, but an
admissible one, and it grows with every option asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from solver.result import StopCheck
from solver.slots import Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.linked import links_of, whole_of
from solver.substitution.plan import Option
from solver.substitution.problem import Link, Need
from solver.substitution.windows import part, windows_of

#: So many options are asked whatever the time: that takes milliseconds.
LEAST_ASKED = 32
#: Stretches asked about together, and persons asked about one where that breaks rules.
TOGETHER, MOST_TRIED = 64, 4

#: Somebody's day, a child or a place's day: who shares one may be in the other's way.
_Key = tuple[str, str, int]


class Unmodelled:
    """What is taken so far, and what else fits beside it."""

    def __init__(self, index: ProblemIndex, rules: RuleSet) -> None:
        self._index = index
        self._rules = rules
        self._near: dict[_Key, list[Option]] = defaultdict(list)
        self._told: set[tuple[object, ...]] = {
            (c.child, c.day, c.person, c.place) for c in index.problem.published
        }
        self._taken: list[Option] = []

    @property
    def empty(self) -> bool:
        """Whether nothing is taken yet."""
        return not self._taken

    def plan(self) -> tuple[Option, ...]:
        """What is taken, in this order.

        Where the rules object to all of it together, which they can only where they
        look further than one person, child and place, it is nothing.
        """
        broken = _breaks(self._index, self._rules, self._taken)
        return () if broken else tuple(self._taken)

    def take_of(self, options: Iterable[Option], give_up: StopCheck) -> None:
        """Take what fits: what was published first, then what is long.

        Parameters
        ----------
        give_up
            Asked after the first few options; once true no more are.
        """
        order = sorted(options, key=lambda o: (_whom(o) not in self._told, -_length(o)))
        for asked, option in enumerate(order):
            if asked >= LEAST_ASKED and give_up():
                break
            self._take(option)

    def take_for(self, needs: Iterable[Need], give_up: StopCheck) -> None:
        """Take for each open stretch somebody who fits; most are not asked for it.

        For when there are too many to ask them all. Who has least is asked first, and
        the rules are asked about many stretches together.
        """
        segments = self._index.segments
        order = sorted(needs, key=lambda need: -_open_minutes(segments[need.id]))
        stretches = [
            (need, slot)
            for need in order
            for slot in segments[need.id]
            if not self._covered(need, slot)
        ]
        for begin in range(0, len(stretches), TOGETHER):
            if give_up():
                break
            self._take_together(stretches[begin : begin + TOGETHER], give_up)

    def _covered(self, need: Need, stretch: Slot) -> bool:
        """Whether somebody takes the child for some of the stretch."""
        return any(
            other.day == need.day and other.slot.overlaps(stretch)
            for other in self._near["child", need.child, 0]
        )

    def _take_together(
        self, stretches: Sequence[tuple[Need, Slot]], give_up: StopCheck
    ) -> None:
        """Take for all of them if that fits, else for one half and then the other."""
        if len(stretches) == 1:
            self._take_first(*stretches[0])
            return
        added = self._take_unasked(stretches, give_up)
        if not added or not _breaks(self._index, self._rules, self._around(added)):
            return
        for option in reversed(added):
            self._drop_last(option)
        half = len(stretches) // 2
        for some in (stretches[:half], stretches[half:]):
            if not give_up():
                self._take_together(some, give_up)

    def _take_unasked(
        self, stretches: Iterable[tuple[Need, Slot]], give_up: StopCheck
    ) -> Sequence[Option]:
        """Take for each the first who may; nobody has asked about all together."""
        begun = len(self._taken)
        for need, stretch in stretches:
            if give_up():
                break
            chosen = next(self._likely(need, stretch), None)
            if chosen is not None:
                self._add(chosen)
        return self._taken[begun:]

    def _take_first(self, need: Need, stretch: Slot) -> None:
        for option in islice(self._likely(need, stretch), MOST_TRIED):
            if self._take(option):
                return

    def _likely(self, need: Need, stretch: Slot) -> Iterator[Option]:
        """Whom to ask, one after another: who has least then, and least at all."""

        def turn(link: Link) -> tuple[bool, int, int]:
            hers = self._near["person", link.substitute, 0]
            then = sum(
                other.day == need.day and other.slot.overlaps(stretch) for other in hers
            )
            whom = (need.child, need.day, link.substitute, link.place)
            return whom not in self._told, then, len(hers)

        for link in sorted(links_of(self._index, need), key=turn):
            whole = whole_of(need, stretch, link)
            if self._free(whole):
                windows, _ = windows_of(self._index, self._rules, whole)
                if windows:
                    yield part(whole, max(windows, key=_minutes))

    def _free(self, option: Option) -> bool:
        """Whether the child is not covered then, nor the person with somebody else.

        Whether she may be with several children at once the rules are asked later.
        """
        of_child = self._near["child", option.child, 0]
        of_person = self._near["person", option.person, 0]
        return not any(_meet(option, other) for other in of_child) and not any(
            option.place != other.place and _meet(option, other) for other in of_person
        )

    def _take(self, option: Option) -> bool:
        """Take an option if it fits; whether it does."""
        if not self._free(option):
            return False
        around = dict.fromkeys((*self._around([option]), option))
        if _breaks(self._index, self._rules, around):
            return False
        self._add(option)
        return True

    def _around(self, options: Iterable[Option]) -> Iterable[Option]:
        """What is taken of the same persons, children and days of places."""
        keys = dict.fromkeys(key for option in options for key in _keys(option))
        return dict.fromkeys(other for key in keys for other in self._near[key])

    def _add(self, option: Option) -> None:
        self._taken.append(option)
        for key in _keys(option):
            self._near[key].append(option)

    def _drop_last(self, option: Option) -> None:
        self._taken.pop()
        for key in _keys(option):
            self._near[key].pop()


def unmodelled_plan(
    index: ProblemIndex,
    rules: RuleSet,
    options: Sequence[Option],
    give_up: StopCheck,
) -> tuple[Option, ...]:
    """Options that break no joint rule together, in the order they were taken."""
    found = Unmodelled(index, rules)
    found.take_of(options, give_up)
    return found.plan()


def _meet(one: Option, other: Option) -> bool:
    return one.day == other.day and one.slot.overlaps(other.slot)


def _length(option: Option) -> int:
    return option.slot.minutes


def _minutes(slot: Slot) -> int:
    return slot.minutes


def _open_minutes(stretches: Iterable[Slot]) -> int:
    return sum(slot.minutes for slot in stretches)


def _whom(option: Option) -> tuple[object, ...]:
    return option.child, option.day, option.person, option.place


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
