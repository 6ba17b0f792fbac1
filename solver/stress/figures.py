"""From values to figures per person and district."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from solver.stress.absences import with_absence
from solver.stress.bottlenecks import worst_bottleneck
from solver.stress.result import (
    Coverage,
    DistrictFigures,
    OpenTime,
    PairAbsence,
    PersonFigures,
    SingleAbsence,
)
from solver.substitution.problem import PersonId

#: How many of those on whom most hangs are named.
MOST_FRAGILE = 10

_Surplus = Mapping[PersonId, Mapping[PersonId, int]]


def coverage_of(singles: Iterable[SingleAbsence]) -> Coverage:
    """How much of what single absences need is covered."""
    found = Coverage()
    for single in singles:
        found = with_absence(found, single.needed_minutes, single.uncovered_minutes)
    return found


def person_figures(
    persons: Iterable[PersonId],
    singles: Sequence[SingleAbsence],
    pairs: Sequence[PairAbsence],
    districts: Mapping[PersonId, str],
) -> tuple[PersonFigures, ...]:
    """Figures of everybody, over all days of the week."""
    of: dict[PersonId, list[SingleAbsence]] = defaultdict(list)
    for single in singles:
        of[single.person].append(single)
    surplus = _surplus(pairs)
    return tuple(
        _figures(person, districts.get(person, ""), of[person], surplus)
        for person in sorted(persons)
    )


def _surplus(pairs: Iterable[PairAbsence]) -> _Surplus:
    """Surplus over the week of each two persons, both ways round."""
    found: dict[PersonId, dict[PersonId, int]] = defaultdict(lambda: defaultdict(int))
    for pair in pairs:
        found[pair.first][pair.second] += pair.surplus_minutes
        found[pair.second][pair.first] += pair.surplus_minutes
    return found


def _figures(
    person: PersonId, district: str, own: Sequence[SingleAbsence], surplus: _Surplus
) -> PersonFigures:
    partners = {p: m for p, m in surplus.get(person, {}).items() if m > 0}
    worst = min(partners, key=lambda p: (-partners[p], p), default=None)
    gaps: list[OpenTime] = [gap for single in own for gap in single.gaps]
    return PersonFigures(
        person=person,
        district=district,
        needed_minutes=sum(single.needed_minutes for single in own),
        uncovered_minutes=sum(single.uncovered_minutes for single in own),
        worst_partner=worst,
        worst_surplus_minutes=partners[worst] if worst is not None else 0,
        bottleneck=worst_bottleneck(gaps),
        substitute_surplus_minutes=sum(partners.values()),
        partners=len(partners),
    )


def district_figures(
    singles: Iterable[SingleAbsence], districts: Mapping[PersonId, str]
) -> tuple[DistrictFigures, ...]:
    """Coverage of single absences by the district of who is away."""
    found: dict[str, list[SingleAbsence]] = defaultdict(list)
    for single in singles:
        found[districts.get(single.person, "")].append(single)
    return tuple(
        DistrictFigures(name, len({s.person for s in inside}), coverage_of(inside))
        for name, inside in sorted(found.items())
    )


def most_fragile(figures: Iterable[PersonFigures]) -> tuple[PersonId, ...]:
    """Those whose absence together with another's leaves most open, worst first."""
    hanging = [f for f in figures if f.substitute_surplus_minutes > 0]
    hanging.sort(key=lambda f: (-f.substitute_surplus_minutes, f.person))
    return tuple(f.person for f in hanging[:MOST_FRAGILE])
