"""Wish 104: one person for a child through the whole episode."""

from collections import defaultdict

from solver.linear import Expression, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Plan
from solver.substitution.problem import EpisodeId, PersonId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables


class Continuity(Wish[NoParameters]):
    """Distinct persons per episode beyond the first, days already held included."""

    info = RuleInfo(
        id=RuleId("continuity"),
        number=104,
        title="Eine Person für die ganze Zeit",
        source=Practice("Ein Kind behält seine Vertretung"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} zusätzliche Personen sind im Spiel.",
    )
    unit = "persons"

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """Persons beyond the first of each episode; held persons cost nothing more."""
        taken: dict[EpisodeId, dict[PersonId, list[Var]]] = {
            need.episode: defaultdict(list) for need in index.problem.needs
        }
        for option in variables.options:
            episode = index.needs[option.need].episode
            taken[episode][option.person].append(variables.taken(option))
        terms: list[tuple[Var, int]] = []
        constant = 0
        for episode, by_person in taken.items():
            held = index.held_persons.get(episode, frozenset())
            constant += max(0, len(held) - 1)
            new = {p: found for p, found in by_person.items() if p not in held}
            if not new or (not held and _never_two(new)):
                continue
            there = [
                any_of(variables, found, f"{episode}: {person}")
                for person, found in new.items()
            ]
            if held:
                terms.extend((var, 1) for var in there)
                continue
            beyond = variables.model.new_int(0, len(there) - 1, f"{episode}: Wechsel")
            row = (*((var, 1) for var in there), (beyond, -1))
            variables.model.add_at_most(row, 1, f"{episode}: Wechsel")
            terms.append((beyond, 1))
        return Expression(tuple(terms), constant)

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Persons beyond the first of each episode."""
        persons: dict[EpisodeId, set[PersonId]] = {
            need.episode: set(index.held_persons.get(need.episode, ()))
            for need in index.problem.needs
        }
        for option in plan.assignments:
            persons[index.needs[option.need].episode].add(option.person)
        return sum(max(0, len(found) - 1) for found in persons.values())


def _never_two(by_person: dict[PersonId, list[Var]]) -> bool:
    """Whether the episode can only ever have one person."""
    return len(by_person) == 1
