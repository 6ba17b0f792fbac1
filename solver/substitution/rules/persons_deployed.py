"""Wish 109: as few persons as possible are sent out."""

from collections import defaultdict

from solver.linear import Expression, LinearModel, Row, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Wish
from solver.substitution.plan import Plan
from solver.substitution.problem import PersonId
from solver.substitution.variables import Variables


class FewPersons(Wish[NoParameters]):
    """Distinct persons the plan gives a child to, whoever has fixed cover left out.

    No tier unless a profile names it: for rosters in which each further person has to
    be called in. It ties together all days and places of a person.
    """

    info = RuleInfo(
        id=RuleId("persons-deployed"),
        number=109,
        title="Wenige Personen im Einsatz",
        source=Practice("Nur so viele Personen einsetzen wie nötig"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Personen kommen zusätzlich zum Einsatz.",
    )
    unit = "persons"

    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """One for each person as soon as one of her options is taken."""
        there = _fixed_persons(index)
        own: dict[PersonId, dict[Var, None]] = defaultdict(dict)
        for option in variables.options:
            if option.person not in there:
                own[option.person][variables.taken(option)] = None
        owner = {var: person for person, found in own.items() for var in found}
        limits = _limits_of_one(variables.model, owner)
        terms: list[tuple[Var, int]] = []
        for person, found in own.items():
            used = variables.model.new_bool(f"{person} ist im Einsatz")
            _tie(variables.model, used, found, limits.get(person, ()))
            terms.append((used, 1))
        return Expression(tuple(terms))

    def measure(self, index: ProblemIndex, plan: Plan) -> int:
        """Distinct persons of the assignments without those who are there anyway."""
        return len({o.person for o in plan.assignments} - _fixed_persons(index))


def _fixed_persons(index: ProblemIndex) -> set[PersonId]:
    found = {fixed.cover.person for fixed in index.problem.fixed}
    return {person for person in found if person is not None}


def _limits_of_one(
    model: LinearModel, owner: dict[Var, PersonId]
) -> dict[PersonId, list[Row]]:
    """Rows that bound how much one person takes at once: she takes none unless used."""
    found: dict[PersonId, list[Row]] = defaultdict(list)
    for row in model.rows:
        persons = {owner.get(var) for var, _ in row.terms}
        person = persons.pop() if len(persons) == 1 else None
        if person is None or row.upper is None or row.upper <= 0:
            continue
        if all(factor > 0 for _, factor in row.terms):
            found[person].append(row)
    return found


def _tie(
    model: LinearModel, used: Var, taken: dict[Var, None], limits: list[Row] | tuple[()]
) -> None:
    """Post that nothing of ``taken`` happens unless ``used``.

    What a limit holds for once a person is there is none otherwise. Said so, the
    relaxation sees that two children at once need two persons with one place each;
    variables in no limit of theirs are tied one by one.
    """
    name = model.names[used]
    loose = dict(taken)
    for row in limits:
        most = row.upper or 0
        model.add_at_most((*row.terms, (used, -most)), 0, name)
        for var, factor in row.terms:
            if factor == most:
                loose.pop(var, None)
    for var in loose:
        model.add_at_most(((var, 1), (used, -1)), 0, name)
