"""Wish 105: short ways for families."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Option, Plan
from solver.substitution.variables import Variables


class ShortWay(Wish[NoParameters]):
    """Extra minutes of the families' way, one way, summed over all pieces taken."""

    info = RuleInfo(
        id=RuleId("extra-way"),
        number=105,
        title="Kurze Wege der Familien",
        source=Practice("Kurze Wege"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Minuten Mehrweg insgesamt.",
    )
    unit = "minutes"

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """Extra minutes of the options taken."""
        return Expression(
            tuple(
                (variables.taken(option), minutes)
                for option in variables.options
                if (minutes := _minutes(index, option))
            )
        )

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Extra minutes of the assignments."""
        return sum(_minutes(index, option) for option in plan.assignments)


def _minutes(index: ProblemIndex, option: Option) -> int:
    """Extra minutes of one piece; an unknown way counts nothing, rule 9 refuses it."""
    regular = index.needs[option.need].regular_place
    return index.extra_way(option.child, regular, option.place) or 0
