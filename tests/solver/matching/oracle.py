"""The rules and wishes of matching said again, naively, from the problem alone."""

from solver.matching.problem import Engagement, MatchingProblem, Stage, Way

Plan = tuple[Engagement, ...]


def breached(problem: MatchingProblem, plan: Plan) -> set[str]:
    """Ids of the rules that a plan breaks by what it decides."""
    found = {rule for e in plan for rule in _alone(problem, e)}
    everything = (*problem.fixed, *plan)
    for e in plan:
        if sum(o.kindergarten == e.kindergarten for o in everything) > 1:
            found.add("one-coach")
        coach = problem.coaches[e.coach]
        for month in months(problem, e):
            there = coach.other_kindergartens.get(month, 0) + sum(
                o.coach == e.coach and month in months(problem, o) for o in everything
            )
            if there > (
                99 if coach.max_kindergartens is None else coach.max_kindergartens
            ):
                found.add("kindergartens-per-coach")
            minutes = sum(
                use(problem, o, month)
                for o in everything
                if o.coach == e.coach and month in months(problem, o)
            )
            if minutes > coach.minutes_by_month.get(month, coach.monthly_minutes):
                found.add("coach-hours")
        county = problem.kindergartens[e.kindergarten].county
        budget = problem.counties[county].budget_cents
        spent = sum(
            cents(problem, o)
            for o in everything
            if problem.kindergartens[o.kindergarten].county == county
        )
        if budget is not None and cents(problem, e) and spent > budget:
            found.add("county-budget")
    return found


def _alone(problem: MatchingProblem, e: Engagement) -> set[str]:
    coach, kita = problem.coaches[e.coach], problem.kindergartens[e.kindergarten]
    pair = (e.coach, e.kindergarten)
    weight = sum(kita.topics.values())
    known = sum(w for t, w in kita.topics.items() if coach.topics.get(t, 0) > 0)
    says = {
        "conflict-of-interest": any(
            (c.coach, c.kindergarten) == pair for c in problem.conflicts
        ),
        "pair-wanted": any((r.coach, r.kindergarten) == pair for r in problem.refused),
        "same-language": not kita.languages <= coach.languages,
        "within-reach": any(_too_far(problem, e, m) for m in months(problem, e)),
        "experienced-at-start": kita.stage is Stage.START
        and coach.experience_years < 2,
        "topics-covered": 2 * known < weight,
        "hours-agreed": not kita.min_half_hours
        <= e.half_hours
        <= kita.wished_half_hours,
    }
    return {rule for rule, refuses in says.items() if refuses}


def months(problem: MatchingProblem, e: Engagement) -> range:
    kita = problem.kindergartens[e.kindergarten]
    return range(kita.first_month, kita.last_month + 1)


def way_in(problem: MatchingProblem, e: Engagement, month: int) -> Way | None:
    ways = problem.ways
    for since in sorted(problem.ways_from):
        if since <= month:
            ways = problem.ways_from[since]
    return ways.get((e.coach, e.kindergarten))


def _too_far(problem: MatchingProblem, e: Engagement, month: int) -> bool:
    coach, way = problem.coaches[e.coach], way_in(problem, e, month)
    most = coach.max_way_by_month.get(month, coach.max_way_minutes)
    return way is None or (most is not None and way.minutes > most)


def use(problem: MatchingProblem, e: Engagement, month: int) -> int:
    pair = (e.coach, e.kindergarten)
    if pair in problem.use_minutes:
        return problem.use_minutes[pair]
    return 30 * e.half_hours + road(problem, e, month)


def road(problem: MatchingProblem, e: Engagement, month: int) -> int:
    way = way_in(problem, e, month)
    visits = problem.kindergartens[e.kindergarten].visits_per_month
    return 2 * way.minutes * visits if way else 0


def longest_road(problem: MatchingProblem, e: Engagement) -> int:
    return max(road(problem, e, month) for month in months(problem, e))


def cents(problem: MatchingProblem, e: Engagement) -> int:
    visits = problem.kindergartens[e.kindergarten].visits_per_month
    ways = [way_in(problem, e, month) for month in months(problem, e)]
    trips = sum(visits * way.round_trip_cents for way in ways if way)
    coach = problem.coaches[e.coach]
    fees = [
        coach.fee_by_month.get(month, coach.fee_cents_per_hour)
        for month in months(problem, e)
    ]
    return sum(fee * e.half_hours // 2 for fee in fees) + trips


def vector(problem: MatchingProblem, plan: Plan) -> tuple[int, ...]:
    """What each tier of the default order is worth, in that order."""
    fixed = {e.kindergarten for e in problem.fixed}
    open_ = [k for k in problem.kindergartens.values() if k.id not in fixed]
    coach_of = {e.kindergarten: e.coach for e in plan}
    alone = [k for k in open_ if k.id not in coach_of]
    kept = [k for k in open_ if coach_of.get(k.id) == k.last_coach and k.id in coach_of]
    values = [
        sum(k.stage is Stage.START for k in alone),
        len(alone),
        sum(k.wished_half_hours for k in open_) - sum(e.half_hours for e in plan),
        sum(k.last_coach is not None for k in open_) - len(kept),
        sum(_misfit(problem, e) for e in plan),
        sum(longest_road(problem, e) for e in plan),
        sum(_band_minutes(problem, plan, coach) for coach in problem.coaches),
        sum(cents(problem, e) for e in plan),
    ]
    if problem.scores:
        values.append(sum(problem.scores[e.coach, e.kindergarten] for e in plan))
    return tuple(values)


def _misfit(problem: MatchingProblem, e: Engagement) -> int:
    coach, kita = problem.coaches[e.coach], problem.kindergartens[e.kindergarten]
    topics = sum(w * (3 - coach.topics.get(t, 0)) for t, w in kita.topics.items())
    return topics + (3 if kita.stage not in coach.stages else 0)


def _band_minutes(problem: MatchingProblem, plan: Plan, coach: str) -> int:
    """Minute by minute: each costs the number of full bands below it."""
    width = problem.coaches[coach].monthly_minutes * 12 * 25 // 100
    base = problem.coaches[coach].history_minutes
    base += sum(_year(problem, e) for e in problem.fixed if e.coach == coach)
    more = sum(_year(problem, e) for e in plan if e.coach == coach)
    return sum(minute // width for minute in range(base, base + more))


def _year(problem: MatchingProblem, e: Engagement) -> int:
    return sum(use(problem, e, month) for month in months(problem, e))
