"""From a consultations problem and a profile to a plan, each tier with its bound."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import RuleSet
from solver.consultations.plan import ConsultationPlan, RefusedHost, Unanswered
from solver.consultations.problem import (
    ConsultationProblem,
    HostId,
    Request,
    RequestId,
    Visit,
)
from solver.consultations.rules import load_rules
from solver.consultations.validate import require_valid
from solver.consultations.variables import Choice, ConsultationVariables
from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import Objective, minimise_tiers
from solver.linear import LinearModel, Var
from solver.measuring import with_bounds
from solver.profile import RuleProfile
from solver.result import SolveLimits, StopCheck
from solver.rule import Refusal
from solver.sessions.problem import month_of
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class _Options:
    visits: tuple[Visit, ...]
    refused: dict[RequestId, tuple[RefusedHost, ...]]


def solve(
    problem: ConsultationProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    should_stop: StopCheck | None = None,
) -> ConsultationPlan:
    """Best visits of a problem, each tier with its proven bound.

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
        index = ConsultationIndex(problem)
        options = _options(index, rules)
        model = LinearModel()
        variables = ConsultationVariables(
            model,
            [Choice(visit, model.new_bool(_name(visit))) for visit in options.visits],
        )
        for rule in rules.joint:
            rule.post(index, variables)
        objectives = [
            Objective(wish.id, wish.unit, wish.cost(index, variables))
            for wish in rules.wishes
            if wish.applies(index)
        ]
        first = first_assignment(model, _order(index, variables), budget.hasted_out)
        reached = minimise_tiers(model, objectives, first, budget, lambda _: None)
        taken = [c.visit for c in variables.choices if reached.values[c.taken]]
        plan = ConsultationPlan(tuple(sorted(taken)), not_checked=rules.not_checked)
        return ConsultationPlan(
            plan.assignments,
            tuple(_unanswered(index, rules, options, plan)),
            with_bounds(index, rules, plan, reached.tiers),
            rules.not_checked,
        )


def _name(visit: Visit) -> str:
    return f"{visit.day}: {visit.request} → {visit.host}"


def _options(index: ConsultationIndex, rules: RuleSet) -> _Options:
    """Every visit that the pair rules pass, and why hosts are out."""
    visits: list[Visit] = []
    refused: dict[RequestId, tuple[RefusedHost, ...]] = {}
    for request in index.open:
        out: list[RefusedHost] = []
        for host in index.problem.hosts:
            passed, reason = _days(index, rules, request, host)
            visits.extend(passed)
            if reason is not None:
                out.append(RefusedHost(host, reason.rule, reason.facts))
        refused[request.id] = tuple(out)
    return _Options(tuple(visits), refused)


def _days(
    index: ConsultationIndex, rules: RuleSet, request: Request, host: HostId
) -> tuple[list[Visit], Refusal | None]:
    """Days that pass; without any, the refusal of the day that came farthest."""
    passed: list[Visit] = []
    farthest: tuple[int, Refusal] | None = None
    for number in range(request.first_day, request.last_day + 1):
        visit = Visit(request.id, host, Day(number))
        for step, rule in enumerate(rules.pair):
            refusal = rule.refuse(index, visit)
            if refusal is not None:
                if farthest is None or step > farthest[0]:
                    farthest = step, refusal
                break
        else:
            passed.append(visit)
    return passed, None if passed or farthest is None else farthest[1]


def _order(
    index: ConsultationIndex, variables: ConsultationVariables
) -> tuple[Var, ...]:
    """Visits in the order a careful coordinator would try them.

    What is published first, then requests with few possible days; the best host and
    the earliest day first.
    """
    published = set(index.published_of.values())
    ranked = sorted(
        variables.choices,
        key=lambda choice: (
            choice.visit not in published,
            len(variables.of_request[choice.visit.request]),
            choice.visit.request,
            index.missing_weight(choice.visit),
            index.way(choice.visit) or 0,
            choice.visit.day,
        ),
    )
    return tuple(choice.taken for choice in ranked)


def _unanswered(
    index: ConsultationIndex,
    rules: RuleSet,
    options: _Options,
    plan: ConsultationPlan,
) -> Iterator[Unanswered]:
    """Requests without a visit: refused hosts, and what fills the others."""
    answered = {visit.request for visit in plan.assignments}
    for request in index.open:
        if request.id not in answered:
            full = _full(index, rules, options, plan, request)
            yield Unanswered(request.id, (*full, *options.refused[request.id]))


def _full(
    index: ConsultationIndex,
    rules: RuleSet,
    options: _Options,
    plan: ConsultationPlan,
    request: Request,
) -> Iterator[RefusedHost]:
    """For each host that could, the rule that breaks on its first possible day."""
    told: set[tuple[HostId, int]] = set()
    for visit in options.visits:
        key = visit.host, month_of(visit.day)
        if visit.request != request.id or key in told:
            continue
        told.add(key)
        findings = (
            finding
            for rule in rules.joint
            for finding in rule.breaches(index, (*plan.assignments, visit))
        )
        found = next(findings, None)
        if found is not None:
            yield RefusedHost(visit.host, found.rule, found.facts)
