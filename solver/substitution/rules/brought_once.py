"""Rule 1b: a child is not sent home and brought to the same person again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from solver.linear import Terms
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.slots import Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule
from solver.substitution.plan import Option
from solver.substitution.problem import Cover, NeedId, PersonId
from solver.substitution.variables import Variables

#: One of a need's open stretches, by its number.
_Stretch = tuple[NeedId, int]


class BroughtOnce(JointRule[NoParameters]):
    """Two pieces of an open stretch with one person have no time at home between.

    Or somebody else has the child between them. Whoever takes a break, or needs the
    place for another child, keeps the child before or after it, not both: its parents
    are at work. What others hold for certain divides stretches, and counts as no home.
    """

    info = RuleInfo(
        id=RuleId("brought-once"),
        number=1,
        title="Kein Kind wird heimgeschickt und wiedergebracht",
        source=Practice("Eltern bringen und holen ein Kind einmal"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{child} würde am {day} um {end} Uhr heimgeschickt und um {start} Uhr"
            " wieder zu {person} gebracht."
        ),
    )
    parameters_type = NoParameters

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Of two such pieces at most one, or somebody has the child between them."""
        for (need, _), options in _stretches(index, variables.options).items():
            by_person: dict[PersonId, list[Option]] = defaultdict(list)
            for option in options:
                by_person[option.person].append(option)
            for person, own in by_person.items():
                name = f"{need}: einmal zu {person}"
                for terms in _rows(variables, options, own):
                    variables.model.add_at_most(terms, 1, name)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """One finding per time at home between two pieces with one person."""
        for taken in _stretches(index, assignments).values():
            for one, then in combinations(sorted(taken, key=lambda o: o.slot), 2):
                if one.person == then.person and _at_home(one, then, taken):
                    yield self._finding(one.cover, then.cover, decided=True)

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """The same of what is fixed, unless the person herself is absent between."""
        for fixed in index.fixed_of_child_day.values():
            covers = sorted((f.cover for f in fixed), key=lambda cover: cover.slot)
            for one, then in combinations(covers, 2):
                if one.person is None or one.person != then.person:
                    continue
                if _at_home(one, then, covers) and _wanted(index, one, then):
                    yield self._finding(one, then, decided=False)

    def _finding(self, one: Cover, then: Cover, *, decided: bool) -> Finding:
        facts: dict[str, int | str] = {
            "child": one.child,
            "day": iso(one.day),
            "end": one.slot.end,
            "start": then.slot.start,
            "person": str(one.person),
        }
        return Finding(self.id, facts, (one.child,), decided)


def _stretches(
    index: ProblemIndex, options: Iterable[Option]
) -> Mapping[_Stretch, list[Option]]:
    """Options by the open stretch they lie in; what lies in none, others refuse."""
    found: dict[_Stretch, list[Option]] = defaultdict(list)
    for option in options:
        for number, stretch in enumerate(index.segments[option.need]):
            if stretch.contains(option.slot):
                found[option.need, number].append(option)
    return found


def _at_home(
    one: Option | Cover, then: Option | Cover, taken: Iterable[Option | Cover]
) -> bool:
    """Whether there is time between two pieces, and nobody has the child then."""
    if one.slot.end >= then.slot.start:
        return False
    between = Slot(one.slot.end, then.slot.start)
    return not any(other.slot.overlaps(between) for other in taken)


def _wanted(index: ProblemIndex, one: Cover, then: Cover) -> bool:
    """Whether all of the time between two covers is needed, and she is not absent."""
    between = Slot(one.slot.end, then.slot.start)
    person = index.problem.persons.get(PersonId(str(one.person)))
    away = () if person is None else person.absent.get(one.day, ())
    needs = index.needs_of_child_day.get((one.child, one.day), ())
    needed = any(need.slot.contains(between) for need in needs)
    return needed and not any(slot.overlaps(between) for slot in away)


def _rows(
    variables: Variables, options: Sequence[Option], own: Sequence[Option]
) -> Iterator[Terms]:
    """What is at most 1: one row for all that exclude each other, else per time."""
    ended: dict[int, list[Option]] = defaultdict(list)
    begun: dict[int, list[Option]] = defaultdict(list)
    for option in own:
        ended[option.slot.end].append(option)
        begun[option.slot.start].append(option)
    first, last = min(ended), max(begun)
    if first > last:
        return  # any two of them overlap
    between = _within(options, first, last)
    if not between and ended.keys().isdisjoint(begun):
        yield tuple((variables.taken(option), 1) for option in own)
        return
    for end in sorted(ended):
        for start in sorted(minute for minute in begun if minute > end):
            yield (
                *((variables.taken(o), 1) for o in (*ended[end], *begun[start])),
                *((variables.taken(o), -1) for o in _within(between, end, start)),
            )


def _within(options: Sequence[Option], start: int, end: int) -> list[Option]:
    """Pieces that lie between two times."""
    return [o for o in options if start <= o.slot.start and o.slot.end <= end]
