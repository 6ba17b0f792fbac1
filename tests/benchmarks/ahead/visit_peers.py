"""Contact visits as others would plan them: by hand, and as a plain model.

Both keep the rules: what they give is audited like a plan of ours.
"""

from collections import defaultdict
from collections.abc import Iterator

from ortools.sat.python import cp_model

from solver.familiarity import asked_for
from solver.profile import RuleProfile
from solver.slots import Day, Slot
from solver.substitution.accounts import Parameters, accounts, weeks_of
from solver.visits.day import day_of
from solver.visits.index import Met, VisitIndex
from solver.visits.kinds import RuleSet
from solver.visits.plan import VisitPlan
from solver.visits.problem import Visit, VisitProblem
from solver.visits.risk import Chances, exposures
from solver.visits.rounds import starts_of
from solver.visits.rules import load_rules
from solver.visits.unvisited import first_refusal


def greedy(problem: VisitProblem, profile: RuleProfile) -> VisitPlan:
    """Week by week the pair whose last contact lies back farthest, at the first hour.

    As a careful coordinator does it with a list; of pairs alike the nearest day.
    """
    index, rules = VisitIndex(problem), load_rules(profile)
    last: dict[str, int] = {}
    for bond in problem.bonds.values():
        met = [
            contact.day
            for contact in problem.contacts
            if contact.person == bond.visitor
            and any(
                row.child == contact.child
                for row in index.booked_on.get((bond.host, problem.first_day), ())
            )
        ]
        last[bond.id] = max(met, default=0)
    planned: list[Visit] = []
    for monday, days in weeks_of(problem.first_day, problem.last_day).items():
        del monday
        for bond in sorted(problem.bonds.values(), key=lambda b: (last[b.id], b.id)):
            for day in days:
                found = _first(index, rules, planned, bond.id, day)
                if found is not None:
                    planned.append(found)
                    last[bond.id] = found.day
                    break
    return VisitPlan(tuple(sorted(planned)))


def _first(
    index: VisitIndex, rules: RuleSet, planned: list[Visit], bond_id: str, day: Day
) -> Visit | None:
    bond = next(b for b in index.problem.bonds.values() if b.id == bond_id)
    for starts in starts_of(index, rules, bond, day).values():
        for start in starts:
            visit = Visit(bond.id, day, Slot(start, start + bond.minutes))
            near = [
                v
                for v in planned
                if {bond.visitor, bond.host}
                & {index.bond(v).visitor, index.bond(v).host}
            ]
            if first_refusal(index, rules, near, visit) is None:
                return visit
    return None


def plain_model(
    problem: VisitProblem, profile: RuleProfile, seconds: float, workers: int
) -> tuple[VisitPlan, int]:
    """A Boolean for every visit and time, rows for every two that clash; first tier.

    Returns
    -------
    The plan, and the bound of the first tier.
    """
    index, rules = VisitIndex(problem), load_rules(profile)
    model = cp_model.CpModel()
    taken = {visit: model.new_bool_var("") for visit in _possible(index, rules)}
    _once(model, index, taken)
    _pairs(model, index, rules, taken)
    _hours(model, index, rules, taken)
    cost = _cost(model, index, taken)
    model.minimize(cost)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.solve(model)
    found = tuple(sorted(v for v, var in taken.items() if solver.value(var)))
    return VisitPlan(found), int(solver.best_objective_bound)


def _possible(index: VisitIndex, rules: RuleSet) -> Iterator[Visit]:
    for bond in index.problem.bonds.values():
        for day in index.days:
            for starts in starts_of(index, rules, bond, day).values():
                for start in starts:
                    visit = Visit(bond.id, day, Slot(start, start + bond.minutes))
                    if first_refusal(index, rules, (), visit) is None:
                        yield visit


def _once(model: cp_model.CpModel, index: VisitIndex, taken) -> None:
    groups: dict[object, list[cp_model.IntVar]] = defaultdict(list)
    for visit, var in taken.items():
        bond = index.bond(visit)
        groups["bond", bond.id, index.period(bond, visit.day)].append(var)
        for host in index.households(visit):
            groups["house", host, visit.day].append(var)
    for group in groups.values():
        model.add_at_most_one(group)


def _pairs(model: cp_model.CpModel, index: VisitIndex, rules, taken) -> None:
    """No two visits of a day that the day's rules refuse; no three at all."""
    days: dict[object, list[Visit]] = defaultdict(list)
    for visit in taken:
        days[index.bond(visit).visitor, visit.day].append(visit)
    for (person, day), visits in days.items():
        model.add(sum(taken[v] for v in visits) <= 2)
        for number, one in enumerate(visits):
            for other in visits[number + 1 :]:
                if one.bond != other.bond and any(
                    rule.refuse_day(index, person, day, (one, other))
                    for rule in rules.day
                ):
                    model.add_bool_or(~taken[one], ~taken[other])


def _hours(model: cp_model.CpModel, index: VisitIndex, rules, taken) -> None:
    """Contract hours of a week; ways between two visits are left out (in its favour).

    A plan that is too long because of them is found by the audit.
    """
    del rules
    weeks = weeks_of(index.problem.first_day, index.problem.last_day)
    for person in {index.bond(visit).visitor for visit in taken}:
        found = index.problem.persons[person]
        if not found.employed:
            continue
        for account in accounts(Parameters(), found, weeks):
            there = sum(
                day_of(index, person, day, ()).work_minutes for day in account.days
            )
            terms = [
                var * (v.slot.minutes)
                for v, var in taken.items()
                if index.bond(v).visitor == person and v.day in account.days
            ]
            model.add(sum(terms) <= max(0, account.limit - account.before - there))


def _cost(model: cp_model.CpModel, index: VisitIndex, taken):
    """The first tier: a Boolean per child, person and day that says she is known."""
    met: dict[Met, dict[Day, list[cp_model.IntVar]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for visit, var in taken.items():
        for pair in index.contacted(visit):
            met[pair][visit.day].append(var)
    known: dict[object, object] = {}
    terms = []
    for exposure in exposures(index, Chances()):
        some = [
            _known(model, index, met, known, (exposure.child, person), exposure.day)
            for person in sorted(exposure.persons)
        ]
        if any(each is True for each in some):
            continue
        open_ = [each for each in some if each is not False]
        alone = model.new_bool_var("")
        model.add_bool_or(alone, *open_)
        terms.append(exposure.weight * alone)
    return sum(terms)


def _known(model, index: VisitIndex, met, known, pair: Met, day: Day):
    if (pair, day) in known:
        return known[pair, day]
    contacts = index.contacts_of.get(pair, ())
    settled = any(c.settled and c.day < day for c in contacts)
    problem = index.problem
    asked = asked_for(problem.level, problem.thresholds, settled=settled)
    found: object = False
    if asked is not None:
        there = {c.day for c in contacts if c.day < day}
        if asked.met_by(day, there):
            found = True
        else:
            found = model.new_bool_var("")
            for count, reach in (
                (asked.contacts, asked.window_days),
                (1, asked.recent_days),
            ):
                inside = [
                    var
                    for other, group in met[pair].items()
                    if day - reach <= other < day and other not in there
                    for var in group
                ]
                left = count - sum(d >= day - reach for d in there)
                model.add(sum(inside) >= left).only_enforce_if(found)
    known[pair, day] = found
    return found
