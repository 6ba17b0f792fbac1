"""Wish 103: nobody who knew each other becomes a stranger."""

from collections.abc import Iterator

from solver.linear import Expression, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import Day
from solver.substitution.problem import Familiarity
from solver.visits.index import Met, VisitIndex
from solver.visits.kinds import Wish
from solver.visits.knowing import Knowing, knows, meetings_of
from solver.visits.plan import VisitPlan
from solver.visits.variables import VisitVariables


class FewFaded(Wish[NoParameters]):
    """Children and their substitutes who had met, and have not for long at the end.

    The end is the day after the last day of visits.
    """

    info = RuleInfo(
        id=RuleId("contact-faded"),
        number=103,
        title="Bekanntschaften nicht verblassen lassen",
        source=Practice("Ein Kontakt in sechs Wochen hält Vertrautheit wach"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Bekanntschaften sind am Ende verblasst.",
    )
    unit = "acquaintances"

    def cost(self, index: VisitIndex, variables: VisitVariables) -> Expression:
        """One for each pair, less one where they meet again."""
        knowing = Knowing(index, variables)
        constant = 0
        terms: list[tuple[Var, int]] = []
        for met in _acquainted(index):
            again = knowing.may_know(met, _end(index), Familiarity.MET)
            if again is True:
                continue
            constant += 1
            if again is not False:
                terms.append((Var(again), -1))
        return Expression(tuple(terms), constant)

    def measure(self, index: VisitIndex, plan: VisitPlan) -> int:
        """Pairs that have faded."""
        meetings = meetings_of(index, plan.assignments)
        return sum(
            not knows(index, met, _end(index), Familiarity.MET, meetings)
            for met in _acquainted(index)
        )


def _end(index: VisitIndex) -> Day:
    return Day(index.problem.last_day + 1)


def _acquainted(index: VisitIndex) -> Iterator[Met]:
    """Children and those who may take them, if they have ever met."""
    hosts = {(row.child, row.person) for row in index.problem.booked}
    linked = {
        (child, link.substitute)
        for child, host in hosts
        for link in index.links_of.get(host, ())
        if link.children is None or child in link.children
    }
    yield from sorted(linked & index.contacts_of.keys())
