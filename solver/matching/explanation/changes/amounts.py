"""How much more: hours of one coach a month, money of the county in a year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from solver.linear import Expression, Var
from solver.matching.explanation.change_answers import CHANGE_BUDGET, CHANGE_HOURS
from solver.matching.explanation.changes.change import Change, ChangeKind
from solver.matching.explanation.changes.closing import Closed, Undecided, closing
from solver.matching.explanation.changes.goal import Goal
from solver.matching.index import MatchingIndex
from solver.matching.problem import (
    MINUTES_PER_HALF_HOUR,
    CoachId,
    CountyId,
    Engagement,
    MatchingProblem,
    Month,
)
from solver.matching.resources import priced, terms_of
from solver.matching.variables import MatchingVariables
from solver.result import SolveLimits

#: Nobody asks a county for single cents.
CENTS_PER_EURO = 100


@dataclass(frozen=True, slots=True)
class Amounted:
    """A change by the smallest amount found; ``smallest`` if none below is possible."""

    change: Change
    assignments: tuple[Engagement, ...]
    smallest: bool


def more_hours(
    problem: MatchingProblem,
    goal: Goal,
    asked: tuple[Sequence[Engagement], CoachId],
    below: int | None,
    limits: SolveLimits,
) -> Amounted | Undecided | None:
    """The fewest half-hours a month that one coach needs more.

    Parameters
    ----------
    below
        Only fewer than that are of interest.
    """
    _, id_ = asked
    coach = problem.coaches[id_]
    months = goal.kindergarten.months
    most = _most_half_hours(problem) if below is None else below - 1
    if most < 1:
        return None
    index = MatchingIndex(problem)
    rooms = _rooms(index, id_)
    if most * MINUTES_PER_HALF_HOUR + min(rooms.values(), default=0) < 0:
        return None

    def amount(_: MatchingIndex, variables: MatchingVariables) -> Expression:
        return _half_hours_more(index, variables, id_, most)

    endless = most * MINUTES_PER_HALF_HOUR
    found = closing(_with_minutes(problem, id_, endless), goal, asked, limits, amount)
    if not isinstance(found, Closed):
        return found
    size = found.amount
    if size < 1:
        return None
    change = Change(
        ChangeKind.HOURS,
        size,
        Engagement(goal.kindergarten.id, id_, goal.half_hours),
        (coach.id, size, months),
        CHANGE_HOURS.id,
        {"coach": id_, "more": size},
        lambda: _with_minutes(problem, id_, size * MINUTES_PER_HALF_HOUR),
    )
    return Amounted(change, found.assignments, found.amount == found.bound)


def more_budget(
    problem: MatchingProblem,
    goal: Goal,
    standing: Sequence[Engagement],
    limits: SolveLimits,
) -> Amounted | Undecided | None:
    """The least money that the kindergarten's county needs more, in whole euros."""
    county = problem.counties[goal.kindergarten.county]
    budget = county.budget_cents
    if budget is None:
        return None
    index = MatchingIndex(problem)
    spent = index.cents_of(problem.fixed).get(county.id, 0)

    def amount(_: MatchingIndex, variables: MatchingVariables) -> Expression:
        mine = variables.of_county[county.id]
        terms: tuple[tuple[Var, int], ...] = terms_of(
            (c, priced(index.yearly_cents, c)) for c in mine
        )
        return Expression(terms)

    found = closing(
        _with_budget(problem, county.id, None), goal, (standing, None), limits, amount
    )
    if not isinstance(found, Closed):
        return found
    # What is exceeded already leaves nothing; only what is added needs to be paid.
    euros = _euros(spent + found.amount - budget)
    if euros < 1:
        return None
    raised = budget + euros * CENTS_PER_EURO
    taker = next(e for e in found.assignments if e.kindergarten == goal.kindergarten.id)
    change = Change(
        ChangeKind.BUDGET,
        euros,
        taker,
        (county.id, euros),
        CHANGE_BUDGET.id,
        {"county": county.id, "more_cents": euros * CENTS_PER_EURO},
        lambda: _with_budget(problem, county.id, raised),
    )
    smallest = euros == _euros(spent + found.bound - budget)
    return Amounted(change, found.assignments, smallest)


def _euros(cents: int) -> int:
    return -(-cents // CENTS_PER_EURO)


def _months(index: MatchingIndex, engagement: Engagement) -> range:
    return index.kindergarten(engagement).months


def _half_hours_more(
    index: MatchingIndex, variables: MatchingVariables, id_: CoachId, most: int
) -> Expression:
    """So many half-hours more let a coach do what she is given, in every month."""
    model = variables.model
    more = model.new_int(0, most, f"halbe Stunden mehr von {id_}")
    for month, room in _rooms(index, id_).items():
        minutes = partial(index.minutes_in, month)
        running = (
            c for c in variables.of_coach[id_] if month in _months(index, c.least)
        )
        used = [(c, priced(minutes, c)) for c in running]
        terms = (*terms_of(used), (more, -MINUTES_PER_HALF_HOUR))
        if used:
            model.add_at_most(terms, room, f"{id_}: Stunden mehr, {month}")
    return Expression(((more, 1),))


def _rooms(index: MatchingIndex, id_: CoachId) -> dict[Month, int]:
    """Minutes a coach has left beside what is fixed, in every month of the problem."""
    kindergartens = index.problem.kindergartens.values()
    months = {Month(month) for found in kindergartens for month in found.months}
    fixed = index.fixed_minutes
    return {
        month: index.capacity(id_, month) - fixed.get((id_, month), 0)
        for month in sorted(months)
    }


def _most_half_hours(problem: MatchingProblem) -> int:
    """More than all kindergartens and ways together could use."""
    hours = sum(k.wished_half_hours for k in problem.kindergartens.values())
    visits = max(k.visits_per_month for k in problem.kindergartens.values())
    tables = (problem.ways, *problem.ways_from.values())
    ways = max((way.minutes for ways in tables for way in ways.values()), default=0)
    explicit = max(problem.use_minutes.values(), default=0)
    each = 2 * visits * ways + explicit
    return hours + len(problem.kindergartens) * (1 + each // MINUTES_PER_HALF_HOUR)


def _with_minutes(
    problem: MatchingProblem, id_: CoachId, minutes: int
) -> MatchingProblem:
    """So many minutes more in every month."""
    coach = problem.coaches[id_]
    longer = replace(
        coach,
        monthly_minutes=coach.monthly_minutes + minutes,
        minutes_by_month={m: n + minutes for m, n in coach.minutes_by_month.items()},
    )
    return replace(problem, coaches={**problem.coaches, id_: longer})


def _with_budget(
    problem: MatchingProblem, id_: CountyId, cents: int | None
) -> MatchingProblem:
    county = replace(problem.counties[id_], budget_cents=cents)
    return replace(problem, counties={**problem.counties, id_: county})
