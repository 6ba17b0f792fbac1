"""Where an open stretch may be cut: by rules, by rivals, and to hand over.

A piece is as long as it can be: it begins and ends where the stretch does, where a
rule lets it, where somebody else's child needs the place or the person's hours, or
where another person takes over (so early that nobody's piece is too short). Any other
cut would only shorten it, but for one kind: a piece that gives way to one that gives
way itself. Those are not tried; their number is that of all cuts times all cuts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from solver.rule import Refusal
from solver.slots import Day, DayClock, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Handover, PairRule, PieceLimits, RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId, PlaceId, PlaceKind

#: An employed person with more rivals around a day is not cut for them, and meets
#: others only at the ends of windows: ways, breaks and hours of every possible piece
#: are rows, and their relaxation is weak. Measured: a dense week of 95 went from 0.8 s
#: to more than 17 s, for 5 % fewer open minutes.
MOST_RIVALS_OF_EMPLOYED = 3

#: A piece that begins and ends with a hand-over stands between two others. So many
#: such beginnings, and as many ends, are tried in a window: all of them would be their
#: product. The first beginnings and the last ends leave the longest pieces.
MOST_MIDDLE_CUTS = 6


@dataclass(slots=True)
class Candidate:
    """A person at a place for one open stretch, and the parts that pass every rule.

    ``shorter`` are parts of the windows that give way to a rival; ``crowded`` are
    windows with too many rivals around to cut for them.
    """

    whole: Option
    windows: Sequence[Slot]
    shorter: Sequence[Slot] = ()
    crowded: set[Slot] = field(default_factory=set)


#: Maximal parts of an option that pass every rule, and the first refusal.
Windows = tuple[Sequence[Slot], Refusal | None]


def windows_of(index: ProblemIndex, rules: RuleSet, whole: Option) -> Windows:
    """Maximal parts of an option that pass every rule, and the first refusal."""
    for rule in rules.pair:
        refusal = rule.refuse(index, whole)
        if refusal is not None:
            # Timed rules come last: the others have passed the whole, and so any part.
            if rule.timed:
                return _narrowed(index, rules, whole, whole.slot), refusal
            return (), refusal
    return (whole.slot,), None


def part(whole: Option, slot: Slot) -> Option:
    """The option narrowed to a slot; built by hand, since this runs very often."""
    if slot is whole.slot:
        return whole
    return Option(
        whole.need,
        whole.child,
        whole.day,
        slot,
        whole.person,
        whole.place,
        whole.model,
    )


class Rivals:
    """Who else may be with the same person around a day, or at the same place.

    And where siblings may be on the day: they may have to stay together.
    """

    def __init__(self, index: ProblemIndex, candidates: Iterable[Candidate]) -> None:
        self._index = index
        self._of_person: dict[tuple[PersonId, Day], list[Option]] = defaultdict(list)
        self._of_place: dict[tuple[PlaceId, Day], list[Option]] = defaultdict(list)
        self._of_sibling: dict[tuple[ChildId, Day], list[Option]] = defaultdict(list)
        for candidate in candidates:
            whole = candidate.whole
            for window in candidate.windows:
                option = part(whole, window)
                self._of_person[whole.person, whole.day].append(option)
                if self._has_limit(whole.place, whole.day):
                    self._of_place[whole.place, whole.day].append(option)
                for sibling in index.siblings.get(whole.child, ()):
                    self._of_sibling[sibling, whole.day].append(option)

    def _has_limit(self, place: PlaceId, day: Day) -> bool:
        """Whether a place can be too full for all who might come to it."""
        found = self._index.problem.places[place]
        return (
            found.max_children is not None
            or found.kind is PlaceKind.SHARED_SETTING
            or (place, day) in self._index.capacities
        )

    def near(self, option: Option) -> Sequence[Option]:
        """Options of other needs that this one may have to give way to.

        At a place without any limit of its own nobody is in anybody's way: half a town
        may be written down at one, and everybody against everybody took minutes.
        """
        days = (Day(option.day - 1), option.day, Day(option.day + 1))
        found = [
            other
            for day in days
            for other in self._of_person.get((option.person, day), ())
        ]
        found.extend(
            other
            for other in self._of_place.get((option.place, option.day), ())
            if other.person != option.person
        )
        if siblings := self._of_sibling.get((option.child, option.day)):
            found = list(dict.fromkeys((*found, *siblings)))
        return [other for other in found if other.need != option.need]


def give_way(
    index: ProblemIndex, rules: RuleSet, candidate: Candidate, rivals: Rivals
) -> Sequence[Slot]:
    """What is left of each window before a rival comes or after it goes."""
    found: dict[Slot, None] = {}
    shortest = _shortest(index, rules, candidate.whole)
    clock = index.clock(candidate.whole.day)
    for window in candidate.windows:
        if clock.minutes(window) <= shortest:
            continue  # any part of it is too short to be asked about
        option = part(candidate.whole, window)
        near = rivals.near(option)
        if _too_many(index, option, near):
            candidate.crowded.add(window)
            continue
        gone = [g for rule in rules.joint for g in rule.taken_by(index, option, near)]
        for slot in _beside(window, gone) if near else ():
            if slot not in found and clock.minutes(slot) >= shortest:
                parts = _narrowed(index, rules, candidate.whole, slot)
                found.update(dict.fromkeys(parts))
    return tuple(found)


def _too_many(index: ProblemIndex, option: Option, near: Sequence[Option]) -> bool:
    """Whether an employed person has so many rivals that she is not cut for them."""
    if not index.problem.persons[option.person].employed:
        return False
    own = {other.need for other in near if other.person == option.person}
    return len(own) > MOST_RIVALS_OF_EMPLOYED


def _beside(window: Slot, gone: Iterable[Slot]) -> Iterator[Slot]:
    """What lies before, after and between times that are gone."""
    taken = tuple(gone)
    starts, ends = _cuts(window, taken)
    for slot in _meeting(window, sorted(starts), sorted(ends)):
        if slot != window:
            yield slot


def pieces_of(
    index: ProblemIndex, rules: RuleSet, candidates: Sequence[Candidate]
) -> Iterator[Option]:
    """The options of one open stretch, cut where one can hand over to another."""
    handover = rules.pieces.handover
    partial = any(tuple(c.windows) != (c.whole.slot,) for c in candidates)
    cut = handover is not Handover.NEVER and partial and len(candidates) > 1
    scopes: dict[PlaceId | None, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        anywhere = handover is Handover.AT_ALL
        scopes[None if anywhere else candidate.whole.place].append(candidate)
    for scope in scopes.values():
        for candidate in scope:
            slots = dict.fromkeys(candidate.windows)
            if cut and len(scope) > 1:
                slots.update(
                    dict.fromkeys(_handed_over(index, rules, candidate, scope))
                )
            slots.update(dict.fromkeys(candidate.shorter))
            for slot in slots:
                yield part(candidate.whole, slot)


def _handed_over(
    index: ProblemIndex,
    rules: RuleSet,
    candidate: Candidate,
    scope: Sequence[Candidate],
) -> list[Slot]:
    """Windows of a candidate and the parts of them that meet somebody else's windows.

    A piece may begin where another's window ends and end where another's begins; and
    where both ways would leave a piece too short, in between.
    """
    others = [w for c in scope if c is not candidate for w in c.windows]
    found = dict.fromkeys(candidate.windows)
    shortest = _shortest(index, rules, candidate.whole)
    clock = index.clock(candidate.whole.day)
    for window in candidate.windows:
        starts, ends = _cuts(window, others)
        if window not in candidate.crowded:
            between = _between(clock, window, others, shortest, rules.pieces)
            starts, ends = starts | between[0], ends | between[1]
        for slot in _meeting(window, sorted(starts), sorted(ends)):
            if clock.minutes(slot) >= shortest and slot not in found:
                parts = _narrowed(index, rules, candidate.whole, slot)
                found.update(dict.fromkeys(parts))
    return list(found)


def _cuts(window: Slot, others: Iterable[Slot]) -> tuple[set[int], set[int]]:
    """Where others' windows end inside a window, and where they begin."""
    met = tuple(others)
    starts = {o.end for o in met if window.start < o.end < window.end}
    return starts, {o.start for o in met if window.start < o.start < window.end}


