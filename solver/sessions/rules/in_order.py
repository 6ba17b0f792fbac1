"""Rule 17: sessions of a month keep their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from solver.facts import iso
from solver.linear import Var
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import JointRule
from solver.sessions.problem import Session, Visit
from solver.sessions.variables import SessionVariables


class InOrder(JointRule[NoParameters]):
    """Within a month the session with the lower number comes first."""

    info = RuleInfo(
        id=RuleId("in-order"),
        number=17,
        title="Termine eines Monats in ihrer Reihenfolge",
        source=Practice("Termine sind der Reihe nach gezählt"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{coach} wäre bei {kindergarten} zum {number}. Termin des Monats erst am"
            " {day}, zum {later_number}. schon am {other_day}."
        ),
    )
    indispensable = True

    def post(self, index: SessionIndex, variables: SessionVariables) -> None:
        """For each day: not the later one until then and the earlier one from then."""
        for chain in index.chains.values():
            for earlier, later in _of_one_month(chain):
                first = _days(index, variables, earlier)
                second = _days(index, variables, later)
                for day in sorted({day for day, _ in second}):
                    late = [var for other, var in first if other >= day]
                    early = [var for other, var in second if other <= day]
                    _post(variables, late, early, f"{earlier.key.engagement}, {day}")

    def breaches(
        self, index: SessionIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Pairs in the wrong order, at least one of them planned."""
        planned = tuple(assignments)
        agreed = tuple(index.fixed_of.values())
        for one, other in _pairs((*planned, *agreed)):
            if one in planned or other in planned:
                yield self._finding(index, one, other)

    def fixed_breaches(self, index: SessionIndex) -> Iterable[Finding]:
        """Pairs that were agreed in the wrong order."""
        for one, other in _pairs(tuple(index.fixed_of.values())):
            yield self._finding(index, one, other, decided=False)

    def _finding(
        self, index: SessionIndex, one: Visit, other: Visit, *, decided: bool = True
    ) -> Finding:
        engagement = index.engagement(one.session)
        facts: dict[str, int | str] = {
            "coach": engagement.coach,
            "kindergarten": engagement.kindergarten,
            "number": one.session.number,
            "day": iso(one.day),
            "later_number": other.session.number,
            "other_day": iso(other.day),
        }
        return Finding(self.id, facts, (engagement.kindergarten,), decided)


def _pairs(visits: Iterable[Visit]) -> Iterator[tuple[Visit, Visit]]:
    """Earlier and later session of one month, the later one not on a later day."""
    months: dict[tuple[str, int], list[Visit]] = defaultdict(list)
    for visit in visits:
        months[visit.session.engagement, visit.session.month].append(visit)
    for together in months.values():
        ordered = sorted(together, key=lambda visit: visit.session.number)
        for one, other in combinations(ordered, 2):
            if one.session.number < other.session.number and one.day >= other.day:
                yield one, other


def _of_one_month(
    chain: tuple[Session, ...],
) -> Iterator[tuple[Session, Session]]:
    """Pairs of an engagement's month, the one with the lower number first."""
    return (
        (one, other)
        for one, other in combinations(chain, 2)
        if (one.engagement.id, one.key.month) == (other.engagement.id, other.key.month)
    )


def _days(
    index: SessionIndex, variables: SessionVariables, session: Session
) -> list[tuple[int, Var | None]]:
    """Days a session may be on, each with its variable; a fixed one has none."""
    fixed = index.fixed_of.get(session.key)
    if fixed is not None:
        return [(fixed.day, None)]
    return list(variables.days.get(session.key, {}).items())


def _post(
    variables: SessionVariables,
    late: list[Var | None],
    early: list[Var | None],
    name: str,
) -> None:
    """Not both: a variable is a choice, ``None`` stands for what is so anyway."""
    if not late or not early:
        return
    both = (*late, *early)
    terms = [(var, 1) for var in both if var is not None]
    if terms:
        room = 1 - sum(var is None for var in both)
        variables.model.add_at_most(terms, room, f"Reihenfolge von {name}")
