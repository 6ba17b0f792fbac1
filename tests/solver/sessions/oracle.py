"""The rules and wishes of dates said again, naively, from the problem alone."""

from datetime import date
from itertools import combinations

from solver.sessions.problem import SessionKey, SessionProblem, Visit
from solver.slots import Day

Plan = tuple[Visit, ...]
LIMITS = {
    "least": 60,
    "most": 150,
    "sessions": 2,
    "minutes": 220,
    "apart": 4,
    "way": 15,
}


def refused_alone(problem: SessionProblem, visit: Visit) -> set[str]:
    """Rules that one visit breaks by itself."""
    engagement = problem.engagements[visit.session.engagement]
    coach = problem.coaches[engagement.coach]
    house = problem.kindergartens[engagement.kindergarten]
    on = date.fromordinal(visit.day)
    span = range(visit.slot.start, visit.slot.end)

    def inside(windows) -> bool:
        minutes = {
            m
            for w in windows
            if w.weekday == on.weekday()
            for m in range(w.slot.start, w.slot.end)
        }
        return all(m in minutes for m in span)

    def taken(busy, way: int) -> bool:
        slots = busy.get(visit.day, ())
        return any(m in span for s in slots for m in range(s.start - way, s.end + way))

    holidays, school = problem.public_holidays, problem.school_holidays
    month = on.year * 12 + on.month - 1
    says = {
        "own-month": month != visit.session.month or visit.day < problem.first_day,
        "session-length": not LIMITS["least"] <= len(span) <= LIMITS["most"],
        "public-holiday": visit.day in holidays.get(house.land, ())
        or visit.day in holidays.get(coach.land, ()),
        "no-school-holidays": visit.day in school.get(house.land, ()),
        "programme-day": any(p.day == visit.day for p in problem.programme_days),
        "kindergarten-closed": visit.day in house.closed,
        "coach-absent": visit.day in coach.absent,
        "date-refused": any(
            (r.session, r.day) == (visit.session, visit.day) for r in problem.refused
        ),
        "coach-window": not inside(coach.windows),
        "kindergarten-open": not inside(house.opening),
        "coach-busy": taken(coach.busy, LIMITS["way"]) or taken(coach.out, 0),
        "kindergarten-busy": taken(house.busy, 0),
    }
    return {rule for rule, refuses in says.items() if refuses}


def breached(problem: SessionProblem, plan: Plan) -> set[str]:
    """Ids of the rules that a plan breaks by what it decides."""
    found = {rule for visit in plan for rule in refused_alone(problem, visit)}
    for day in {visit.day for visit in plan}:
        visits = [v for v in (*problem.fixed, *plan) if v.day == day]
        travel, possible = drive(problem, day, visits)
        if not possible:
            found.add("travel-time")
        minutes = travel + sum(v.slot.end - v.slot.start for v in visits)
        if len(visits) > LIMITS["sessions"] or minutes > LIMITS["minutes"]:
            found.add("day-load")
    for one, other in combinations((*problem.fixed, *plan), 2):
        if other in plan:
            found |= _together(problem, one, other)
    if any(_crowded(problem, visit) for visit in plan):
        found.add("days-apart")
    return found


def _crowded(problem: SessionProblem, visit: Visit) -> bool:
    pair = _pair(problem, visit.session)
    return any(
        (a.coach, a.kindergarten) == pair and abs(visit.day - a.day) < LIMITS["apart"]
        for a in problem.around
    )


def _pair(problem: SessionProblem, key: SessionKey) -> tuple[str, str]:
    engagement = problem.engagements[key.engagement]
    return engagement.coach, engagement.kindergarten


def _together(problem: SessionProblem, one: Visit, other: Visit) -> set[str]:
    if one.session == other.session:
        return {"one-date"}
    found = set()
    first, second = sorted((one, other), key=lambda v: v.session)
    near = abs(one.day - other.day) < LIMITS["apart"]
    if near and _pair(problem, one.session) == _pair(problem, other.session):
        found.add("days-apart")
    months = {(v.session.engagement, v.session.month) for v in (one, other)}
    if len(months) == 1 and first.day >= second.day:
        found.add("in-order")
    return found


def _range(slot) -> range:
    return range(slot.start, slot.end)


def way(problem: SessionProblem, start: str, end: str) -> int:
    """The shortest way between two places of the coach; home is ``""``."""
    houses = {e.kindergarten for e in problem.engagements.values()}
    coach = next(iter(problem.coaches))

    def direct(a: str, b: str) -> int:
        if a == b:
            return 0
        if not a or not b:
            return problem.ways[coach, a or b]
        given = problem.between.get((a, b), problem.between.get((b, a)))
        home = problem.ways[coach, a] + problem.ways[coach, b]
        return home if given is None else min(given, home)

    best = direct(start, end)
    for one in houses:
        best = min(best, direct(start, one) + direct(one, end))
        for other in houses:
            best = min(
                best, direct(start, one) + direct(one, other) + direct(other, end)
            )
    return best


