"""Wish 108: of equally good plans the one that costs less."""

from solver.linear import Expression, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.linked import links_of
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import Link, NeedId, PersonId, PlaceId
from solver.substitution.variables import Variables

MINUTES_PER_HOUR = 60

#: The agreement by which each need is taken at a person and place.
_Agreed = dict[tuple[PersonId, PlaceId], Link]


class LowCost(Wish[NoParameters]):
    """Cents for all pieces taken: hourly rates, or the flat rates of held places.

    A piece taken on a held place with a flat rate costs that, however long it is. Any
    other costs the person's rate for an hour of one child, pro rata and rounded up to
    a whole cent. What the problem says of the pair of child and person is added. Fixed
    cover is paid whatever is planned and not counted.
    """

    info = RuleInfo(
        id=RuleId("cost"),
        number=108,
        title="Niedrige Kosten",
        source=Practice("Stundensätze und Pauschalen der Freihalteplätze"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Euro kostet die Vertretung.",
    )
    unit = "cents"

    def applies(self, index: ProblemIndex) -> bool:
        """Only where anything has a price."""
        problem = index.problem
        return (
            any(person.cents_per_hour for person in problem.persons.values())
            or any(link.held_place_cents for link in problem.links)
            or any(problem.pair_costs.values())
        )

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """Cents of the options taken."""
        terms: list[tuple[Var, int]] = []
        for need in variables.needs():
            agreed = _agreed(index, need)
            for option in variables.of_need(need):
                cents = _cents(index, agreed, option)
                if cents:
                    terms.append((variables.taken(option), cents))
        return Expression(tuple(terms))

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Cents of the assignments."""
        return sum(
            _cents(index, _agreed(index, option.need), option)
            for option in plan.assignments
        )


def _agreed(index: ProblemIndex, need: NeedId) -> _Agreed:
    """The link by which each person may take a need at each place."""
    links = links_of(index, index.needs[need])
    return {(link.substitute, link.place): link for link in links}


def _cents(index: ProblemIndex, agreed: _Agreed, option: Option) -> int:
    """Price of one piece."""
    extra = index.problem.pair_costs.get((option.child, option.person), 0)
    link = agreed.get((option.person, option.place))
    if link is not None and link.held_place_cents is not None:
        return extra + link.held_place_cents
    rate = index.problem.persons[option.person].cents_per_hour
    minutes = index.clock(option.day).minutes(option.slot)
    return extra - (-rate * minutes // MINUTES_PER_HOUR)
