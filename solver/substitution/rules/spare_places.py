"""Wish 107: a free place is left for the next sick call."""

from collections.abc import Iterable
from dataclasses import dataclass

from solver.linear import Expression, Var
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.capacity import crowded, fullest
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Plan
from solver.substitution.problem import PersonId
from solver.substitution.variables import Variables

_DAY = Slot(0, MINUTES_PER_DAY)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Places each person should keep free, and her places where no permit says less.

    Whoever needs no permit has as many places as ``max_children``.
    """

    reserve_places: int = 1
    max_children: int = 5

    def __post_init__(self) -> None:
        """Refuse less than nothing, and a limit below 1."""
        if self.reserve_places < 0:
            raise ValueError("reserve_places ist nie negativ.")
        if self.max_children < 1:
            raise ValueError("max_children muss mindestens 1 sein.")


class SparePlaces(Wish[Parameters]):
    """Places of the reserve that this plan uses up, by person and day.

    A person's reserve on a day is used up as far as the children present at once in
    the fullest minute (regular ones and fixed cover counted, by capacity weight) leave
    her less than ``reserve_places`` free places. What regular children and fixed cover
    use up without this plan is left out. The value is a sum over persons and days, so
    days stay independent: taking a last free place costs one however long it is taken,
    and spreading children over persons with room costs nothing.
    """

    info = RuleInfo(
        id=RuleId("spare-places"),
        number=107,
        title="Ein Platz bleibt frei",
        source=Practice("Freie Plätze für die nächste Krankmeldung"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} freizuhaltende Plätze werden belegt.",
    )
    parameters_type = Parameters
    unit = "places"

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """One variable per person and day whose reserve this plan can reach."""
        terms: list[tuple[Var, int]] = []
        for person, day in variables.person_days():
            rows = tuple(
                crowded(
                    variables,
                    variables.of_person_day(person, day),
                    index.weight,
                    index.person_load(person, day),
                    (_DAY, self._free_of_charge(index, person, day)),
                )
            )
            if not rows:
                continue
            name = f"Reserve bei {person} am {iso(day)}"
            most = max(sum(w for _, w in taken) - room for room, taken in rows)
            used = variables.model.new_int(0, most, name)
            for room, taken in rows:
                variables.model.add_at_most((*taken, (used, -1)), room, name)
            terms.append((used, 1))
        return Expression(tuple(terms))

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Places beyond what may be taken without touching the reserve further."""
        return sum(self._used(index, plan))

    def _used(self, index: ProblemIndex, plan: Plan) -> Iterable[int]:
        for (person, day), taken in by_person_day(plan.assignments).items():
            load = index.person_load(person, day)
            present, _ = fullest(taken, index.weight, load)
            yield max(0, present - self._free_of_charge(index, person, day))

    def _free_of_charge(self, index: ProblemIndex, person: PersonId, day: Day) -> int:
        """Children at once that use up no more of the reserve than is used anyway."""
        permit = index.problem.persons[person].permit
        places = self.parameters.max_children
        if permit is not None:
            places = min(places, permit.places)
        without, _ = index.person_load(person, day).peak(_DAY)
        return max(0, places - self.parameters.reserve_places, without)
