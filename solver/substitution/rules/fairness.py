"""Wish 106: the load is spread evenly over a rolling window that includes this run."""

from collections import defaultdict
from dataclasses import dataclass

from solver.linear import Expression, Var
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Plan
from solver.substitution.problem import PersonId
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """Width of a band of load [child-minutes]: each band costs one more per minute."""

    band_minutes: int = 960

    def __post_init__(self) -> None:
        """Refuse bands without width."""
        if self.band_minutes < 1:
            raise ValueError("band_minutes muss mindestens 1 sein.")


class EvenLoad(Wish[Parameters]):
    """A convex price per person: a minute in the k-th band of load costs k.

    The load is the history of the window plus fixed cover and this plan's
    child-minutes; the price of history alone is left out. Bands begin at multiples of
    ``band_minutes``, the first (from 0) costs nothing.
    """

    info = RuleInfo(
        id=RuleId("fairness"),
        number=106,
        title="Gleichmäßige Belastung",
        source=Practice("Vertretung wird gerecht verteilt"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} gewichtete Minuten über der gleichmäßigen Verteilung.",
    )
    parameters_type = Parameters
    unit = "band-minutes"

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """One variable per person and band that this plan can reach."""
        load: dict[PersonId, dict[Var, int]] = defaultdict(dict)
        for option in variables.options:
            own = load[option.person]
            var = variables.taken(option)
            own[var] = own.get(var, 0) + index.clock(option.day).minutes(option.slot)
        terms: list[tuple[Var, int]] = []
        for person, minutes in load.items():
            terms.extend(self._price_terms(index, variables, person, minutes))
        return Expression(tuple(terms))

    def _price_terms(
        self,
        index: ProblemIndex,
        variables: Variables,
        person: PersonId,
        minutes: dict[Var, int],
    ) -> list[tuple[Var, int]]:
        base = _base(index, person)
        band = self.parameters.band_minutes
        below = base // band
        terms = [(var, below * m) for var, m in minutes.items() if below]
        most = base + sum(minutes.values())
        for start in range((below + 1) * band, most, band):
            name = f"{person}: über {start} Minuten"
            above = variables.model.new_int(0, most - start, name)
            row = (*minutes.items(), (above, -1))
            variables.model.add_at_most(row, start - base, name)
            terms.append((above, 1))
        return terms

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Price of everybody's load minus the price without this plan."""
        minutes: dict[PersonId, int] = defaultdict(int)
        for option in plan.assignments:
            minutes[option.person] += index.clock(option.day).minutes(option.slot)
        return sum(
            self._price(_base(index, person) + added)
            - self._price(_base(index, person))
            for person, added in minutes.items()
        )

    def _price(self, load: int) -> int:
        """Minutes times band number, summed over the bands of a load."""
        band = self.parameters.band_minutes
        return sum(load - start for start in range(band, load, band))


def _base(index: ProblemIndex, person: PersonId) -> int:
    """Load before this plan [child-minutes]: history and fixed cover."""
    history = index.problem.persons[person].history_minutes
    return history + index.fixed_minutes.get(person, 0)
