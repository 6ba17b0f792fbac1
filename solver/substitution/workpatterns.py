"""Ways to spend a working day, each with its minutes: a day as one choice of many.

A pattern is a set of stays to which nothing can be added without more work. What is
taken of a day lies within the pattern chosen, and its work is the pattern's. To a
relaxation this says no more than a variable per stretch does; to an engine that has to
fit days into a week it says much more: that only three days of six hours go into
twenty hours is one row over three choices, not over the quarters of an hour in them.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from solver.linear import Terms, Var
from solver.slots import MINUTES_PER_DAY, Day
from solver.substitution import daypatterns
from solver.substitution.day_model import Way
from solver.substitution.daypatterns import DayPatterns, Pattern
from solver.substitution.daywork import Stay, fixed_stays
from solver.substitution.index import ProblemIndex
from solver.substitution.problem import PersonId, PlaceId
from solver.substitution.variables import Variables
from solver.substitution.workday import option_groups


@dataclass(frozen=True, slots=True)
class Check:
    """A rule's own check of all that somebody has to do on a day.

    It must not tell apart days with the same minutes at each place. ``rests_on`` is all
    that it looks at besides the stays, the ways between places and the day's clock.
    """

    rests_on: Hashable
    allows: Callable[[Iterable[Stay]], bool]


#: Changes of a day's clock, what is fixed on it, and what may be chosen.
_Day = tuple[tuple[tuple[int, int], ...], tuple[Stay, ...], tuple[Stay, ...]]

_Patterns = tuple[Pattern, ...]

#: Ways that a rule refuses, and those it leaves.
_Left = tuple[frozenset[frozenset[Stay]], _Patterns]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of days, whoever's they are: it rests on ways between places.

    Questions about a plan ask for the same days again and again, and days are alike.
    """

    patterns: dict[tuple[_Day, int], _Patterns | None] = field(default_factory=dict)
    left: dict[tuple[object, ...], _Left | None] = field(default_factory=dict)


_KNOWN: WeakKeyDictionary[ProblemIndex, _Known] = WeakKeyDictionary()


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
    check: Check,
) -> bool:
    """Leave the ways to spend a day that a rule allows, if they can be told apart.

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
        patterns = tuple((way.stays, way.minutes) for way in ways)
    if patterns is None:
        return False
    left = _left(index, person, day, patterns, check)
    if left is None:
        return False
    refused, fine = left
    if ways is not None:
        for way in ways:
            if way.stays in refused:
                variables.model.uppers[way.chosen] = 0
    elif refused:
        _posted(variables, person, day, fine)
    return True


def _left(
    index: ProblemIndex,
    person: PersonId,
    day: Day,
    patterns: _Patterns,
    check: Check,
) -> _Left | None:
    """What a rule leaves of patterns, ``None`` where these cannot say it."""
    known = _KNOWN.setdefault(index.same_ways, _Known()).left
    fixed = tuple(fixed_stays(index, person, day))
    key = index.clock(day).shifts, fixed, patterns, check.rests_on
    if key not in known:
        refused = frozenset(
            stays for stays, _ in patterns if not check.allows((*fixed, *stays))
        )
        fine = tuple(pattern for pattern in patterns if pattern[0] not in refused)
        told = not any(wrong < stays for wrong in refused for stays, _ in fine)
        known[key] = (refused, fine) if told else None
    return known[key]


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
) -> _Patterns | None:
    """All patterns of a day that add no more than so many minutes, or ``None``."""
    known = _KNOWN.setdefault(index.same_ways, _Known()).patterns
    options = variables.of_person_day(person, day)
    stays = tuple(dict.fromkeys((o.place, o.slot) for o in options))
    fixed = tuple(fixed_stays(index, person, day))
    asked = index.clock(day).shifts, fixed, stays
    key = asked, room
    if key not in known:
        every = known.get((asked, MINUTES_PER_DAY))
        if every is not None:
            known[key] = tuple(p for p in every if p[1] <= room)
        else:
            groups = option_groups(index, variables, person, day)
            known[key] = _patterns(index, day, (fixed, stays), groups, room)
    return known[key]


def _patterns(
    index: ProblemIndex,
    day: Day,
    known: tuple[Sequence[Stay], Sequence[Stay]],
    groups: Iterable[set[PlaceId]],
    room: int,
) -> _Patterns | None:
    """The same for groups of places that can be combined, one after another."""
    patterns: list[Pattern] = []
    for places in groups:
        always, here = ([s for s in stays if s[0] in places] for stays in known)
        found = DayPatterns(index, day, always, sorted(here)).found(room)
        if found is None or len(patterns) + len(found) > daypatterns.MOST_PATTERNS:
            return None
        patterns.extend(found)
    # The first assignment goes from one to the next until all it took lies within.
    patterns.sort(key=lambda pattern: (pattern[1], len(pattern[0])))
    return tuple(patterns)


def _posted(
    variables: Variables, person: PersonId, day: Day, patterns: Sequence[Pattern]
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
