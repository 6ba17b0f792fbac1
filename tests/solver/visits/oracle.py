"""The rules of contact visits once more, minute by minute, without the solver's help.

Only the words of the rules are followed here; nothing is imported but the data.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from solver.slots import Day, Slot
from solver.substitution.problem import PersonId
from solver.visits.problem import Traveller, Visit, VisitProblem

Minutes = set[int]


def minutes(slot: Slot) -> Minutes:
    return set(range(slot.start, slot.end))


def runs(found: Minutes) -> list[tuple[int, int]]:
    """Stretches of minutes in a row."""
    starts = sorted(m for m in found if m - 1 not in found)
    ends = sorted(m + 1 for m in found if m + 1 not in found)
    return list(zip(starts, ends, strict=True))


class Oracle:
    """Which rules a plan breaks, with the numbers of the rules that are asked about."""

    def __init__(self, problem: VisitProblem, **numbers: int) -> None:
        self.problem = problem
        self.numbers = numbers

    def broken(self, plan: tuple[Visit, ...]) -> set[str]:
        found = {rule for visit in plan for rule in self._alone(visit)}
        return found.union(self._days(plan), self._many(plan))

    def _bond(self, visit: Visit):
        return self.problem.bonds[visit.bond]

    def _way(self, one, other) -> int | None:
        if one is None or other is None or one == other:
            return 0
        return self.problem.place_minutes.get((one, other))

    def _away(self, person: PersonId, day: Day) -> Minutes:
        return set().union(
            *map(minutes, self.problem.persons[person].absent.get(day, ()))
        )

    def _care(self, person: PersonId, day: Day) -> Iterator[tuple[str, str, Minutes]]:
        """Children with a person: each stretch of their time there."""
        for row in self.problem.booked:
            if (row.person, row.day) == (person, day):
                for start, end in runs(minutes(row.slot) - self._away(person, day)):
                    yield row.child, row.place, set(range(start, end))

    def _goes(self, visit: Visit) -> PersonId:
        bond = self._bond(visit)
        return bond.visitor if bond.traveller is Traveller.VISITOR else bond.host

    def _outing(self, visit: Visit) -> Minutes | None:
        home, place = (
            self.problem.persons[self._goes(visit)].home,
            self._bond(visit).place,
        )
        out, back = self._way(home, place), self._way(place, home)
        if out is None or back is None:
            return None
        start, end = visit.slot.start - out, visit.slot.end + back
        return set(range(start, end)) if start >= 0 and end <= 1440 else None

    def _along(self, visit: Visit) -> set[str]:
        outing = self._outing(visit)
        care = self._care(self._goes(visit), visit.day)
        return {child for child, _, there in care if outing and outing <= there}

    def _at_home(self, visit: Visit) -> set[str]:
        bond, count = self._bond(visit), Counter()
        for child, place, there in self._care(bond.host, visit.day):
            if place == bond.place:
                count[child] += len(there & minutes(visit.slot))
        return {c for c, shared in count.items() if 2 * shared >= visit.slot.minutes}

    def _alone(self, visit: Visit) -> Iterator[str]:
        problem, bond, day = self.problem, self._bond(visit), visit.day
        slot, visitor = minutes(visit.slot), problem.persons[bond.visitor]
        if any((r.bond, r.day) == (visit.bond, day) for r in problem.refused):
            yield "contact-day-refused"
        there = set().union(*map(minutes, visitor.available.get(day, ())))
        if not slot <= there - self._away(bond.visitor, day):
            yield "contact-visitor-free"
        comes = bond.traveller is Traveller.HOST
        met = self._along(visit) if comes else self._at_home(visit)
        if not met or slot & self._away(bond.host, day):
            yield "contact-household-there"
        place = problem.places[bond.place]
        opened = set(range(1440))
        if place.open is not None and day in place.open:
            opened = set().union(*map(minutes, place.open[day]))
        if not slot <= opened:
            yield "contact-place-open"
        yield from self._of_ways(visit)
        if visitor.employed and not self._rested(visit):
            yield "contact-rest"

    def _of_ways(self, visit: Visit) -> Iterator[str]:
        """What concerns the way there, and the children on it."""
        problem, bond, day = self.problem, self._bond(visit), visit.day
        place = problem.places[bond.place]
        home = problem.persons[self._goes(visit)].home
        way, outing = self._way(home, bond.place), self._outing(visit)
        if way is None or outing is None or way > self.numbers["reach"]:
            yield "contact-reach"
        for _, _, there in self._care(self._goes(visit), day):
            if outing and there & outing and not outing <= there:
                yield "contact-own-children"
        along = self._along(visit)
        hosts = {
            child
            for child, at, stretch in self._care(bond.host, day)
            if at == bond.place and stretch & minutes(visit.slot)
        }
        most = place.max_children
        if along and most is not None and len(along | hosts) > most:
            yield "contact-room"

    def _rested(self, visit: Visit) -> bool:
        """Eleven hours to whatever is on the day before and after."""
        person, slot = self._bond(visit).visitor, visit.slot
        if slot.start < 360 or slot.end > 1140:
            return False
        for shift in (-1440, 1440):
            day = Day(visit.day + shift // 1440)
            work = [minutes(s.slot) for s in self._stays(person, day)]
            work += [there for _, _, there in self._care(person, day)]
            for one in work:
                start, end = min(one) + shift, max(one) + 1 + shift
                if max(start - slot.end, slot.start - end) < 660:
                    return False
        return True

    def _stays(self, person: PersonId, day: Day):
        return [s for s in self.problem.stays if (s.person, s.day) == (person, day)]

    def _days(self, plan: tuple[Visit, ...]) -> Iterator[str]:
        for person, day in {(self._bond(v).visitor, v.day) for v in plan}:
            own = [v for v in plan if (self._bond(v).visitor, v.day) == (person, day)]
            if len(own) > self.numbers["visits"]:
                yield "contact-visits-per-day"
            stops = self._stops(person, day, own)
            legs = list(self._legs(stops))
            if any(way is None or gap < way for _, gap, way in legs):
                yield "contact-travel-time"
            if not self.problem.persons[person].employed:
                continue
            if self._work(stops, legs) > self.numbers["day"]:
                yield "contact-daily-limit"
            before = self._stops(person, day, [])
            least = self._stretch(before, list(self._legs(before)))
            if self._stretch(stops, legs) > max(self.numbers["alone"], least):
                yield "contact-breaks"

    def _stops(self, person: PersonId, day: Day, own: list[Visit]):
        """Start, end, place, and whether it is a visit."""
        stops = [
            (s.slot.start, s.slot.end, s.place, False) for s in self._stays(person, day)
        ]
        out: Minutes = set()
        for visit in own:
            stops.append(
                (visit.slot.start, visit.slot.end, self._bond(visit).place, True)
            )
            if self._goes(visit) != person:
                out |= minutes(visit.slot)
            elif self._along(visit):
                out |= self._outing(visit) or set()
        places = {place for _, place, _ in self._care(person, day)}
        for place in places:
            care = set().union(
                *(t for _, at, t in self._care(person, day) if at == place)
            )
            stops += [(s, e, place, False) for s, e in runs(care - out)]
        return sorted(stops)

    def _legs(self, stops):
        """When a way begins, how long there is for it, and what it takes."""
        for number, stop in enumerate(stops[1:], 1):
            before = max(stops[:number], key=lambda s: s[1])
            gap = stop[0] - before[1]
            if before[2] != stop[2]:
                way = self._way(before[2], stop[2])
                late = max(0, gap - (way or 0)) if before[3] else 0
                yield before[1] + late, gap, way
            elif gap < 0 and (before[3] or stop[3]):
                yield before[1], gap, 0

    def _work(self, stops, legs) -> int:
        there = set().union(*(set(range(s, e)) for s, e, _, _ in stops))
        return len(there) + sum(way or 0 for _, _, way in legs)

    def _stretch(self, stops, legs) -> int:
        """The longest time alone or on the way without a quarter of an hour's break."""
        bound = set().union(*(set(range(s, e)) for s, e, _, v in stops if not v), ())
        for start, _, way in legs:
            bound |= set(range(start, start + (way or 0)))
        closed = set(bound)
        for (_, end), (start, _) in zip(runs(bound), runs(bound)[1:], strict=False):
            if start - end < 15:
                closed |= set(range(end, start))
        return max((end - start for start, end in runs(closed)), default=0)

    def _many(self, plan: tuple[Visit, ...]) -> Iterator[str]:
        houses: Counter = Counter()
        weeks: Counter = Counter()
        for visit in plan:
            bond = self._bond(visit)
            houses[bond.host, visit.day] += 1
            if bond.traveller is Traveller.VISITOR and self._along(visit):
                houses[bond.visitor, visit.day] += 1
            weeks[bond.id, (visit.day - 1) // 7 // bond.every_weeks] += 1
        if any(count > 1 for count in houses.values()):
            yield "contact-household-day"
        if any(count > 1 for count in weeks.values()):
            yield "contact-cadence"
        if any(self._overworked(plan, *key) for key in self._person_weeks(plan)):
            yield "contact-weekly-hours"

    def _person_weeks(self, plan: tuple[Visit, ...]):
        return {
            (self._bond(v).visitor, date.fromordinal(v.day).isocalendar()[:2])
            for v in plan
        }

    def _overworked(self, plan: tuple[Visit, ...], person: PersonId, week) -> bool:
        """More than the contract of a week in which visits add anything."""
        found = self.problem.persons[person]
        if not found.employed or found.contract_minutes is None:
            return False
        total = before = 0
        for day in range(self.problem.first_day, self.problem.last_day + 1):
            if date.fromordinal(day).isocalendar()[:2] == week:
                own = [
                    v for v in plan if (self._bond(v).visitor, v.day) == (person, day)
                ]
                for visits, added in ((own, True), ([], False)):
                    stops = self._stops(person, Day(day), visits)
                    work = self._work(stops, list(self._legs(stops)))
                    total, before = (
                        (total + work, before) if added else (total, before + work)
                    )
        return total > max(found.contract_minutes, before)
