"""The per-day problem as a linear model: one 0-1 variable per option, rows, tiers.

It is the problem itself, not a restriction of it: what is proven here is proven for
every plan that consists of the options of ``options.generate``.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from solver import formulation
from solver.linear import LinearModel, Var
from solver.result import StopCheck
from solver.slots import Slot
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option, OptionSet
from solver.substitution.problem import EpisodeId, PersonId
from solver.substitution.variables import Variables
from solver.timed_model import new_model


@dataclass(frozen=True, slots=True)
class Formulation(formulation.Formulation[Variables]):
    """A model of all options, and the tiers that apply to this problem."""

    @property
    def model(self) -> LinearModel:
        """Variables and rows; an option's variable is ``variables.taken``."""
        return self.variables.model


def formulate(
    index: ProblemIndex,
    rules: RuleSet,
    options: OptionSet,
    give_up: StopCheck | None = None,
) -> Formulation:
    """Variables for the options, rows of every joint rule, one objective per tier.

    Parameters
    ----------
    give_up
        Asked while the model grows; without it the model is built to its end.

    Raises
    ------
    TimeIsUp
        Once ``give_up`` is true.
    """
    model = new_model(give_up)
    taken = {
        option: model.new_bool(
            f"{iso(option.day)} · {option.child} → {option.person}"
            f" ({option.slot.start}–{option.slot.end}, {option.place})"
        )
        for option in options.options
    }
    variables = Variables(model, options.options, taken)
    return Formulation(variables, formulation.post_rules(index, rules, variables))


def dispatch_order(index: ProblemIndex, options: OptionSet) -> tuple[Option, ...]:
    """Options in the order a careful dispatcher would try them.

    What was published comes first, so that a repair begins with what stands. Then
    children with few possible persons; for each the persons who can cover most of the
    whole episode, then the better known ones; long pieces before short ones.
    """
    of_episode: dict[EpisodeId, dict[PersonId, list[Option]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for option in options.options:
        episode = index.needs[option.need].episode
        of_episode[episode][option.person].append(option)
    order: list[Option] = []
    for persons in sorted(of_episode.values(), key=len):
        ranked = sorted(persons.values(), key=lambda found: _appeal(index, found))
        for found in ranked:
            order.extend(sorted(found, key=lambda o: (o.day, -o.slot.minutes)))
    told: dict[tuple[object, ...], Slot] = {
        (cover.child, cover.day, cover.person, cover.place): cover.slot
        for cover in index.problem.published
    }
    return tuple(sorted(order, key=lambda option: -_published_minutes(told, option)))


def _published_minutes(told: Mapping[tuple[object, ...], Slot], option: Option) -> int:
    """For how long the family was told of this person and place."""
    slot = told.get((option.child, option.day, option.person, option.place))
    common = None if slot is None else slot.intersection(option.slot)
    return 0 if common is None else common.minutes


def _appeal(index: ProblemIndex, options: list[Option]) -> tuple[int, int, int]:
    """Smaller is better: minutes not covered, strangeness, extra way in minutes."""
    longest: dict[str, int] = {}
    for option in options:
        longest[option.need] = max(longest.get(option.need, 0), option.slot.minutes)
    first = options[0]
    known = index.familiarity(first.child, first.person, first.day)
    regular = index.needs[first.need].regular_place
    way = index.extra_way(first.child, regular, first.place)
    return -sum(longest.values()), -known, 0 if way is None else way


def decisions(formulation: Formulation, order: tuple[Option, ...]) -> list[Var]:
    """Variables of options in the given order."""
    return [formulation.variables.taken(option) for option in order]
