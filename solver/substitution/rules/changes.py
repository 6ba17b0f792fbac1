"""Wish 102: families already informed are not told something else."""

from collections.abc import Iterable

from solver.linear import Expression, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Plan
from solver.substitution.problem import Cover
from solver.substitution.variables import Variables


class FewChanges(Wish[NoParameters]):
    """Published covers that the plan does not keep.

    Kept means: the child has the same person at the same place at a shared minute of
    that day, by this plan or by fixed cover. A published cover whose need is gone
    (the child stays at home) is no change.
    """

    info = RuleInfo(
        id=RuleId("changes"),
        number=102,
        title="Veröffentlichtes bleibt",
        source=Practice("Wenige Änderungen am bekannt gegebenen Plan"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} veröffentlichte Zuordnungen ändern sich.",
    )
    unit = "changes"

    def applies(self, index: ProblemIndex) -> bool:
        """Only where something is published."""
        return bool(index.problem.published)

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """One for each open published cover, unless an option taken keeps it."""
        terms: list[tuple[Var, int]] = []
        constant = 0
        for cover in _open(index):
            keeping = dict.fromkeys(
                variables.taken(o)
                for o in variables.of_child_day(cover.child, cover.day)
                if _same(o.cover, cover)
            )
            if not keeping:
                constant += 1
                continue
            name = f"{cover.child} am Tag {cover.day}: geändert"
            changed = variables.model.new_bool(name)
            row = ((changed, 1), *((var, 1) for var in keeping))
            variables.model.add_at_least(row, 1, name)
            terms.append((changed, 1))
        return Expression(tuple(terms), constant)

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Open published covers that no assignment keeps."""
        kept = [option.cover for option in plan.assignments]
        return sum(
            not any(_same(mine, cover) for mine in kept) for cover in _open(index)
        )


def _open(index: ProblemIndex) -> Iterable[Cover]:
    """Published covers that this plan can keep or change."""
    for cover in index.problem.published:
        needs = index.needs_of_child_day.get((cover.child, cover.day), ())
        if cover.person is None or not any(
            stretch.overlaps(cover.slot)
            for need in needs
            for stretch in index.segments[need.id]
        ):
            continue
        fixed = index.fixed_of_child_day.get((cover.child, cover.day), ())
        if not any(_same(f.cover, cover) for f in fixed):
            yield cover


def _same(one: Cover, other: Cover) -> bool:
    return (
        one.child == other.child
        and one.day == other.day
        and one.person == other.person
        and one.place == other.place
        and one.slot.overlaps(other.slot)
    )
