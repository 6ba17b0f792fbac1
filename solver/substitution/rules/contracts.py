"""Rule 3: contracts, or children per week, where the Land or the permit limits them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from solver.linear import Var
from solver.rule import Binding, Finding, LegalSource, PersonGroup, RuleId, RuleInfo
from solver.slots import week
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables

_PersonWeek = tuple[PersonId, int]


@dataclass(frozen=True, slots=True)
class Parameters:
    """Children per week with one permit holder.

    ``limited`` is false where the Land sets no number; then only a number in the
    permit counts. ``wider_contracts`` holds for those who meet the Land's conditions.
    ``count_substitution`` says whether children in substitution count at all.
    """

    limited: bool = False
    max_contracts: int = 8
    wider_contracts: int = 10
    count_substitution: bool = True

    def __post_init__(self) -> None:
        """Refuse numbers that are not positive and ascending."""
        if not 0 < self.max_contracts <= self.wider_contracts:
            raise ValueError("0 < max_contracts <= wider_contracts muss gelten.")


class Contracts(JointRule[Parameters]):
    """Regular contracts + other children of the calendar week <= limit.

    A child in substitution that is also under contract with the person counts once.
    Where contracts and fixed cover alone exceed the limit, no further child comes.
    """

    info = RuleInfo(
        id=RuleId("contracts"),
        number=3,
        title="Verträge und Kinder je Woche",
        source=LegalSource(
            law="Landesrecht",
            section="z. B. § 22 KiBiz (NW), § 29 HKJGB (HE), Art. 9 BayKiBiG (BY)",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.PERMIT_HOLDERS,
        sentence="{person} hätte in der Woche {present} von {limit} möglichen Kindern.",
    )
    parameters_type = Parameters

    def _limit(self, index: ProblemIndex, person: PersonId) -> int | None:
        found = index.problem.persons[person]
        if found.permit is None:
            return None
        numbers = []
        if found.permit.max_contracts is not None:
            numbers.append(found.permit.max_contracts)
        if self.parameters.limited:
            wide = found.wider_contracts
            parameters = self.parameters
            numbers.append(
                parameters.wider_contracts if wide else parameters.max_contracts
            )
        return min(numbers, default=None)

    def _regular(self, index: ProblemIndex, person: PersonId) -> int:
        contracts = index.problem.persons[person].regular_contracts
        return max(contracts, len(index.regular_of.get(person, ())))

    def _fixed(self, index: ProblemIndex) -> dict[_PersonWeek, set[ChildId]]:
        """Children of fixed cover that are not under contract with the person."""
        found: dict[_PersonWeek, set[ChildId]] = defaultdict(set)
        for fixed in index.problem.fixed:
            cover = fixed.cover
            if cover.person is None:
                continue
            if cover.child not in index.regular_of.get(cover.person, ()):
                found[cover.person, week(cover.day)].add(cover.child)
        return found

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the further children of each permit holder and week."""
        if not self.parameters.count_substitution:
            return
        fixed = self._fixed(index)
        new: dict[_PersonWeek, dict[ChildId, list[Var]]] = defaultdict(dict)
        for option in variables.options:
            key = option.person, week(option.day)
            if option.child not in index.regular_of.get(
                option.person, ()
            ) and option.child not in fixed.get(key, ()):
                taken = new[key].setdefault(option.child, [])
                taken.append(variables.taken(option))
        for (person, number), children in new.items():
            limit = self._limit(index, person)
            if limit is None:
                continue
            there = self._regular(index, person) + len(fixed.get((person, number), ()))
            room = max(0, limit - there)
            if len(children) > room:
                name = f"{person}: Kinder in Woche {number}"
                terms = tuple(
                    (any_of(variables, taken, f"{name}: {child}"), 1)
                    for child, taken in children.items()
                )
                variables.model.add_at_most(terms, room, name)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Weeks in which the plan brings a person too many children."""
        if not self.parameters.count_substitution:
            return
        fixed = self._fixed(index)
        new: dict[_PersonWeek, set[ChildId]] = defaultdict(set)
        for option in assignments:
            key = option.person, week(option.day)
            if option.child not in index.regular_of.get(
                option.person, ()
            ) and option.child not in fixed.get(key, ()):
                new[key].add(option.child)
        for (person, number), children in new.items():
            limit = self._limit(index, person)
            there = self._regular(index, person) + len(fixed.get((person, number), ()))
            if limit is not None and there + len(children) > limit:
                present = there + len(children)
                yield self._finding(person, present, limit, decided=True)

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Persons and weeks with too many contracts or too much fixed cover."""
        fixed = self._fixed(index)
        weeks = sorted({week(need.day) for need in index.problem.needs})
        for person in index.problem.persons:
            limit = self._limit(index, person)
            if limit is None:
                continue
            extra = [len(fixed.get((person, number), ())) for number in weeks]
            counted = max(extra, default=0) if self.parameters.count_substitution else 0
            present = self._regular(index, person) + counted
            if present > limit:
                yield self._finding(person, present, limit, decided=False)

    def _finding(
        self, person: PersonId, present: int, limit: int, *, decided: bool
    ) -> Finding:
        facts: dict[str, int | str] = {
            "person": person,
            "present": present,
            "limit": limit,
        }
        return Finding(self.id, facts, (person,), decided)
