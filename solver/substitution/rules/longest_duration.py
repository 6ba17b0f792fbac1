"""Rule 11a: a substitution lasts no longer than agreed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solver.linear import Var
from solver.rule import (
    Binding,
    Finding,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, EpisodeId
from solver.substitution.variables import Variables


@dataclass(frozen=True, slots=True)
class Parameters:
    """Calendar days from the first day in substitution to the last, both counted.

    ``limited`` is false where nobody has set a number.
    """

    limited: bool = False
    max_days: int = 21

    def __post_init__(self) -> None:
        """Refuse less than a day."""
        if self.max_days < 1:
            raise ValueError("max_days muss mindestens 1 sein.")


class LongestDuration(PairRule[Parameters], JointRule[Parameters]):
    """Last day - first day of an episode in substitution + 1 <= limit.

    The days are the child's, whoever takes it: another person does not start anew.
    Days already held count, however long the absence was said to last at first; days
    without substitution within the span count, too. Care arranged outside (a
    grandmother) is no substitution. Where fixed cover alone lasts too long, the plan
    may not make it longer.
    """

    info = RuleInfo(
        id=RuleId("longest-duration"),
        number=11,
        title="Längste Dauer einer Vertretung",
        source=Practice(
            "Vertretung höchstens drei Wochen",
            "Vertretungskonzept Rendsburg-Eckernförde",
        ),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{child} wäre mit dem {day} seit {days} Tagen in Vertretung (höchstens"
            " {limit_days})."
        ),
    )
    parameters_type = Parameters

    def _ceiling(self, held: Iterable[Day]) -> int:
        """Days a span may have: the limit, or what is held if that is more."""
        return max(self.parameters.max_days, _span(held))

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a day too far from what is held."""
        if not self.parameters.limited:
            return None
        held = index.held_days.get(index.needs[option.need].episode, ())
        if _span((*held, option.day)) <= self._ceiling(held):
            return None
        return Refusal(self.id, self._facts(option.child, (*held, option.day)))

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """What is taken of an episode lies in one window of so many days."""
        if not self.parameters.limited:
            return
        days: dict[EpisodeId, dict[Day, list[Var]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for option in variables.options:
            episode = index.needs[option.need].episode
            days[episode][option.day].append(variables.taken(option))
        for episode, taken in days.items():
            held = index.held_days.get(episode, frozenset())
            ceiling = self._ceiling(held)
            if _span((*held, *taken)) > ceiling:
                _post_windows(variables, episode, taken, held, ceiling)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Episodes that the plan makes too long."""
        if not self.parameters.limited:
            return
        days: dict[tuple[EpisodeId, ChildId], set[Day]] = defaultdict(set)
        for option in assignments:
            days[index.needs[option.need].episode, option.child].add(option.day)
        for (episode, child), taken in days.items():
            held = index.held_days.get(episode, ())
            if _span((*held, *taken)) > self._ceiling(held):
                facts = self._facts(child, (*held, *taken))
                yield Finding(self.id, facts, (child,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Episodes that fixed cover alone makes too long."""
        if not self.parameters.limited:
            return
        children = {need.episode: need.child for need in index.problem.needs}
        for episode, held in index.held_days.items():
            if _span(held) > self.parameters.max_days:
                child = children[episode]
                facts = self._facts(child, held)
                yield Finding(self.id, facts, (child,), decided=False)

    def _facts(self, child: ChildId, days: Iterable[Day]) -> dict[str, int | str]:
        counted = list(days)
        return {
            "child": child,
            "day": iso(max(counted)),
            "days": _span(counted),
            "limit_days": self.parameters.max_days,
        }


def _span(days: Iterable[Day]) -> int:
    """Calendar days from the first to the last, both counted; 0 if there is none."""
    counted = list(days)
    return max(counted) - min(counted) + 1 if counted else 0


def _post_windows(
    variables: Variables,
    episode: EpisodeId,
    taken: Mapping[Day, list[Var]],
    held: frozenset[Day],
    ceiling: int,
) -> None:
    """One window is chosen; every day outside of it stays without substitution."""
    model = variables.model
    name = f"{episode}: Dauer"
    windows: dict[Day, Var] = {}
    for first in sorted({*taken, *held}):
        if all(first <= day < first + ceiling for day in held):
            windows[first] = model.new_bool(f"{name} ab {iso(first)}")
    model.add_at_most(((var, 1) for var in windows.values()), 1, name)
    for day, found in taken.items():
        around = [
            (v, -1) for first, v in windows.items() if first <= day < first + ceiling
        ]
        for var in dict.fromkeys(found):
            model.add_at_most(((var, 1), *around), 0, name)
