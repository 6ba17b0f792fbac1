"""The decisions as variables: all that a visitor does on a day, as a whole.

With a variable per day of a visitor, ways, breaks and working time are settled before
there is a model. Whom a child meets on which day follows, and whether it will know
somebody follows from that; what comes to the same is one variable.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from solver.linear import LinearModel, Row, Terms, Var
from solver.slots import Day
from solver.substitution.problem import PersonId
from solver.visits.index import Met, PersonDay
from solver.visits.problem import BondId, Visit


@dataclass(frozen=True, slots=True)
class Round:
    """A visitor's visits of one day, and what they add to it [min]."""

    visitor: PersonId
    day: Day
    visits: tuple[Visit, ...]
    met: frozenset[Met]
    travel_minutes: int
    work_minutes: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A round that may be taken."""

    round: Round
    taken: Var


class VisitVariables:
    """All choices by day, by bond, and by whom a child meets."""

    def __init__(self, model: LinearModel, choices: Sequence[Choice]) -> None:
        self.model = model
        self.choices = tuple(choices)
        self.of_day: dict[PersonDay, list[Choice]] = defaultdict(list)
        self.meeting: dict[Met, dict[Day, list[Var]]] = defaultdict(
            lambda: defaultdict(list)
        )
        visiting: dict[tuple[BondId, Day], list[Var]] = defaultdict(list)
        for choice in self.choices:
            day = choice.round.day
            self.of_day[choice.round.visitor, day].append(choice)
            for visit in choice.round.visits:
                visiting[visit.bond, day].append(choice.taken)
            for met in sorted(choice.round.met):
                self.meeting[met][day].append(choice.taken)
        self._known: dict[Hashable, Var] = {}
        self.days: dict[BondId, dict[Day, Var]] = defaultdict(dict)
        for (bond, day), taken in sorted(visiting.items()):
            self.days[bond][day] = self.one_of(taken, f"{bond} am {day}")

    def one_of(self, taken: Sequence[Var], name: str) -> Var:
        """A 0-1 variable for one of choices that exclude one another."""
        if len(taken) == 1:
            return taken[0]
        key = "one", tuple(taken)
        if key not in self._known:
            found = self.model.new_bool(name)
            terms = (*((var, 1) for var in taken), (found, -1))
            self.model.rows.append(Row(terms, 0, 0, name))
            self._known[key] = found
        return self._known[key]

    def met_on(self, met: Met) -> dict[Day, Var]:
        """Days on which a child may meet a person, each with its variable."""
        name = f"{met[0]} trifft {met[1]}"
        return {
            day: self.one_of(taken, f"{name} am {day}")
            for day, taken in self.meeting.get(met, {}).items()
        }

    def implied(self, asked: Sequence[tuple[int, tuple[Var, ...]]], name: str) -> Var:
        """A 0-1 variable that needs, of each of these groups, so many."""
        key = "implied", tuple(asked)
        if key not in self._known:
            found = self.model.new_bool(name)
            for count, terms in asked:
                row = (*((var, -1) for var in terms), (found, count))
                self.model.add_at_most(row, 0, name)
            self._known[key] = found
        return self._known[key]

    def priced(self, price: Callable[[Round], int]) -> Terms:
        """Terms of a price for each round that has one."""
        return tuple(
            (choice.taken, cost)
            for choice in self.choices
            if (cost := price(choice.round))
        )
