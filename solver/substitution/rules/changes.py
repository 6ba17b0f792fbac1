"""Wish 102: families already informed are not told something else."""

from collections.abc import Iterable, Iterator, Sequence

from solver.linear import Expression, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import Slot, merged, subtracted
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import Cover
from solver.substitution.variables import Variables


class FewChanges(Wish[NoParameters]):
    """Published covers that the plan does not keep.

    Kept means: the child has the same person at the same place for every minute of the
    published cover that this plan decides. So another person counts, another place
    counts, and less time counts, each once per cover; more time with the same person
    does not, nor a second piece that goes on where the first ends. Minutes whose need
    is gone (the child stays at home), that are past or covered by a fact are not
    decided and cannot be changed.
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
        """One for each open published cover, unless options taken keep all of it."""
        terms: list[tuple[Var, int]] = []
        constant = 0
        for cover, parts in _open(index):
            mine = [
                option
                for option in variables.of_child_day(cover.child, cover.day)
                if _same(option, cover)
            ]
            if not _can_be_kept(parts, mine):
                constant += 1
                continue
            name = f"{cover.child} am {iso(cover.day)}: geändert"
            changed = variables.model.new_bool(name)
            for keeping in _keeping(variables, parts, mine):
                row = ((changed, 1), *((var, 1) for var in keeping))
                variables.model.add_at_least(row, 1, name)
            terms.append((changed, 1))
        return Expression(tuple(terms), constant)

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Open published covers that the assignments do not keep."""
        return sum(
            not _can_be_kept(
                parts, [option for option in plan.assignments if _same(option, cover)]
            )
            for cover, parts in _open(index)
        )


def _open(index: ProblemIndex) -> Iterator[tuple[Cover, Sequence[Slot]]]:
    """Published covers with the parts of them that this plan decides."""
    for cover in index.problem.published:
        needs = index.needs_of_child_day.get((cover.child, cover.day), ())
        parts = merged(
            part
            for need in needs
            for stretch in index.segments[need.id]
            if (part := stretch.intersection(cover.slot)) is not None
        )
        if cover.person is not None and parts:
            yield cover, parts


def _same(option: Option, cover: Cover) -> bool:
    """Whether an option has what the family was told, time of day aside."""
    return (
        option.child == cover.child
        and option.day == cover.day
        and option.person == cover.person
        and option.place == cover.place
    )


def _can_be_kept(parts: Iterable[Slot], options: Iterable[Option]) -> bool:
    """Whether every minute of the parts lies in one of the options."""
    slots = [option.slot for option in options]
    return not subtracted(parts, slots)


def _keeping(
    variables: Variables, parts: Iterable[Slot], options: Sequence[Option]
) -> dict[tuple[Var, ...], None]:
    """For each stretch between bounds of options: the variables that keep it."""
    found: dict[tuple[Var, ...], None] = {}
    bounds = {minute for o in options for minute in (o.slot.start, o.slot.end)}
    for part in parts:
        starts = {part.start, *(m for m in bounds if part.start < m < part.end)}
        for start in sorted(starts):
            there = (o for o in options if o.slot.start <= start < o.slot.end)
            found[tuple(dict.fromkeys(variables.taken(o) for o in there))] = None
    return found
