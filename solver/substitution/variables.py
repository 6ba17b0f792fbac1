"""The decisions as variables: what rules and wishes see of the model.

Rules ask for the variables of a child, person or place on a day and post rows on
them; they never know whether several options share one variable (a whole episode
decided at once) or each has its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from solver.linear import LinearModel, Var
from solver.slots import Day
from solver.substitution.day_model import DayModel, Way
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, NeedId, PersonId, PlaceId


class Variables:
    """One 0-1 variable per option (or shared by options decided together).

    ``days`` keeps the working days that rules have said by variables, by person, day
    and the places that can be combined; ``ways`` those said as one choice of many.
    """

    def __init__(
        self,
        model: LinearModel,
        options: Sequence[Option],
        taken: Mapping[Option, Var],
    ) -> None:
        self.model = model
        self.options = tuple(options)
        self.days: dict[tuple[PersonId, Day, frozenset[PlaceId]], DayModel] = {}
        self.ways: dict[tuple[PersonId, Day], tuple[Way, ...]] = {}
        self._taken = taken
        self._option = {taken[option]: option for option in options}
        self._by_need: dict[NeedId, list[Option]] = defaultdict(list)
        self._by_child_day: dict[tuple[ChildId, Day], list[Option]] = defaultdict(list)
        self._by_person_day: dict[tuple[PersonId, Day], list[Option]] = defaultdict(
            list
        )
        self._by_place_day: dict[tuple[PlaceId, Day], list[Option]] = defaultdict(list)
        for option in self.options:
            self._by_need[option.need].append(option)
            self._by_child_day[option.child, option.day].append(option)
            self._by_person_day[option.person, option.day].append(option)
            self._by_place_day[option.place, option.day].append(option)

    def taken(self, option: Option) -> Var:
        """The 0-1 variable that says this option is part of the plan."""
        return self._taken[option]

    def exclusive(self, taken: Iterable[Var]) -> Iterable[tuple[Var, ...]]:
        """The variables in groups of which at most one is 1, each in one or more.

        Pieces of a child that share a minute exclude one another.
        """
        by_child_day: dict[tuple[ChildId, Day], list[Var]] = defaultdict(list)
        for var in taken:
            option = self._option.get(var)
            if option is None:
                yield (var,)
            else:
                by_child_day[option.child, option.day].append(var)
        for pieces in by_child_day.values():
            yield from self._sharing_a_minute(pieces)

    def _sharing_a_minute(self, pieces: list[Var]) -> Iterable[tuple[Var, ...]]:
        """Maximal groups of pieces that share a minute."""
        if len(pieces) == 1:
            return (tuple(pieces),)
        slots = {var: self._option[var].slot for var in pieces}
        groups = dict.fromkeys(
            tuple(v for v in pieces if slots[v].start <= minute < slots[v].end)
            for minute in sorted({slot.start for slot in slots.values()})
        )
        sets = [set(group) for group in groups]
        return [
            group
            for group, own in zip(groups, sets, strict=True)
            if not any(own < other for other in sets)
        ]

    def of_need(self, need: NeedId) -> Sequence[Option]:
        """Options that cover (part of) a need."""
        return self._by_need.get(need, ())

    def of_child_day(self, child: ChildId, day: Day) -> Sequence[Option]:
        """Options of one child on one day."""
        return self._by_child_day.get((child, day), ())

    def of_person_day(self, person: PersonId, day: Day) -> Sequence[Option]:
        """Options with one person on one day."""
        return self._by_person_day.get((person, day), ())

    def of_place_day(self, place: PlaceId, day: Day) -> Sequence[Option]:
        """Options at one place on one day."""
        return self._by_place_day.get((place, day), ())

    def person_days(self) -> Iterable[tuple[PersonId, Day]]:
        """Every person and day with at least one option, in stable order."""
        return self._by_person_day.keys()

    def place_days(self) -> Iterable[tuple[PlaceId, Day]]:
        """Every place and day with at least one option, in stable order."""
        return self._by_place_day.keys()

    def needs(self) -> Iterable[NeedId]:
        """Every need with at least one option, in stable order."""
        return self._by_need.keys()
