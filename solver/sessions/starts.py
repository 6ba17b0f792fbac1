"""At which times of a day a session may be, and why not at the others."""

from collections.abc import Iterator, Sequence
from typing import Any

from solver.rule import Refusal
from solver.sessions.index import Scene, SessionIndex
from solver.sessions.kinds import Looks, PairRule, RuleSet
from solver.sessions.problem import Session, Visit
from solver.slots import MINUTES_PER_DAY, Day, Slot

Starts = tuple[int, ...]


class StartTable:
    """Asks the pair rules, each once for all that look alike to it."""

    def __init__(self, index: SessionIndex, rules: RuleSet) -> None:
        self._index = index
        self._of_day = _those(rules, Looks.DAY)
        self._of_time = _those(rules, Looks.TIME)
        self._known: dict[Scene, Starts] = {}

    def starts(self, session: Session, day: Day) -> Starts:
        """Starts that pass every rule, in order."""
        anywhere = _at(session, day, 0)
        if any(rule.refuse(self._index, anywhere) for rule in self._of_day):
            return ()
        scene = self._index.scene(session, day)
        found = self._known.get(scene)
        if found is None:
            found = self._known[scene] = tuple(self._looked(session, day))
        published = self._index.published_of.get(session.key)
        if published is None or not self._stays(published, session, day):
            return found
        return tuple(sorted({*found, published.slot.start}))

    def refusal(self, session: Session, day: Day) -> Refusal | None:
        """Why a day without starts is out: the rule that no time passes.

        Where times fail for different reasons, the one that comes farthest counts; of
        times as good the one nearest to when people would meet.
        """
        anywhere = _at(session, day, 0)
        for rule in self._of_day:
            refusal = rule.refuse(self._index, anywhere)
            if refusal is not None:
                return refusal
        farthest: tuple[int, Refusal] | None = None
        usual = self._usual(session)
        for start in sorted(self._grid(session), key=lambda at: (abs(at - usual), at)):
            number, refusal = self._first(_at(session, day, start))
            if refusal is None:
                return None
            if farthest is None or number > farthest[0]:
                farthest = number, refusal
        return None if farthest is None else farthest[1]

    def _usual(self, session: Session) -> int:
        """When they are to meet by now, or else the house opens."""
        published = self._index.published_of.get(session.key)
        if published is not None:
            return published.slot.start
        house = self._index.engagement(session.key).kindergarten
        weekdays = map(Day, range(1, 8))
        opening = (slot for day in weekdays for slot in self._index.opening(house, day))
        return min((slot.start for slot in opening), default=0)

    def _grid(self, session: Session) -> range:
        last = MINUTES_PER_DAY - session.minutes
        return range(0, last + 1, self._index.problem.grid_minutes)

    def _looked(self, session: Session, day: Day) -> Iterator[int]:
        for start in self._grid(session):
            if self._first(_at(session, day, start))[1] is None:
                yield start

    def _first(self, visit: Visit) -> tuple[int, Refusal | None]:
        """The first rule about times that refuses, and how many came before it."""
        for number, rule in enumerate(self._of_time):
            refusal = rule.refuse(self._index, visit)
            if refusal is not None:
                return number, refusal
        return len(self._of_time), None

    def _stays(self, visit: Visit, session: Session, day: Day) -> bool:
        """Whether what was published may stay as it is."""
        return (
            visit.day == day
            and visit.slot.minutes == session.minutes
            and self._first(visit)[1] is None
        )


def _at(session: Session, day: Day, start: int) -> Visit:
    # A session longer than a day is refused whatever its date.
    end = min(start + session.minutes, MINUTES_PER_DAY)
    return Visit(session.key, day, Slot(start, end))


def _those(rules: RuleSet, looks: Looks) -> Sequence[PairRule[Any]]:
    return tuple(rule for rule in rules.pair if rule.looks_at is looks)
