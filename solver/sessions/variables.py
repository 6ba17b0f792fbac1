"""The decisions as variables: what a coach does on a day, as a whole.

A variable per session and time would need rows for every two that are too close and a
price for every two that share a way, and its relaxation would say little. With a
variable per day's trip, ways and times are settled before there is a model. Which
session is on which day follows from the trips; rules and wishes about days speak of
that, and their rows stay short.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.linear import LinearModel, Row, Terms, Var
from solver.matching.problem import CoachId
from solver.sessions.problem import SessionKey, Visit
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class Trip:
    """Visits of a coach on one day, and the minutes on the road they add to it."""

    coach: CoachId
    day: Day
    visits: tuple[Visit, ...]
    travel_minutes: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A trip that may be taken."""

    trip: Trip
    taken: Var


class SessionVariables:
    """All choices by day, and each session's possible days."""

    def __init__(self, model: LinearModel, choices: Sequence[Choice]) -> None:
        self.model = model
        self.choices = tuple(choices)
        self.of_day: dict[tuple[CoachId, Day], list[Choice]] = defaultdict(list)
        on_day: dict[tuple[SessionKey, Day], list[Choice]] = defaultdict(list)
        for choice in self.choices:
            self.of_day[choice.trip.coach, choice.trip.day].append(choice)
            for visit in choice.trip.visits:
                on_day[visit.session, visit.day].append(choice)
        self.days: dict[SessionKey, dict[Day, Var]] = defaultdict(dict)
        for (key, day), found in sorted(on_day.items()):
            self.days[key][day] = self._placed(key, day, found)

    def _placed(self, key: SessionKey, day: Day, choices: Sequence[Choice]) -> Var:
        """A 0-1 variable for a session on a day: one of the day's trips has it."""
        name = f"{key.engagement}, {key.month}/{key.number} am {day}"
        placed = self.model.new_bool(name)
        terms = (*((choice.taken, 1) for choice in choices), (placed, -1))
        self.model.rows.append(Row(terms, 0, 0, name))
        return placed

    def priced(self, price: Callable[[SessionKey, Day], int]) -> Terms:
        """Terms of a price for each session and day that has one."""
        return tuple(
            (var, cost)
            for key, days in self.days.items()
            for day, var in days.items()
            if (cost := price(key, day))
        )
