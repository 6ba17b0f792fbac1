"""Measure a Kita year: ``python -m tests.benchmarks.ahead.year``.

Herne-like towns (95 childminders) with a whole year announced: 26 to 30 days of leave
and three of training each, read from a database on 3 August. First the plan of all days
with everything it proves, then shifts of weeks with a minute of their own. Beside the
plan, on the first tier and week by week: a dispatcher's telephone round, and a plain
CP-SAT model with the solver's defaults on two workers.

``--quick`` takes a town of 30 and gives the plain model less time. The bars are held by
the clock; CPU seconds stand beside it. On a busy machine ``--seconds`` gives the plan
more time than its bar.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ortools.sat.python import cp_model

from service.ahead.year.parameters import YearParameters
from service.ahead.year.reading import YearRead, read_year
from service.domain.actor import system_actor
from service.studies.maker import Wanted
from service.towns.make import make_town
from service.towns.vacations import announced_year
from service.towns.workbook import town_sheets
from service.use_cases.store_import import store_sheets
from solver.engine.greedy import first_assignment
from solver.result import SolveLimits
from solver.slots import Day
from solver.substitution.formulation import Formulation, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Option, OptionSet
from solver.substitution.problem import Problem
from solver.tier import TierResult
from solver.year.blocks import cut
from solver.year.blockwise import first_rules
from solver.year.neighbourhood import Town
from solver.year.planning import plan_year
from solver.year.result import YearPlan
from solver.year.shifts import best_shifts
from tests.benchmarks.report import Report, verdict
from tests.benchmarks.weeks import fresh_store
from tests.tenants import make_tenant

PLAN_BAR = 60.0
SIZE, QUICK_SIZE = 95, 30
PLAIN_SECONDS, QUICK_PLAIN_SECONDS = 10.0, 2.0
WORKERS = 2
YEAR = date(2026, 8, 1)
TODAY = datetime(2026, 8, 3, 4, 10, tzinfo=UTC)


@dataclass
class Peer:
    """The first tier of all weeks, weeks proven, wall seconds."""

    minutes: int = 0
    proven: int = 0
    seconds: float = 0.0


def read_town(childminders: int, seed: int) -> tuple[YearRead, float]:
    """A town's year out of a database, and the CPU seconds of reading it."""
    town = make_town(childminders, seed, "NW", monday=TODAY.date())
    with fresh_store() as store:
        tenant = make_tenant(store, f"{childminders} Personen, Startwert {seed}")
        sheets = town_sheets(town, announced_year(town, YEAR, seed))
        store_sheets(store, system_actor(tenant.id), sheets, "jahr.xlsx")
        began = time.process_time()
        with store.read(tenant.id) as session:
            read = read_year(session, Wanted(YearParameters(), None, TODAY))
        return read, time.process_time() - began


@dataclass(frozen=True)
class Limits:
    """Seconds for the plan of a year, and for each week of the plain model."""

    plan: float
    plain: float


def say_town(report: Report, size: int, seed: int, limits: Limits) -> bool:
    """Measure one town and say whether the bars are kept."""
    read, reading = read_town(size, seed)
    problem = read.problem.problem
    report.say(
        f"\n{size} childminders, seed {seed}: {len(read.problem.announced)} days away,"
        f" {len(problem.needs)} needs, read in {reading:.1f} s CPU"
    )
    profile = read.rules[0].profile
    began, cpu = time.perf_counter(), time.process_time()
    plan = plan_year(problem, profile, SolveLimits(seconds=limits.plan))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    assert plan is not None
    in_time = seconds <= PLAN_BAR
    nearly = near(plan.tiers)
    report.say(
        f"plan of {plan.blocks} blocks: {seconds:.1f} s ({cpu:.1f} s CPU),"
        f" bar {PLAN_BAR:.0f} s: {verdict(in_time)}"
    )
    for tier in plan.tiers:
        report.say(f"  {tier.id}: {tier.value} (bound {tier.bound}) {tier.unit}")
    report.say(f"  first unproven tier within 1 % or one unit: {verdict(nearly)}")
    report.say(f"  no rule over weeks is broken: {verdict(plan.kept)}")
    _say_shifts(report, read, plan)
    best = _say_peers(report, read, plan, limits.plain)
    return in_time and nearly and plan.kept and best


