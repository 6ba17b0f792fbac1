"""Wish 103: a person the child knows well, the designated one first."""

from dataclasses import dataclass
from itertools import pairwise

from solver.linear import Expression
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import Familiarity
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """Points per piece by state; a designated substitute costs nothing.

    ``by_place`` counts only what holds at the very place.
    """

    settled: int = 1
    familiar: int = 2
    met: int = 4
    faded: int = 6
    unknown: int = 8
    by_place: bool = False

    def __post_init__(self) -> None:
        """Refuse points below 0 or a worse state that costs less."""
        points = (0, self.settled, self.familiar, self.met, self.faded, self.unknown)
        if any(better > worse for better, worse in pairwise(points)):
            raise ValueError("Punkte steigen von settled bis unknown und sind ab 0.")


class FamiliarPerson(Wish[Parameters]):
    """Sum of points over all pieces taken."""

    info = RuleInfo(
        id=RuleId("familiarity"),
        number=103,
        title="Vertraute Person zuerst",
        source=Practice("Beziehung vor Verfügbarkeit"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Punkte fehlen bis zur vertrautesten Person.",
    )
    parameters_type = Parameters
    unit = "points"

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        self._points = {
            state: int(getattr(parameters, state.name.lower())) for state in Familiarity
        }

    def points(self, index: ProblemIndex, option: Option) -> int:
        """Points of one piece."""
        if option.person in index.designated(option.child, option.day):
            return 0
        place = option.place if self.parameters.by_place else None
        state = index.familiarity(option.child, option.person, option.day, place)
        return self._points[state]

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """Points of the options taken."""
        return Expression(
            tuple(
                (variables.taken(option), points)
                for option in variables.options
                if (points := self.points(index, option))
            )
        )

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Points of the assignments."""
        return sum(self.points(index, option) for option in plan.assignments)
