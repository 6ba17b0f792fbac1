"""The pair rules said naively: each is true where the rule says no."""

from collections.abc import Callable
from datetime import date

from solver.substitution.plan import Option
from solver.substitution.problem import Familiarity, PersonKind
from tests.solver.oracle import PROOFS, Oracle, ticks


def _cooperation(o: Oracle, x: Option) -> bool:
    return not any(
        link.absent == o.need(x).absent
        and link.substitute == x.person
        and link.place == x.place
        and (link.first_day or 0) <= x.day <= (link.last_day or 10**9)
        and (link.children is None or x.child in link.children)
        for link in o.problem.links
    )


def _piece_length(o: Oracle, x: Option) -> bool:
    step = o.numbers["piece-length", "step_minutes"]
    for start, end in o.stretches(o.need(x)):
        stretch = o.minutes(x.day, ticks(start, end))
        least = min(o.numbers["piece-length", "min_piece_minutes"], stretch)
        inside = start <= x.slot.start and x.slot.end <= end
        grid = (x.slot.start == start or x.slot.start % step == 0) and (
            x.slot.end == end or x.slot.end % step == 0
        )
        whole = (x.slot.start, x.slot.end) == (start, end)
        long = o.minutes(x.day, ticks(x.slot.start, x.slot.end))
        if inside and (whole or (grid and long >= least)):
            return False
    return True


def _availability(o: Oracle, x: Option) -> bool:
    return not ticks(x.slot.start, x.slot.end) <= o.free(x.person, x.day)


def _exclusions(o: Oracle, x: Option) -> bool:
    return any(
        e.person == x.person
        and e.first_day <= x.day <= e.last_day
        and e.child in (None, x.child)
        and e.need in (None, x.need)
        for e in o.problem.exclusions
    )


def _personal_limits(o: Oracle, x: Option) -> bool:
    limits = o.person(x).limits
    youngest = limits.min_age_months if limits.min_age_months is not None else -1000
    oldest = limits.max_age_months if limits.max_age_months is not None else 1000
    day_off = date.fromordinal(x.day).weekday() in limits.weekdays_off
    return day_off or not youngest <= o.months(x) <= oldest


def _permit(o: Oracle, x: Option) -> bool:
    permit = o.person(x).permit
    if permit is None:
        return o.person(x).kind is not PersonKind.KITA_STAFF
    youngest = permit.min_age_months if permit.min_age_months is not None else -1000
    oldest = permit.max_age_months if permit.max_age_months is not None else 1000
    inside = permit.hours is None or (
        permit.hours.start <= x.slot.start and x.slot.end <= permit.hours.end
    )
    valid = (permit.valid_from or 0) <= x.day <= (permit.valid_until or 10**9)
    return not (valid and inside and youngest <= o.months(x) <= oldest)


def _credentials(o: Oracle, x: Option) -> bool:
    if o.person(x).kind is PersonKind.KITA_STAFF:
        return False
    held = {
        c.kind
        for c in o.person(x).credentials
        if (c.valid_from or 0) <= x.day <= (c.valid_until or 10**9)
    }
    return not set(PROOFS) <= held


def _qualification(o: Oracle, x: Option) -> bool:
    person = o.person(x)
    if person.kind is PersonKind.KITA_STAFF:
        return False
    step = "professional_units" if person.professional else "min_units"
    few = person.qualification_units < o.numbers["qualification", step]
    wanted = o.problem.children[x.child].required_capabilities
    return few or ("inclusion" in wanted and person.inclusion_units < 100)


def _capabilities(o: Oracle, x: Option) -> bool:
    offered = o.person(x).capabilities | o.problem.places[x.place].capabilities
    wanted = o.problem.children[x.child].required_capabilities
    return not wanted <= offered | {"inclusion"}


def _familiarity(o: Oracle, x: Option) -> bool:
    level = Familiarity[o.numbers["familiarity-level", "level"].upper()]
    by_place = o.numbers["familiarity-level", "by_place"]
    states = [
        r.state
        for r in o.problem.familiarity
        if (r.child, r.person) == (x.child, x.person)
        and r.first_day <= x.day <= r.last_day
        and (not by_place or r.place in (None, x.place))
    ]
    passed = any(
        (p.child, p.person) == (x.child, x.person)
        and p.first_day <= x.day <= p.last_day
        for p in o.problem.overrides
    )
    return max(states, default=Familiarity.UNKNOWN) < level and not passed


def _place_usable(o: Oracle, x: Option) -> bool:
    place = o.problem.places[x.place]
    there = set().union(*o.staff_there(x.place, x.day).values())
    return not (
        place.usable_without_owner
        or x.person in place.staff
        or ticks(x.slot.start, x.slot.end) <= there
    )


def _place_open(o: Oracle, x: Option) -> bool:
    hours = o.problem.places[x.place].open
    if hours is None or x.day not in hours:
        return False
    opened = set().union(*(ticks(s.start, s.end) for s in hours[x.day]))
    return not ticks(x.slot.start, x.slot.end) <= opened


def _extra_way(o: Oracle, x: Option) -> bool:
    regular = o.need(x).regular_place
    if x.place == regular:
        return False
    ways = o.problem.family_minutes
    if (x.child, x.place) not in ways:
        return True
    limit = o.problem.children[x.child].max_extra_way_minutes
    if limit is None:
        limit = o.numbers["extra-way-limit", "max_extra_way_minutes"]
    return ways[x.child, x.place] - ways.get((x.child, regular), 0) > limit


PAIR: dict[str, Callable[[Oracle, Option], bool]] = {
    "cooperation": _cooperation,
    "piece-length": _piece_length,
    "availability": _availability,
    "exclusions": _exclusions,
    "personal-limits": _personal_limits,
    "permit": _permit,
    "credentials": _credentials,
    "qualification": _qualification,
    "capabilities": _capabilities,
    "familiarity-level": _familiarity,
    "place-usable": _place_usable,
    "place-open": _place_open,
    "extra-way-limit": _extra_way,
}
