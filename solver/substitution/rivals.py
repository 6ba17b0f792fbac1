"""Parts of a window that give way to somebody else's child.

A child of another need may take the place, or the person's hours; what lies before it
comes and after it goes is left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from solver.slots import Day, Slot
from solver.substitution.cuts import cuts_between, cuts_of, meeting
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId, PlaceId, PlaceKind
from solver.substitution.windows import Candidate, narrowed, part, shortest_of

#: An employed person with more rivals around a day is not cut for them, and meets
#: others only at the ends of windows: ways, breaks and hours of every possible piece
#: are rows, and their relaxation is weak. Measured: a dense week of 95 went from 0.8 s
#: to more than 17 s, for 5 % fewer open minutes.
MOST_RIVALS_OF_EMPLOYED = 3


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
    shortest = shortest_of(index, rules, candidate.whole)
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
        if not gone:
            continue
        others = {other.slot for other in near if other.day == option.day}
        between = cuts_between(
            clock, window, others, shortest, rules.pieces.step_minutes
        )
        for slot in _beside(window, gone, between):
            if slot not in found and clock.minutes(slot) >= shortest:
                parts = narrowed(index, rules, candidate.whole, slot)
                found.update(dict.fromkeys(parts))
    return tuple(found)


def _too_many(index: ProblemIndex, option: Option, near: Sequence[Option]) -> bool:
    """Whether an employed person has so many rivals that she is not cut for them."""
    if not index.problem.persons[option.person].employed:
        return False
    own = {other.need for other in near if other.person == option.person}
    return len(own) > MOST_RIVALS_OF_EMPLOYED


def _beside(
    window: Slot, gone: Iterable[Slot], between: tuple[set[int], set[int]]
) -> Iterator[Slot]:
    """What lies before, after and between times that are gone."""
    starts, ends = cuts_of(window, gone)
    starts, ends = starts | between[0], ends | between[1]
    for slot in meeting(window, sorted(starts), sorted(ends)):
        if slot != window:
            yield slot
