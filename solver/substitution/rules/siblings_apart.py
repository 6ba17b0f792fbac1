"""Wish 114: siblings in substitution at the same time are together."""

from collections.abc import Sequence

from solver.linear import Expression, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import Day
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Plan
from solver.substitution.problem import ChildId, Cover
from solver.substitution.siblings import apart, covers_on, meeting_rows, sibling_days
from solver.substitution.variables import Variables


class SiblingsApart(Wish[NoParameters]):
    """Two siblings and a day on which they share a minute apart cost one.

    Apart means: both in substitution, with different persons or at different places,
    fixed cover included. Where one of them is not covered nobody is apart.
    """

    info = RuleInfo(
        id=RuleId("siblings-apart"),
        number=114,
        title="Geschwister zusammen",
        source=Practice("Geschwister bleiben möglichst zusammen"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Mal sind zwei Geschwister an einem Tag getrennt.",
    )
    unit = "sibling-days"

    def applies(self, index: ProblemIndex) -> bool:
        """Only where siblings are in substitution on the same day."""
        return any(True for _ in sibling_days(index))

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """One for each two siblings and day, as soon as a minute separates them."""
        terms: list[tuple[Var, int]] = []
        constant = 0
        for one, other, day in sibling_days(index):
            if _separated(covers_on(index, one, day), covers_on(index, other, day)):
                constant += 1
                continue
            name = f"{one} und {other} am {iso(day)}: getrennt"
            separated: Var | None = None
            for row, room in meeting_rows(index, variables, one, other, day):
                if separated is None:
                    separated = variables.model.new_bool(name)
                    terms.append((separated, 1))
                variables.model.add_at_most((*row, (separated, -1)), room, name)
        return Expression(tuple(terms), constant)

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Pairs and days with a minute apart."""
        taken: dict[tuple[ChildId, Day], list[Cover]] = {}
        for option in plan.assignments:
            taken.setdefault((option.child, option.day), []).append(option.cover)
        return sum(
            _separated(
                [*taken.get((one, day), ()), *covers_on(index, one, day)],
                [*taken.get((other, day), ()), *covers_on(index, other, day)],
            )
            for one, other, day in sibling_days(index)
        )


def _separated(mine: Sequence[Cover], theirs: Sequence[Cover]) -> bool:
    return any(apart(one, other) for one in mine for other in theirs)
