"""Teams of all kinds: everybody in one at most, within the budget, as a packing.

First the relaxation over all teams there are (``columns``), then a good choice among
those it needed, then all that could be in a better one, and among these the engine
decides tier by tier. Where they are too many to list, the relaxation's bound stands
and what the engine says holds for the teams it saw: bounds below the first tier are
then left open.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from solver.engine.budget import Budget
from solver.engine.run import FIRST, TIERS, Run, Tiered
from solver.engine.tiers import Objective, minimise_tiers
from solver.linear import LinearModel
from solver.pairing.asked import Asked
from solver.pairing.columns import Columns, complete, generate
from solver.pairing.frame import Frame
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PersonId, Team
from solver.pairing.ranks import tie_break
from solver.pairing.variables import PairingVariables
from solver.tier import TierResult

#: Share of the time left for the first good choice.
CHOICE_SHARE = 0.4
#: Child-hours per person are compared in such parts.
_FINE = 1 << 10


@dataclass(frozen=True, slots=True)
class Packed:
    """Teams chosen, every tier with its bound, whether no others are as good."""

    teams: tuple[Team, ...]
    tiers: tuple[TierResult, ...]
    unique: bool


def pack(
    frame: Frame,
    small: Sequence[Team],
    demanded: tuple[Team, ...],
    run: Run[PairingPlan],
) -> Packed:
    """Best teams as far as the budget allows.

    Parameters
    ----------
    small
        Teams that stay, and all tandems.
    demanded
        Teams of which one has to be chosen; none where nothing is asked for.
    """
    budget = run.budget
    asked = Asked(frame.cover, demanded)
    columns = generate(frame, small, asked, budget, lambda _: None)
    run.tell(FIRST, "first")
    model = _Model(frame, columns.teams, asked)
    part = replace(budget.limits, seconds=CHOICE_SHARE * budget.seconds)
    with Budget(part, budget.stopped) as share:
        first = greedy_teams(frame, columns.teams, asked)
        chosen = model.chosen(first, share)
    covered = sum(frame.cover.hours(team) for team in chosen)
    complete(columns, frame, asked, covered, budget.exhausted)
    run.tell(TIERS, "tiers")
    return _decided(frame, columns, asked, chosen, run)


def _decided(
    frame: Frame,
    columns: Columns,
    asked: Asked,
    first: tuple[Team, ...],
    run: Run[PairingPlan],
) -> Packed:
    """Tier by tier among all that could be in a best plan."""
    columns.take(first)
    model = _Model(frame, columns.teams, asked)

    def read(values: Sequence[int], tiers: Sequence[TierResult]) -> PairingPlan:
        return PairingPlan(model.read(values), tiers=tuple(tiers))

    tiered = Tiered(model.variables.model, model.objectives, tie_break(model.variables))
    reached, _ = run.minimise(tiered, model.values(first), read)
    teams = model.read(reached.values)
    tiers = _honest(frame, columns, reached.tiers)
    return Packed(teams, tiers, reached.unique and columns.complete)


def _honest(
    frame: Frame, columns: Columns, tiers: Sequence[TierResult]
) -> tuple[TierResult, ...]:
    """Bounds that hold for all teams the rules pass, not only for those listed."""
    if not tiers:
        return ()
    bound = 0
    if columns.bound_hours is not None:
        bound = max(0, frame.cover.index.need_hours - columns.bound_hours)
    first, *rest = tiers
    if columns.complete:
        return (replace(first, bound=max(bound, first.bound)), *rest)
    return (
        replace(first, bound=min(bound, first.value)),
        *(replace(tier, bound=0, conditional=True) for tier in rest),
    )


class _Model:
    """The choice among listed teams as a linear model."""

    def __init__(self, frame: Frame, teams: Iterable[Team], asked: Asked) -> None:
        cover = frame.cover
        self._cover = cover
        self.variables = PairingVariables(LinearModel(), sorted(teams))
        for rule in frame.rules.joint:
            rule.post(cover, self.variables)
        wishes = [wish for wish in frame.rules.wishes if wish.applies(cover)]
        self.objectives = [
            Objective(wish.id, wish.unit, wish.cost(cover, self.variables))
            for wish in wishes
        ]
        if asked:
            of_team = self.variables.of_team.items()
            terms = [(var, 1) for team, var in of_team if team in asked]
            self.variables.model.add_at_least(terms, 1, "Gefragt: eines davon")

    def values(self, teams: Iterable[Team]) -> list[int]:
        """An assignment that takes these teams."""
        values = [0] * len(self.variables.of_team)
        for team in teams:
            values[self.variables.of_team[team]] = 1
        return values

    def read(self, values: Sequence[int]) -> tuple[Team, ...]:
        """The teams an assignment takes."""
        return tuple(t for t, var in self.variables.of_team.items() if values[var])

    def chosen(self, first: tuple[Team, ...], budget: Budget) -> tuple[Team, ...]:
        """A good choice on the first tier, at worst ``first``."""
        values = self.values(first)
        goals = self.objectives[:1]
        reached = minimise_tiers(
            self.variables.model, goals, values, budget, lambda _: None
        )
        return self.read(reached.values)


def greedy_teams(
    frame: Frame, teams: Collection[Team], asked: Asked
) -> tuple[Team, ...]:
    """Teams taken one after another, most child-hours per person first."""
    cover = frame.cover
    left = cover.index.problem.budget_cents
    taken: set[PersonId] = set()
    chosen: list[Team] = []

    def share(team: Team) -> tuple[int, Team]:
        return -cover.hours(team) * _FINE // len(team.people), team

    some = [team for team in teams if team in asked]
    cheapest = sorted(some, key=lambda t: (cover.index.cents(t), *share(t)))
    for team in (*frame.staying, *cheapest[:1], *sorted(teams, key=share)):
        cents = cover.index.cents(team)
        if cents <= left and taken.isdisjoint(team.people):
            chosen.append(team)
            taken.update(team.people)
            left -= cents
    return tuple(sorted(chosen))
