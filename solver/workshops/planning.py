"""From a workshops problem and a profile to a plan, each tier with its bound."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.run import Run
from solver.engine.tiers import Objective, minimise_tiers
from solver.linear import LinearModel
from solver.measuring import with_bounds
from solver.profile import RuleProfile
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.rule import Refusal
from solver.slots import Day
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import Looks, PairRule, RuleSet
from solver.workshops.order import series_order
from solver.workshops.plan import RefusedDay, RefusedHost, Unplaced, WorkshopPlan
from solver.workshops.problem import Event, EventDate, MemberId, WorkshopProblem
from solver.workshops.rules import load_rules
from solver.workshops.validate import require_valid
from solver.workshops.variables import WorkshopVariables


def solve(
    problem: WorkshopProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> WorkshopPlan:
    """Best dates and hosts of a series, each tier with its proven bound.

    Raises
    ------
    ProblemError
        If the problem contradicts itself.
    ProfileError
        If the profile does.
    """
    require_valid(problem)
    with Budget(limits or SolveLimits(), should_stop) as budget:
        rules = load_rules(profile)
        index = WorkshopIndex(problem)
        variables = _variables(index, rules)
        model = variables.model
        for rule in rules.joint:
            rule.post(index, variables)
        objectives = [
            Objective(wish.id, wish.unit, wish.cost(index, variables))
            for wish in rules.wishes
            if wish.applies(index)
        ]
        first = first_assignment(
            model, series_order(index, variables), budget.hasted_out
        )
        run: Run[WorkshopPlan] = Run(budget, progress, None)
        told = run.tier_listener(len(objectives))
        reached = minimise_tiers(model, objectives, first, budget, told)
        taken = tuple(sorted(_read(variables, reached.values)))
        plan = WorkshopPlan(taken)
        return WorkshopPlan(
            taken,
            tuple(_unplaced(index, rules, variables, plan)),
            with_bounds(index, rules, plan, reached.tiers),
            rules.not_checked,
        )


def _variables(index: WorkshopIndex, rules: RuleSet) -> WorkshopVariables:
    """Days and hosts of every open event that the pair rules pass."""
    variables = WorkshopVariables(LinearModel())
    for date in index.problem.fixed:
        variables.stands(date)
    of_day, of_host = rules.looking_at(Looks.DAY), rules.looking_at(Looks.HOST)
    for event in index.open:
        days = [date.day for date in _dates(event) if not _first(index, of_day, date)]
        hosts: list[MemberId] | None = None
        if event.hosted:
            hosts = [
                member
                for member in index.problem.members
                if not _first(index, of_host, EventDate(event.id, Day(0), member))
            ]
            # In turns, so that a first plan does not ask the same one every time.
            turn = event.number % max(1, len(hosts))
            hosts = hosts[turn:] + hosts[:turn]
        variables.add(event.id, days, hosts)
    return variables


def _dates(event: Event) -> Iterator[EventDate]:
    for day in range(event.first_day, event.last_day + 1):
        yield EventDate(event.id, Day(day))


def _first(
    index: WorkshopIndex, rules: Iterable[PairRule[Any]], date: EventDate
) -> Refusal | None:
    """The first rule that refuses."""
    refusals = (rule.refuse(index, date) for rule in rules)
    return next((refusal for refusal in refusals if refusal is not None), None)


def _read(variables: WorkshopVariables, values: Sequence[int]) -> Iterator[EventDate]:
    for id_, days in variables.days.items():
        hosts = variables.hosts.get(id_, {})
        host = next((h for h, var in hosts.items() if values[var]), None)
        for day, var in days.items():
            if values[var]:
                yield EventDate(id_, day, host)


def _unplaced(
    index: WorkshopIndex,
    rules: RuleSet,
    variables: WorkshopVariables,
    plan: WorkshopPlan,
) -> Iterator[Unplaced]:
    """Events without a date: what is against each day, and against each host."""
    placed = {date.event for date in plan.assignments}
    for event in index.open:
        if event.id in placed:
            continue
        hosts = tuple(_refused_hosts(index, rules, event)) if event.hosted else ()
        possible = next(iter(variables.hosts.get(event.id, {})), None)
        days = tuple(_refused_days(index, rules, plan, event, possible))
        yield Unplaced(event.id, days, hosts)


def _refused_hosts(
    index: WorkshopIndex, rules: RuleSet, event: Event
) -> Iterator[RefusedHost]:
    of_host = rules.looking_at(Looks.HOST)
    for cluster in event.clusters:
        for member in index.members_of.get(cluster, ()):
            date = EventDate(event.id, event.first_day, member.id)
            refusal = _first(index, of_host, date)
            if refusal is not None:
                yield RefusedHost(member.id, refusal.rule, refusal.facts)


def _refused_days(
    index: WorkshopIndex,
    rules: RuleSet,
    plan: WorkshopPlan,
    event: Event,
    host: MemberId | None,
) -> Iterator[RefusedDay]:
    of_day = rules.looking_at(Looks.DAY)
    for date in _dates(event):
        refusal = _first(index, of_day, date)
        if refusal is not None:
            yield RefusedDay(date.day, refusal.rule, refusal.facts)
            continue
        asked = EventDate(event.id, date.day, host)
        together = (*plan.assignments, asked)
        findings = (f for rule in rules.joint for f in rule.breaches(index, together))
        found = next(findings, None)
        if found is not None:
            yield RefusedDay(date.day, found.rule, found.facts)