def _between(
    clock: DayClock,
    window: Slot,
    others: Iterable[Slot],
    shortest: int,
    limits: PieceLimits,
) -> tuple[set[int], set[int]]:
    """Where a part begins or ends so that nobody is left with too short a piece."""
    starts: set[int] = set()
    ends: set[int] = set()
    gain, grid = limits.handover_gain_minutes, limits.step_minutes
    for other in others:
        for first, then, cuts in ((other, window, starts), (window, other, ends)):
            if _meet_between(clock, first, then, shortest, gain):
                cuts.add(clock.before(then.end, shortest) // grid * grid)
    return starts, ends


def _meet_between(
    clock: DayClock, first: Slot, then: Slot, shortest: int, gain: int
) -> bool:
    """Whether two windows need a cut between: each leaves the other too little.

    Whichever is taken whole, nobody may take the rest, though it would be worth a
    hand-over and both together have time for two pieces. Then the second has the
    shortest piece there is.
    """
    return (
        gain < clock.between(first.start, then.start) < shortest
        and gain < clock.between(first.end, then.end) < shortest
        and clock.between(first.start, then.end) >= 2 * shortest
    )


def _meeting(
    window: Slot, starts: Sequence[int], ends: Sequence[int]
) -> Iterator[Slot]:
    """Parts of a window that meet others, by where they begin, then where they end."""
    yield from (Slot(window.start, end) for end in (*ends, window.end))
    for start in starts[:MOST_MIDDLE_CUTS]:
        inside = (end for end in ends[-MOST_MIDDLE_CUTS:] if end > start)
        yield from (Slot(start, end) for end in (*inside, window.end))
    yield from (Slot(start, window.end) for start in starts[MOST_MIDDLE_CUTS:])


def _narrowed(
    index: ProblemIndex, rules: RuleSet, whole: Option, within: Slot
) -> Sequence[Slot]:
    """Maximal parts of ``within`` that pass every rule, on the grid, long enough."""
    grid = rules.pieces.step_minutes
    shortest = _shortest(index, rules, whole)
    minutes = index.clock(whole.day).minutes
    if minutes(within) < shortest:
        return ()
    parts: Sequence[Slot] = (within,)
    timed = [rule for rule in rules.pair if rule.timed]
    passed = _passed(index, timed, part(whole, within))
    if passed == len(timed) and _inward(within, whole.slot, grid) == within:
        return parts
    for rule in timed[passed:]:
        narrower: list[Slot] = []
        for slot in parts:
            option = part(whole, slot)
            if rule.refuse(index, option) is None:
                narrower.append(slot)
            else:
                found = rule.windows(index, option)
                narrower.extend(p for p in found if minutes(p) >= shortest)
        if not narrower:
            return ()
        parts = narrower
    rounded = (_inward(slot, whole.slot, grid) for slot in parts)
    return _maximal(
        slot
        for slot in rounded
        if slot is not None
        and minutes(slot) >= shortest
        and all(r.refuse(index, part(whole, slot)) is None for r in timed)
    )


def _shortest(index: ProblemIndex, rules: RuleSet, whole: Option) -> int:
    """The shortest piece of an open stretch [min]; all of it always counts."""
    stretch = index.clock(whole.day).minutes(whole.slot)
    return min(rules.pieces.min_piece_minutes, stretch)


def _passed(index: ProblemIndex, timed: Sequence[PairRule[Any]], option: Option) -> int:
    """How many rules pass an option before the first that refuses it."""
    for number, rule in enumerate(timed):
        if rule.refuse(index, option) is not None:
            return number
    return len(timed)


def _inward(slot: Slot, whole: Slot, grid: int) -> Slot | None:
    """A slot shrunk to the grid; bounds of the whole stretch stay as they are."""
    start, end = slot.start, slot.end
    if start != whole.start:
        start = -(-start // grid) * grid
    if end != whole.end:
        end = end // grid * grid
    return Slot(start, end) if start < end else None


def _maximal(slots: Iterable[Slot]) -> Sequence[Slot]:
    """Distinct slots that lie in no other one, sorted."""
    distinct = sorted(set(slots))
    return [
        slot
        for slot in distinct
        if not any(other != slot and other.contains(slot) for other in distinct)
    ]
