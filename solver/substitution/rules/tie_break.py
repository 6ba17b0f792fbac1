"""Wish 199: of equally good plans always the same one."""

from dataclasses import dataclass

from solver.linear import Expression
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Option, Plan
from solver.substitution.ranks import hashed_rank
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """Number of different ranks; more make a tie less likely."""

    ranks: int = 1000

    def __post_init__(self) -> None:
        """Refuse less than one rank."""
        if self.ranks < 1:
            raise ValueError("ranks muss mindestens 1 sein.")


class TieBreak(Wish[Parameters]):
    """Sum of hashed ranks of the pieces taken; the same in every process.

    Sums may be equal by chance. Planning therefore proves after the last tier that no
    other plan is left and draws further ranks where one is (``solver.engine.unique``).
    """

    info = RuleInfo(
        id=RuleId("tie-break"),
        number=199,
        title="Immer derselbe Plan",
        source=Practice("Gleich gute Pläne werden nach festem Rang entschieden"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Rangsumme {value}.",
    )
    parameters_type = Parameters
    unit = "ranks"

    def rank(self, option: Option) -> int:
        """Rank of a piece by what it is, from 1."""
        return hashed_rank(option, self.parameters.ranks)

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:  # noqa: ARG002 - ranks need only the option
        """Ranks of the options taken."""
        return Expression(
            tuple((variables.taken(o), self.rank(o)) for o in variables.options)
        )

    def measure(self, index: ProblemIndex, plan: Plan) -> int:  # noqa: ARG002 - ranks need only the option
        """Ranks of the assignments."""
        return sum(self.rank(option) for option in plan.assignments)