def near(tiers: Sequence[TierResult]) -> bool:
    """Whether the first unproven tier lies within a hundredth or one unit."""
    first = next((tier for tier in tiers if not tier.proven), None)
    return first is None or first.value - first.bound <= max(1, first.value // 100)


def _say_shifts(report: Report, read: YearRead, plan: YearPlan) -> None:
    cpu = time.process_time()
    limits = SolveLimits(seconds=PLAN_BAR)
    found = best_shifts(read.problem, read.rules[0].profile, plan, limits)
    cpu = time.process_time() - cpu
    hours = [round(shift.gain_minutes / 60) for shift in found.best]
    report.say(
        f"{found.asked} shifts possible, {found.planned} planned again in {cpu:.1f} s"
        f" CPU; child-hours saved: {hours}; others save at most"
        f" {found.most_of_others_minutes / 60:.0f}"
    )


def _say_peers(
    report: Report, read: YearRead, plan: YearPlan, plain_seconds: float
) -> bool:
    """The first tier of others, week by week."""
    rules = first_rules(read.rules[0].profile)
    town = Town(read.problem.problem, rules.rules)
    greedy, plain = Peer(), Peer()
    for monday in sorted(town.needs):
        week = _week(town, monday)
        index = ProblemIndex(week)
        options = generate(index, rules.rules)
        built = formulate(index, rules.rules, options)
        _telephone(greedy, index, options, built)
        _plain(plain, built, plain_seconds)
    ours = plan.tiers[0].value
    weeks = len(town.needs)
    for name, peer in (("telephone", greedy), ("plain CP-SAT by week", plain)):
        report.say(
            f"  {name}: {peer.minutes / 60:.0f} child-hours open"
            f" ({peer.minutes / max(1, ours):.3f} of ours, {ours / 60:.0f}),"
            f" proven {peer.proven} of {weeks} weeks, {peer.seconds:.1f} s"
        )
    best = ours <= min(greedy.minutes, plain.minutes)
    report.say(f"  never worse than either: {verdict(best)}")
    return best


def _week(town: Town, monday: Day) -> Problem:
    return cut(town.problem, (monday,), town.needs[monday], town.presences[monday])


def _telephone(
    peer: Peer, index: ProblemIndex, options: OptionSet, built: Formulation
) -> None:
    began = time.perf_counter()
    position = {need.id: i for i, need in enumerate(index.problem.needs)}

    def appeal(option: Option) -> tuple[int, int, int]:
        known = index.familiarity(option.child, option.person, option.day)
        regular = index.needs[option.need].regular_place
        way = index.extra_way(option.child, regular, option.place)
        return position[option.need], -known, 0 if way is None else way

    order = [built.variables.taken(o) for o in sorted(options.options, key=appeal)]
    values = first_assignment(built.model, order)
    peer.minutes += _value(built, values)
    peer.seconds += time.perf_counter() - began


def _plain(peer: Peer, built: Formulation, seconds: float) -> None:
    began = time.perf_counter()
    lines, model = built.model, cp_model.CpModel()
    bounds = zip(lines.lowers, lines.uppers, strict=True)
    variables = [model.new_int_var(low, high, "") for low, high in bounds]
    for row in lines.rows:
        model.add_linear_constraint(
            sum(factor * variables[var] for var, factor in row.terms),
            cp_model.INT_MIN if row.lower is None else row.lower,
            cp_model.INT_MAX if row.upper is None else row.upper,
        )
    expressions = [objective.expression for objective in built.objectives]
    model.minimize(sum(c * variables[v] for e in expressions for v, c in e.terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    values = [solver.value(v) for v in variables] if found else list(lines.lowers)
    peer.minutes += _value(built, values)
    peer.proven += status == cp_model.OPTIMAL
    peer.seconds += time.perf_counter() - began


def _value(built: Formulation, values: Sequence[int]) -> int:
    return sum(
        o.expression.constant + sum(c * values[v] for v, c in o.expression.terms)
        for o in built.objectives
    )


def main() -> int:
    """Say every town; 1 if a bar is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smaller town")
    parser.add_argument("--seeds", type=int, default=1, help="so many towns")
    parser.add_argument("--seconds", type=float, default=PLAN_BAR, help="of the plan")
    chosen = parser.parse_args()
    size = QUICK_SIZE if chosen.quick else SIZE
    plain = QUICK_PLAIN_SECONDS if chosen.quick else PLAIN_SECONDS
    report = Report()
    limits = Limits(chosen.seconds, plain)
    kept = [say_town(report, size, seed + 1, limits) for seed in range(chosen.seeds)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
