"""Teams worth choosing from, and a bound for all that the rules pass.

Column generation: the relaxation over the teams known prices people and money, the
search brings teams that are worth more, until there is none. From prices p >= 0 no
choice of teams covers more than sum(p) + money + sum over first persons of the largest
surplus of a team of hers: each team has one first person, and she is in one team. So
every round has a bound, the last one is the relaxation's over all teams at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from solver.engine.budget import Budget
from solver.pairing.asked import Asked
from solver.pairing.frame import Frame
from solver.pairing.master import Master
from solver.pairing.prices import PARTS, Prices
from solver.pairing.pricing import search_teams
from solver.pairing.problem import PersonId, Team
from solver.pairing.search import Search
from solver.result import StopCheck

#: Nodes and teams of one person's search while prices still move.
QUICK_STEPS, QUICK_TEAMS, KEPT_TEAMS = 400, 40, 6
#: Nodes of a search that shall be complete, and teams it may bring.
FULL_STEPS, FULL_TEAMS = 400_000, 30_000
#: A surplus below this many parts of a child-hour is none.
SURPLUS = PARTS // 256
#: Share of the time left that finding teams may take.
SHARE = 0.5


@dataclass(slots=True)
class Columns:
    """Teams found, the best prices so far, and the bound that follows from them.

    ``bound_parts`` is in parts of child-hours covered; ``complete`` says that no team
    that could be in a best plan is missing.
    """

    teams: dict[Team, None] = field(default_factory=dict)
    prices: Prices | None = None
    bound_parts: int | None = None
    complete: bool = False

    @property
    def bound_hours(self) -> int | None:
        """Child-hours that no choice of teams exceeds."""
        return None if self.bound_parts is None else self.bound_parts // PARTS

    def take(self, teams: Iterable[Team]) -> list[Team]:
        """Add teams; gives back those that are new."""
        new = [team for team in teams if team not in self.teams]
        self.teams.update(dict.fromkeys(new))
        return new


def generate(
    frame: Frame,
    first: Iterable[Team],
    asked: Asked,
    budget: Budget,
    tell: Callable[[int], None],
) -> Columns:
    """Teams by which the relaxation is as good as over all teams.

    Parameters
    ----------
    first
        Teams to begin with.
    asked
        Teams of which one has to be chosen; all there are.
    tell
        Hears of the bound in child-hours when there is a better one.
    """
    columns = Columns()
    master = Master(frame.cover, frame.staying, asked)
    master.add(columns.take((*first, *asked.first())))
    ends_at = budget.seconds * (1 - SHARE)
    full = False
    while not budget.exhausted() and budget.seconds > ends_at:
        prices = master.prices(budget.seconds)
        if prices is None:
            break
        search = _priced(frame, prices, budget.exhausted, full=full)
        # What a search left out counts with its bound, so a bound follows from any.
        _note_bound(columns, frame, asked, prices, search)
        tell(columns.bound_hours or 0)
        new = columns.take((*(team for _, team in search.found), *asked.best(prices)))
        master.add(new)
        if not new and (full or search.complete):
            break
        full = not new
    return columns


def _priced(frame: Frame, prices: Prices, ended: StopCheck, *, full: bool) -> Search:
    """The best teams of everybody at these prices, and nobody's beyond them."""
    whole = Search(SURPLUS, 0, 0)
    for root in roots(frame):
        steps, most = (FULL_STEPS, FULL_TEAMS) if full else (QUICK_STEPS, QUICK_TEAMS)
        search = Search(SURPLUS, steps, most, tops=whole.tops, ended=ended)
        search_teams(frame, prices, search, (root,))
        best = sorted(search.found, key=lambda found: (-found[0], found[1]))
        whole.found.extend(best[:KEPT_TEAMS])
        whole.surpluses.update(search.surpluses)
        whole.complete = whole.complete and search.complete
    return whole


def roots(frame: Frame) -> tuple[PersonId, ...]:
    """Everybody who may be the first of a team: childminders, then floaters."""
    return (*frame.near, *frame.reached)


def _note_bound(
    columns: Columns,
    frame: Frame,
    asked: Asked,
    prices: Prices,
    search: Search,
) -> None:
    """Keep prices and bound if no better ones are known."""
    cover = frame.cover
    first: dict[PersonId, int] = dict(search.surpluses)
    certain = sum(prices.surplus(cover, team) for team in frame.staying)
    for team in columns.teams:
        if team not in asked and team not in frame.staying:
            # Teams of the frame are searched; those known already are looked at, too,
            # because tandems and teams that stay are in no search.
            surplus = prices.surplus(cover, team)
            root = team.floater or team.members[0]
            first[root] = max(first.get(root, 0), surplus)
    total = prices.total(cover.index.problem.budget_cents)
    total += (
        asked.most(prices)
        + certain
        + sum(max(0, surplus) for surplus in first.values())
    )
    if columns.bound_parts is None or total < columns.bound_parts:
        columns.bound_parts, columns.prices = total, prices


def complete(
    columns: Columns,
    frame: Frame,
    asked: Asked,
    covered_hours: int,
    ended: StopCheck,
) -> None:
    """Add every team that can be in a plan covering at least so many child-hours.

    A team whose surplus is so negative that the bound with it falls below what is
    covered already is in no better plan. The bound holds the best surplus of those
    asked for, so of them it is what they are worth less than that one that counts.
    """
    if columns.prices is None or columns.bound_parts is None:
        return
    gap = columns.bound_parts - covered_hours * PARTS
    search = Search(-gap - 1, FULL_STEPS, FULL_TEAMS, ended=ended)
    search_teams(frame, columns.prices, search, roots(frame))
    columns.take(team for _, team in search.found)
    columns.complete = search.complete
    kept = [
        team
        for team in columns.teams
        if team in frame.staying
        or (team not in asked and columns.prices.surplus(frame.cover, team) > -gap - 1)
    ]
    least = asked.most(columns.prices) - gap - 1
    kept.extend(asked.above(columns.prices, least))
    columns.teams = dict.fromkeys(kept)