def drive(problem: SessionProblem, day: Day, visits: list[Visit]) -> tuple[int, bool]:
    """Minutes on the road that day, minute by minute, and whether there is time."""
    stops = sorted(visits, key=lambda v: (v.slot.start, v.slot.end))
    house = {v: problem.engagements[v.session.engagement].kindergarten for v in stops}
    out = _out(problem, day, house)
    legs = []
    for number, v in enumerate(stops):
        first, end = _stretch(out, v.slot.start)
        before = stops[number - 1] if number else None
        if before is not None and _stretch(out, before.slot.start) == (first, end):
            time = v.slot.start - before.slot.end
            legs.append((time, way(problem, house[before], house[v])))
        else:
            legs.append((v.slot.start - first, way(problem, "", house[v])))
        after = stops[number + 1] if number + 1 < len(stops) else None
        if after is None or _stretch(out, after.slot.start) != (first, end):
            legs.append((end - v.slot.end, way(problem, "", house[v])))
    return sum(needed for _, needed in legs), all(time >= n for time, n in legs)


def _out(problem: SessionProblem, day: Day, house: dict[Visit, str]) -> set[int]:
    """Minutes in which the coach can be out; ways to what was agreed are."""
    coach = next(iter(problem.coaches.values()))
    weekday = date.fromordinal(day).weekday()
    windows = (w.slot for w in coach.windows if w.weekday == weekday)
    out = {m for slot in windows for m in _range(slot)}
    taken = (*coach.busy.get(day, ()), *coach.out.get(day, ()))
    out -= {m for slot in taken for m in _range(slot)}
    agreed = set()
    for v, place in house.items():
        if not set(_range(v.slot)) <= out:
            home = way(problem, "", place)
            agreed |= set(range(v.slot.start - home, v.slot.end + home))
    return out | agreed


def _stretch(out: set[int], minute: int) -> tuple[int, int]:
    first = last = minute
    while first - 1 in out:
        first -= 1
    while last + 1 in out:
        last += 1
    return first, last + 1


def vector(problem: SessionProblem, plan: Plan) -> tuple[int, ...]:
    """What each tier of the default order is worth, in that order."""
    date_of = {v.session: v for v in (*problem.fixed, *plan)}
    fixed = {v.session for v in problem.fixed}
    open_ = [k for k in _keys(problem) if k not in fixed]
    values = [sum(k not in date_of for k in open_)]
    published = [v for v in problem.published if v.session not in fixed]
    if published:
        values.append(sum(v not in plan for v in published))
    values.append(sum("no-school-holidays" in refused_alone(problem, v) for v in plan))
    values.append(sum(_unwished(problem, v) for v in plan))
    values.append(_uneven(problem, date_of, fixed))
    days = {v.day for v in (*problem.fixed, *plan)}
    values.append(
        sum(
            drive(problem, d, [v for v in (*problem.fixed, *plan) if v.day == d])[0]
            for d in days
        )
    )
    return tuple(values)


def _keys(problem: SessionProblem):
    return [
        SessionKey(e.id, month, number)
        for e in problem.engagements.values()
        for month in range(e.first_month, e.last_month + 1)
        for number in range(1, e.visits_per_month + 1)
    ]


def _unwished(problem: SessionProblem, visit: Visit) -> bool:
    engagement = problem.engagements[visit.session.engagement]
    wanted = problem.kindergartens[engagement.kindergarten].preferred_weekdays
    return bool(wanted) and date.fromordinal(visit.day).weekday() not in wanted


def _uneven(problem: SessionProblem, date_of, fixed) -> int:
    value = 0
    for pair in {_pair(problem, key) for key in _keys(problem)}:
        keys = [key for key in _keys(problem) if _pair(problem, key) == pair]
        keys.sort(key=lambda key: key.month)
        standing = [a.day for a in problem.around if (a.coach, a.kindergarten) == pair]
        for one, other in zip((None, *keys), (*keys, None), strict=True):
            if one is None or other is None or other.month - one.month > 1:
                value += _from_standing(problem, date_of, fixed, standing, one, other)
            elif {one, other} - fixed and one in date_of and other in date_of:
                value += _off(problem, one, date_of[one].day, date_of[other].day)
    return value


def _from_standing(problem, date_of, fixed, standing, one, other) -> int:
    """From the month before ``other`` to it, and from ``one`` to the month after."""
    value = 0
    if other is not None and other not in fixed and other in date_of:
        before = [d for d in standing if _month(d) == other.month - 1]
        if before:
            value += _off(problem, other, max(before), date_of[other].day)
    if one is not None and one not in fixed and one in date_of:
        after = [d for d in standing if _month(d) == one.month + 1]
        if after:
            value += _off(problem, one, date_of[one].day, min(after))
    return value


def _month(day: Day) -> int:
    on = date.fromordinal(day)
    return on.year * 12 + on.month - 1


def _off(problem: SessionProblem, key: SessionKey, one: Day, other: Day) -> int:
    """Weeks by which a gap is off the rhythm of a session's engagement."""
    mondays = [d - date.fromordinal(d).weekday() for d in (one, other)]
    gap = (mondays[1] - mondays[0]) // 7
    visits = problem.engagements[key.engagement].visits_per_month
    even = [w for w in range(60) if abs(w * 12 * visits - 52) < 12 * visits]
    return min(abs(gap - w) for w in even)
