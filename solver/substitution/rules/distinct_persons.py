"""Rule 11b: a child has only so many substitutes within a period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.linear import Var
from solver.rule import (
    Binding,
    Finding,
    LegalSource,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables

#: Variables of the persons who would be new within a period, and the room for them.
_Row = tuple[Mapping[PersonId, frozenset[Var]], int]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Distinct persons per child in any ``period_days`` days in a row.

    ``limited`` is false where the Land sets no number.
    """

    limited: bool = False
    max_persons: int = 3
    period_days: int = 365

    def __post_init__(self) -> None:
        """Refuse nobody, and a period without a day."""
        if self.max_persons < 1 or self.period_days < 1:
            raise ValueError("max_persons und period_days sind mindestens 1.")


class DistinctPersons(PairRule[Parameters], JointRule[Parameters]):
    """Substitutes of a child in any period, those it already had included, <= limit.

    The persons a child is under contract with never count, nor does care arranged
    outside. Where those it had are already too many, nobody new comes; who was there
    within the period may come again.
    """

    info = RuleInfo(
        id=RuleId("distinct-persons"),
        number=11,
        title="Höchstens so viele Personen je Kind und Zeitraum",
        source=LegalSource(
            law="BayKiBiG", section="Art. 9", land="BY", reference="Verzeichnis 19"
        ),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Mit {person} wären es bei {child} am {day} {persons} Vertretungspersonen"
            " innerhalb von {period_days} Tagen (höchstens {limit_persons})."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse somebody new where those the child had are enough."""
        if not self.parameters.limited:
            return None
        facts = self._excess(index, option.child, [option])
        return None if facts is None else Refusal(self.id, facts)

    def _had(self, index: ProblemIndex, child: ChildId, end: Day) -> set[PersonId]:
        """Who substituted in the period that ends with a day, not by this plan.

        Somebody the problem does not name gets a name of her own.
        """
        first = end - self.parameters.period_days + 1
        found = {
            cover.person
            for cover in index.covers_of.get(child, ())
            if cover.person is not None and first <= cover.day <= end
        }
        for number, former in enumerate(index.former_of.get(child, ())):
            if former.last_day >= first:
                found.add(former.person or PersonId(f"unbenannt {number}"))
        return found - index.regular_persons.get(child, frozenset())

    def _ends(
        self, index: ProblemIndex, child: ChildId, days: Iterable[Day]
    ) -> Iterator[Day]:
        """Last days of the periods worth a look: those with any cover."""
        covers = (cover.day for cover in index.covers_of.get(child, ()))
        yield from sorted({*days, *covers})

    def _excess(
        self, index: ProblemIndex, child: ChildId, taken: Iterable[Option]
    ) -> dict[str, int | str] | None:
        """Facts of the first period with too many persons, one of them new."""
        options = list(taken)
        regular = index.regular_persons.get(child, frozenset())
        for end in self._ends(index, child, (o.day for o in options)):
            first = end - self.parameters.period_days + 1
            had = self._had(index, child, end)
            new = {
                o.person: o.day
                for o in sorted(options, key=lambda o: (o.day, o.slot))
                if first <= o.day <= end and o.person not in had | regular
            }
            if new and len(had) + len(new) > self.parameters.max_persons:
                person, day = list(new.items())[-1]
                return self._facts(child, person, day, len(had) + len(new))
        return None

    def _facts(
        self, child: ChildId, person: PersonId, day: Day, persons: int
    ) -> dict[str, int | str]:
        return {
            "child": child,
            "person": person,
            "day": iso(day),
            "persons": persons,
            "period_days": self.parameters.period_days,
            "limit_persons": self.parameters.max_persons,
        }

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the new persons of each child in each period that can have too many."""
        if not self.parameters.limited:
            return
        of_child: dict[ChildId, list[Option]] = defaultdict(list)
        for option in variables.options:
            of_child[option.child].append(option)
        for child, options in of_child.items():
            ends = self._ends(index, child, (o.day for o in options))
            rows = [self._row(index, variables, options, end) for end in ends]
            for persons, room in _undominated(r for r in rows if len(r[0]) > r[1]):
                name = f"{child}: verschiedene Personen"
                terms = tuple(
                    (any_of(variables, sorted(found), f"{name}: {person}"), 1)
                    for person, found in persons.items()
                )
                variables.model.add_at_most(terms, room, name)

    def _row(
        self,
        index: ProblemIndex,
        variables: Variables,
        options: Sequence[Option],
        end: Day,
    ) -> _Row:
        """New persons of the period that ends with a day, and the room for them."""
        first = end - self.parameters.period_days + 1
        found: dict[PersonId, set[Var]] = defaultdict(set)
        child = options[0].child
        had = self._had(index, child, end)
        known = had | index.regular_persons.get(child, frozenset())
        for option in options:
            if first <= option.day <= end and option.person not in known:
                found[option.person].add(variables.taken(option))
        persons = {person: frozenset(taken) for person, taken in found.items()}
        return persons, max(0, self.parameters.max_persons - len(had))

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Children whom the plan gives too many persons."""
        if not self.parameters.limited:
            return
        of_child: dict[ChildId, list[Option]] = defaultdict(list)
        for option in assignments:
            of_child[option.child].append(option)
        for child, taken in of_child.items():
            facts = self._excess(index, child, taken)
            if facts is not None:
                yield Finding(self.id, facts, (child, str(facts["person"])))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Children whose fixed cover alone brings too many persons."""
        if not self.parameters.limited:
            return
        for child, covers in index.covers_of.items():
            for cover in sorted(covers, key=lambda c: (c.day, c.slot)):
                had = self._had(index, child, cover.day)
                if cover.person in had and len(had) > self.parameters.max_persons:
                    facts = self._facts(child, cover.person, cover.day, len(had))
                    yield Finding(self.id, facts, (child, cover.person), decided=False)
                    break


def _undominated(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Rows that no other one with at least their variables and less room implies."""
    kept: list[_Row] = []
    for persons, room in sorted(rows, key=lambda row: (row[1], -len(row[0]))):
        if not any(
            less <= room
            and all(taken <= more.get(p, frozenset()) for p, taken in persons.items())
            for more, less in kept
        ):
            kept.append((persons, room))
    yield from kept
