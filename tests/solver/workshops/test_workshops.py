"""Workshop series: model, checks and an oracle agree, the usual series comes out."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations, product
from math import prod

import pytest

from solver.errors import ProblemError
from solver.profile import RuleProfile, RuleSetting
from solver.result import SolveLimits
from solver.rule import RuleId
from solver.sentences import gaps_of
from solver.sessions.problem import Blocked, DayKind, Land, ProgrammeDay
from solver.slots import Day
from solver.workshops.audit import SENTENCES, audit, sentence
from solver.workshops.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.workshops.plan import WorkshopPlan
from solver.workshops.planning import solve
from solver.workshops.problem import (
    ClusterId,
    Event,
    EventDate,
    EventId,
    EventKind,
    Gap,
    Member,
    MemberId,
    WorkshopProblem,
)
from solver.workshops.rules import DEFAULT_TIERS, RULES
from solver.workshops.series import SeriesNumbers, series
from tests.solver.sessions.state import HOLIDAYS, SCHOOL, day, days

PROFILE = RuleProfile("probe", "TH", "1", {}, DEFAULT_TIERS)
LIMITS = SolveLimits(seconds=120, workers=1)
FIRST, LAST = day("2027-05-27"), day("2027-06-03")
ONE, TWO = ClusterId("c1"), ClusterId("c2")
TH, SN = Land("TH"), Land("SN")
W1, W2, GROUP, BOTH = (EventId(name) for name in ("w1", "w2", "group", "both"))
SEEDS = range(40)


def a_world(seed: int) -> WorkshopProblem:
    rng = random.Random(seed)
    members = [_member(MemberId(f"m{i}"), ONE, rng) for i in range(2)]
    members.append(_member(MemberId("m2"), TWO, rng))
    one = (ONE,)
    events = [
        Event(W1, EventKind.WORKSHOP, one, FIRST, LAST, 2, 1, hosted=True),
        Event(W2, EventKind.WORKSHOP, one, FIRST, LAST, 1, 2, hosted=True),
        Event(GROUP, EventKind.GROUP, one, Day(FIRST + 1), Day(LAST - 1)),
        Event(BOTH, EventKind.CLOSING, (ONE, TWO), FIRST, LAST),
    ]
    chosen = rng.sample(events, 3)
    ids = {event.id for event in chosen}
    gaps = (
        Gap(W1, W2, rng.choice((1, 2)), rng.choice((None, 3))),
        Gap(W1, GROUP, rng.choice((1, 3))),
        Gap(GROUP, BOTH, 1, rng.choice((None, 2))),
    )
    some = [EventDate(e.id, Day(rng.randint(FIRST, LAST)), _anybody(e)) for e in chosen]
    return WorkshopProblem(
        {member.id: member for member in members},
        {event.id: event for event in chosen},
        tuple(g for g in gaps if g.before in ids and g.after in ids),
        {(a.id, b.id): rng.choice((10, 30)) for a, b in permutations(members, 2)},
        {land: _some(rng, 0.1) for land in (TH, SN)},
        {land: _some(rng, 0.15) for land in (TH, SN)},
        tuple(_needs(rng, day) for day in sorted(_some(rng, 0.15))),
        fixed=tuple(d for d in some[:1] if rng.random() < 0.3),
        published=tuple(d for d in some if rng.random() < 0.3),
    )


def _anybody(event: Event) -> MemberId | None:
    return MemberId("m0") if event.hosted else None


def _member(id_: MemberId, cluster: ClusterId, rng: random.Random) -> Member:
    land, people = rng.choice((TH, SN)), rng.choice((10, 20))
    return Member(id_, cluster, land, people, rng.choice((0, 30, 50)))


def _needs(rng: random.Random, day: Day) -> ProgrammeDay:
    return ProgrammeDay(day, rng.choice(list(DayKind)), rng.choice(list(Blocked)))


def _some(rng: random.Random, share: float) -> frozenset[Day]:
    return frozenset(Day(d) for d in range(FIRST, LAST + 1) if rng.random() < share)


def covered(problem: WorkshopProblem, d: EventDate) -> list[int]:
    return [d.day + n for n in range(problem.events[d.event].days)]


def refused(problem: WorkshopProblem, d: EventDate) -> set[str]:
    event = problem.events[d.event]
    people = [m for m in problem.members.values() if m.cluster in event.clusters]
    on = covered(problem, d)
    lands = {m.land for m in people}
    host = problem.members.get(d.host) if d.host else None
    at_home = host is not None and host.cluster in event.clusters
    total = sum(m.participants for m in people)
    says = {
        "own-span": not (event.first_day <= on[0] and on[-1] <= event.last_day),
        "working-days": any(date.fromordinal(n).weekday() > 4 for n in on),
        "event-holiday": any(
            n in problem.public_holidays.get(land, ()) for land in lands for n in on
        ),
        "event-programme-day": any(
            found.day in on and found.blocks is Blocked.EVERYBODY
            for found in problem.programme_days
        ),
        "event-school-holidays": any(
            n in problem.school_holidays.get(land, ()) for land in lands for n in on
        ),
        "room-for-all": not (at_home and 0 < host.room >= total)
        if event.hosted
        else d.host is not None,
    }
    return {rule for rule, no in says.items() if no}


def breached(problem: WorkshopProblem, plan: tuple[EventDate, ...]) -> set[str]:
    found = {rule for d in plan for rule in refused(problem, d)}
    whole = (*problem.fixed, *plan)
    for d in plan:
        found |= _beside(problem, d, whole)
    for gap in problem.gaps:
        for a, b in product(whole, whole):
            if (a.event, b.event) == (gap.before, gap.after) and {a, b} & set(plan):
                apart = b.day - covered(problem, a)[-1]
                most = gap.most_days if gap.most_days is not None else 10**6
                if not gap.least_days <= apart <= most:
                    found.add("gaps-kept")
    return found


def _beside(
    problem: WorkshopProblem, d: EventDate, whole: tuple[EventDate, ...]
) -> set[str]:
    found = set()
    if sum(o.event == d.event for o in whole) > 1:
        found.add("one-event-date")
    for cluster in problem.events[d.event].clusters:
        beside = [o for o in whole if cluster in problem.events[o.event].clusters]
        for n in covered(problem, d):
            if sum(n in covered(problem, o) for o in beside) > 1:
                found.add("one-event-a-day")
    if d.host and sum(o.host == d.host for o in whole) > _share(problem, d.host):
        found.add("host-rotation")
    return found


def _share(problem: WorkshopProblem, host: MemberId) -> int:
    cluster = problem.members[host].cluster
    hosted = [e for e in problem.events.values() if e.hosted and cluster in e.clusters]
    able = [m for m in problem.members.values() if m.cluster == cluster and m.room]
    turns = 0
    while turns * max(1, len(able)) < len(hosted):
        turns += 1
    return turns


def vector(problem: WorkshopProblem, plan: tuple[EventDate, ...]) -> tuple[int, ...]:
    stands = {d.event for d in problem.fixed}
    begins = {d.event: d.day for d in plan}
    values = [sum(e not in stands and e not in begins for e in problem.events)]
    published = [d for d in problem.published if d.event not in stands]
    if published:
        hosts = {d.event: d.host for d in plan}
        moved = sum(begins.get(d.event) != d.day for d in published)
        other = sum(bool(d.host) and hosts.get(d.event) != d.host for d in published)
        values.append(moved + other)
    holidays = road = 0
    for d in plan:
        event = problem.events[d.event]
        people = [m for m in problem.members.values() if m.cluster in event.clusters]
        for land in {m.land for m in people}:
            school = problem.school_holidays.get(land, ())
            holidays += sum(n in school for n in covered(problem, d))
        if d.host:
            away = [m for m in people if m.id != d.host]
            road += sum(2 * m.participants * problem.ways[m.id, d.host] for m in away)
    return (*values, holidays, road)


def choices(problem: WorkshopProblem) -> dict[EventId, list[EventDate]]:
    stands = {d.event for d in problem.fixed}
    return {
        e.id: [
            EventDate(e.id, Day(n), host)
            for n in range(FIRST, LAST + 1)
            for host in (problem.members if e.hosted else (None,))
        ]
        for e in problem.events.values()
        if e.id not in stands
    }


def countable(seed: int) -> tuple[WorkshopProblem, Iterator[tuple[EventDate, ...]]]:
    while True:
        problem = a_world(seed)
        lists = [
            [None, *(d for d in found if not refused(problem, d))]
            for found in choices(problem).values()
        ]
        if prod(map(len, lists)) <= 2_500:
            plans = (tuple(d for d in p if d is not None) for p in product(*lists))
            return problem, plans
        seed += 1_000


def some_plans(problem: WorkshopProblem, seed: int) -> list[tuple[EventDate, ...]]:
    rng = random.Random(seed)
    found = choices(problem)
    faults = {d: refused(problem, d) for ds in found.values() for d in ds}
    single = sorted({r for f in faults.values() for r in f if len(f) == 1})
    plans = [(rng.choice([d for d in faults if faults[d] == {r}]),) for r in single]
    good = [d for d in faults if not faults[d]]
    if good:
        sizes = (2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3)
        plans += [tuple(dict.fromkeys(rng.choices(good, k=size))) for size in sizes]
    return plans


@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_the_best_of_all_that_break_no_rule(seed: int):
    problem, plans = countable(seed)
    plan = solve(problem, PROFILE, LIMITS)
    best = min(vector(problem, p) for p in plans if not breached(problem, p))
    assert all(tier.proven for tier in plan.tiers)
    assert tuple(tier.value for tier in plan.tiers) == best
    assert vector(problem, plan.assignments) == best
    assert not breached(problem, plan.assignments)
    for alone in plan.unplaced:
        told = (*alone.days, *alone.hosts)
        assert told
        assert all(sentence(one.rule, one.facts) for one in told)


def test_audit_says_what_the_oracle_says_and_every_rule_binds():
    alone: Counter[str] = Counter()
    for seed in SEEDS:
        problem = a_world(seed)
        for plan in some_plans(problem, seed):
            report = audit(problem, PROFILE, WorkshopPlan(plan))
            broken = breached(problem, plan)
            assert {f.rule for f in report.findings if f.decided} == broken
            for f in report.findings:
                assert gaps_of(SENTENCES.infos[f.rule].sentence) == set(f.facts)
            if "one-event-date" not in broken:
                values = tuple(tier.value for tier in report.tiers)
                assert values == vector(problem, plan)
            alone.update(broken if len(broken) == 1 else ())
    few = {kind.info.id for kind in RULES if alone[kind.info.id] < len(SEEDS) * 0.05}
    assert few == set()


@pytest.mark.parametrize("seed", range(4))
def test_problem_and_plan_survive_the_way_through_bytes(seed: int):
    problem = a_world(seed)
    assert problem_from_bytes(problem_to_bytes(problem)) == problem
    plan = solve(problem, PROFILE, LIMITS)
    assert plan_from_bytes(plan_to_bytes(plan)) == plan


def some_clusters(count: int, seed: int = 1) -> WorkshopProblem:
    """Clusters of three or four communes from two Länder, a year."""
    rng = random.Random(seed)
    clusters = [ClusterId(f"v{n}") for n in range(count)]
    events, gaps = series(
        clusters, day("2027-01-11"), day("2027-12-17"), SeriesNumbers(communal_day=True)
    )
    members = {}
    for cluster in clusters:
        for n in range(rng.choice((3, 4))):
            id_ = MemberId(f"{cluster}-{n}")
            land = rng.choice((TH, TH, SN))
            members[id_] = Member(id_, cluster, land, 12, rng.choice((0, 50, 60)))
        roomy = MemberId(f"{cluster}-0")
        members[roomy] = replace(members[roomy], room=60)
    public = frozenset(day(d) for d in HOLIDAYS.split())
    school = frozenset().union(*(days(*span) for span in SCHOOL))
    return WorkshopProblem(
        members,
        {event.id: event for event in events},
        gaps,
        {
            (a.id, b.id): rng.randint(15, 90)
            for a, b in permutations(members.values(), 2)
            if a.cluster == b.cluster
        },
        {TH: public, SN: public | {day("2027-11-17")}},
        {TH: school, SN: school},
        tuple(
            ProgrammeDay(Day(number), DayKind.WORKING_GROUP)
            for number in range(day("2027-01-11"), day("2028-07-01"))
            if rng.random() < 0.2
        ),
    )


def test_two_clusters_are_planned_and_proven_on_every_tier():
    off = RuleId("event-school-holidays")
    profile = replace(PROFILE, settings={off: RuleSetting(off, {}, active=False)})
    problem = some_clusters(2)
    plan = solve(problem, profile, LIMITS)
    assert all(tier.proven for tier in plan.tiers)
    assert plan.tiers[0].value == 0
    assert audit(problem, profile, plan).accepted
    begins = {d.event: d.day for d in plan.assignments}
    for cluster in ("v0", "v1"):
        order = [
            begins[EventId(name)]
            for name in (
                "opening",
                f"{cluster}/group/1",
                f"{cluster}/workshop/1",
                f"{cluster}/group/2",
                f"{cluster}/group/3",
                f"{cluster}/workshop/2",
                f"{cluster}/workshop/3",
                f"{cluster}/steering/3",
                "closing",
            )
        ]
        assert order == sorted(order)
        meetings = [begins[EventId(f"{cluster}/group/{n}")] for n in range(1, 7)]
        apart = SeriesNumbers().group_apart
        assert all(b - a >= apart for a, b in pairwise(meetings))


def test_a_series_too_short_leaves_events_open_and_says_why():
    events, gaps = series([ONE], FIRST, LAST, SeriesNumbers(conferences=False))
    world = a_world(1)
    members = {
        id_: replace(member, cluster=ONE, room=60)
        for id_, member in world.members.items()
    }
    problem = WorkshopProblem(
        members, {event.id: event for event in events}, gaps, world.ways
    )
    plan = solve(problem, PROFILE, LIMITS)
    assert plan.tiers[0].proven
    assert plan.tiers[0].value == len(plan.unplaced) > 0
    rules = {one.rule for alone in plan.unplaced for one in alone.days}
    assert "gaps-kept" in rules


def test_more_steering_than_workshops_is_refused():
    with pytest.raises(ProblemError, match="höchstens drei Steuerungstreffen"):
        SeriesNumbers(steering=4)
