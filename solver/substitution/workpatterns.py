"""Ways to spend a working day, each with its minutes: a day as one choice of many.

A pattern is a set of stays to which nothing can be added without more work. What is
taken of a day lies within the pattern chosen, and its work is the pattern's. To a
relaxation this says no more than a variable per stretch does; to an engine that has to
fit days into a week it says much more: that only three days of six hours go into
twenty hours is one row over three choices, not over the quarters of an hour in them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from solver.linear import Terms, Var
from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.day_model import Way
from solver.substitution.index import ProblemIndex
from solver.substitution.problem import PersonId, PlaceId
from solver.substitution.variables import Variables
from solver.substitution.workday import (
    Stay,
    clash,
    day_work,
    fixed_stays,
    option_groups,
)

#: A day with more ways to spend it is said by stretches instead [patterns].
MOST_PATTERNS = 200

#: Minutes of each place on a day as the bits of a number; a stay has one run of them.
_Minutes = Mapping[PlaceId, int]

#: The same as something that can be looked up.
_Key = tuple[tuple[PlaceId, int], ...]

#: Stays of a pattern, and the minutes of work that it adds to what is fixed.
_Pattern = tuple[frozenset[Stay], int]

#: Stays that are fixed, and those that are possible.
_Stays = tuple[tuple[Stay, ...], tuple[Stay, ...]]

#: Patterns rest on ways and the clock alone.
_KNOWN: WeakKeyDictionary[
    ProblemIndex,
    dict[tuple[PersonId, Day, _Stays, int], Sequence[_Pattern] | None],
] = WeakKeyDictionary()


def pattern_terms(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day, room: int
) -> Terms | None:
    """Minutes that the chosen pattern adds to what is fixed, as terms.

    No less than what the options taken add, and equal to it where that is admitted;
    for rows that bound it from above.

    Parameters
    ----------
    room
        Patterns that add more minutes are left out: nobody can choose them.

    Returns
    -------
    Terms | None
        ``None`` where there are too many ways to spend the day, or where one stay more
        can make it shorter (a way that is not gone any more): then a large set does
        not speak for the smaller ones within it.
    """
    ways = variables.ways.get((person, day))
    if ways is None:
        patterns = _of_day(index, variables, person, day, room)
        if patterns is None:
            return None
        ways = _posted(variables, person, day, patterns)
    for way in ways:
        if way.minutes > room:
            variables.model.uppers[way.chosen] = 0
    inside = (way for way in ways if 0 < way.minutes <= room)
    return tuple((way.chosen, way.minutes) for way in inside)


def post_allowed(
    index: ProblemIndex,
    variables: Variables,
    person: PersonId,
    day: Day,
    allowed: Callable[[Iterable[Stay]], bool],
) -> bool:
    """Leave the ways to spend a day that a rule allows, if they can be told apart.

    Parameters
    ----------
    allowed
        The rule's own check of all that somebody has to do on a day. It must not tell
        apart days with the same minutes at each place.

    Returns
    -------
    bool
        ``False``, with nothing posted, where there are too many ways, or where what is
        refused is allowed with one stay more: then a large set does not speak for the
        smaller ones within it.
    """
    ways = variables.ways.get((person, day))
    if ways is None:
        patterns = _of_day(index, variables, person, day, MINUTES_PER_DAY)
    else:
        patterns = [(way.stays, way.minutes) for way in ways]
    if patterns is None:
        return False
    fixed = fixed_stays(index, person, day)
    refused = {stays for stays, _ in patterns if not allowed((*fixed, *stays))}
    fine = [pattern for pattern in patterns if pattern[0] not in refused]
    if any(wrong < stays for wrong in refused for stays, _ in fine):
        return False
    if ways is not None:
        for way in ways:
            if way.stays in refused:
                variables.model.uppers[way.chosen] = 0
    elif refused:
        _posted(variables, person, day, fine)
    return True


def post_ways(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day, most: int
) -> bool:
    """Say a day as one choice of so many ways at the most; whether that could be done.

    Stays in one way leave the time to go from one to the other.
    """
    patterns = _of_day(index, variables, person, day, MINUTES_PER_DAY)
    if patterns is None or len(patterns) > most:
        return False
    _posted(variables, person, day, patterns)
    return True


def _of_day(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day, room: int
) -> Sequence[_Pattern] | None:
    """All patterns of a day that add no more than so many minutes, or ``None``."""
    patterns: list[_Pattern] = []
    options = variables.of_person_day(person, day)
    fixed = fixed_stays(index, person, day)
    for places in option_groups(index, variables, person, day):
        here = {(o.place, o.slot) for o in options if o.place in places}
        always = [stay for stay in fixed if stay[0] in places]
        found = _patterns(
            index, person, day, (tuple(always), tuple(sorted(here))), room
        )
        if found is None or len(patterns) + len(found) > MOST_PATTERNS:
            return None
        patterns.extend(found)
    # The first assignment goes from one to the next until all it took lies within.
    patterns.sort(key=lambda pattern: (pattern[1], len(pattern[0])))
    return patterns


def _patterns(
    index: ProblemIndex, person: PersonId, day: Day, stays: _Stays, room: int
) -> Sequence[_Pattern] | None:
    """Those of a day with these stays, fixed and possible ones; they are remembered.

    Questions about a plan ask for the same days again and again.
    """
    known = _KNOWN.setdefault(index.same_ways, {})
    key = person, day, stays, room
    if key not in known:
        known[key] = _Day(index, person, day, *stays).patterns(room)
    return known[key]


def _posted(
    variables: Variables, person: PersonId, day: Day, patterns: Sequence[_Pattern]
) -> tuple[Way, ...]:
    """Choose at most one pattern; what is taken lies in it."""
    model, name = variables.model, f"{person} am Tag {day}"
    chosen = model.new_choice(
        (f"{name}: {minutes} Minuten" for _, minutes in patterns),
        f"{name}: auf eine Weise",
    )
    around: dict[Stay, list[Var]] = defaultdict(list)
    for var, (stays, _) in zip(chosen, patterns, strict=True):
        for stay in stays:
            around[stay].append(var)
    for option in variables.of_person_day(person, day):
        within = ((var, -1) for var in around[option.place, option.slot])
        row = ((variables.taken(option), 1), *within)
        model.add_at_most(row, 0, f"{name}: so viel Arbeit")
    ways = tuple(
        Way(var, stays, minutes)
        for var, (stays, minutes) in zip(chosen, patterns, strict=True)
    )
    variables.ways[person, day] = ways
    return ways


@dataclass(frozen=True, slots=True)
class _State:
    """Minutes worked where, the stays that lie in them, and the work of all."""

    minutes: _Minutes
    stays: frozenset[Stay]
    work: int


class _Day:
    """The ways to spend a day at places that can be combined."""

    def __init__(
        self,
        index: ProblemIndex,
        person: PersonId,
        day: Day,
        fixed: Sequence[Stay],
        stays: Sequence[Stay],
    ) -> None:
        self._index = index
        self._person = person
        self._day = day
        self._fixed = fixed
        self._stays = stays
        self._bits = {stay: _bits(stay[1]) for stay in stays}

    def patterns(self, room: int) -> list[_Pattern] | None:
        """All of them with at most ``room`` minutes added, or ``None``."""
        if len(self._stays) > MOST_PATTERNS:
            return None  # no two stays have the same minutes
        before = self._work(())
        found: dict[_Key, _Pattern] = {}
        known: dict[_Key, int] = {(): before}
        waiting = [_State({}, frozenset(), before)]
        while waiting:
            state = waiting.pop()
            for stay in self._stays:
                minutes = self._with(state, stay)
                if minutes is None:
                    continue
                key = _key(minutes)
                new = key not in known
                stays = self._within(minutes) if new else state.stays
                work = known[key] = self._work(stays) if new else known[key]
                if work < state.work or len(known) > MOST_PATTERNS:
                    return None  # whichever way one came to the larger set
                if new and work - before <= room:
                    found[key] = stays, work - before
                    waiting.append(_State(minutes, stays, work))
        return list(found.values())

    def _with(self, state: "_State", stay: Stay) -> "_Minutes | None":
        """One stay more, ``None`` if it is there already or cannot be combined."""
        if stay in state.stays:
            return None
        if any(clash(self._index, self._day, stay, other) for other in state.stays):
            return None
        place, bits = stay[0], self._bits[stay]
        return {**state.minutes, place: state.minutes.get(place, 0) | bits}

    def _within(self, minutes: _Minutes) -> frozenset[Stay]:
        """Stays that ask for no minute more."""
        return frozenset(
            stay
            for stay in self._stays
            if not self._bits[stay] & ~minutes.get(stay[0], 0)
        )

    def _work(self, stays: Iterable[Stay]) -> int:
        every = [*self._fixed, *stays]
        return day_work(self._index, self._person, self._day, every).minutes


def _bits(slot: Slot) -> int:
    return (1 << slot.end) - (1 << slot.start)


def _key(minutes: _Minutes) -> _Key:
    return tuple(sorted(minutes.items()))
