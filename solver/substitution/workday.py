"""The working day of an employed person: charge, ways between places, breaks.

Said twice on purpose: ``daywork`` counts a given day, ``post_days`` describes all
possible days by variables; brute force holds them together.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from solver.linear import LinearModel, Var
from solver.slots import Day, DayClock, Slot, merged
from solver.substitution.day_model import DayModel, Term
from solver.substitution.daywork import Stay, fixed_stays
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId, PlaceId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables


def option_groups(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day
) -> Iterator[set[PlaceId]]:
    """Groups of places that a day can combine, those that have options."""
    fixed = fixed_stays(index, person, day)
    options = variables.of_person_day(person, day)
    stays = dict.fromkeys((*fixed, *((o.place, o.slot) for o in options)))
    for places in _groups(index, day, list(stays)):
        if any(option.place in places for option in options):
            yield places


def most_work(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day
) -> int:
    """No fewer minutes than any choice of options makes a person's day."""
    fixed = fixed_stays(index, person, day)
    options = variables.of_person_day(person, day)
    stays = dict.fromkeys((*fixed, *((o.place, o.slot) for o in options)))
    most = 0
    clock = index.clock(day)
    for places in _groups(index, day, list(stays)):
        slots = [slot for place, slot in stays if place in places]
        if len(places) == 1:
            minutes = sum(map(clock.minutes, merged(slots)))
        else:
            first, last = min(s.start for s in slots), max(s.end for s in slots)
            minutes = clock.between(first, last)
        most = max(most, minutes)
    return most


def day_model(
    index: ProblemIndex,
    variables: Variables,
    person: PersonId,
    day: Day,
    places: set[PlaceId],
) -> DayModel:
    """The model of one group of places, built once and shared by all rules."""
    key = person, day, frozenset(places)
    known = variables.days.get(key)
    if known is None:
        here = [o for o in variables.of_person_day(person, day) if o.place in places]
        always = [s for s in fixed_stays(index, person, day) if s[0] in places]
        builder = _Builder(index, variables, person, day)
        known = variables.days[key] = builder.build(here, always)
    return known


def post_days(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day, longest: int
) -> Iterator[DayModel]:
    """Models of a person's day, one per group of places that a day can combine.

    Groups in which even everything together stays within ``longest`` minutes from the
    first to the last minute are left out. Where whatever is taken runs through without
    a gap and without relief, that stretch is bounded by ``longest`` here and now: it
    is work and bound time at once. A day uses one group: the ways to use them exclude
    one another, which the relaxation would not see in the rows about pairs.
    """
    fixed = fixed_stays(index, person, day)
    options = variables.of_person_day(person, day)
    stays = dict.fromkeys((*fixed, *((o.place, o.slot) for o in options)))
    groups = [
        places
        for places in _groups(index, day, list(stays))
        if any(option.place in places for option in options)
    ]
    ways: list[Var] = []
    clock = index.clock(day)
    for places in groups:
        inside = [slot for place, slot in stays if place in places]
        here = [o for o in options if o.place in places]
        always = [stay for stay in fixed if stay[0] in places]
        name = f"{person} am Tag {day}"
        first, last = min(s.start for s in inside), max(s.end for s in inside)
        if clock.between(first, last) > longest:
            if _runs_through(index, person, day, places, inside):
                slots = (*(o.slot for o in here), *(slot for _, slot in always))
                windows = _windows(clock, slots, longest)
                ways += _post_through(variables, here, always, windows, name)
                continue
            yield day_model(index, variables, person, day, places)
        if len(groups) > 1:
            taken = [variables.taken(o) for o in here]
            ways.append(any_of(variables, taken, f"{name}: {min(places)}"))
    if len(ways) > 1:
        row = tuple((way, 1) for way in ways)
        variables.model.add_at_most(row, 1, f"{person} am Tag {day}: auf eine Weise")


def _runs_through(
    index: ProblemIndex,
    person: PersonId,
    day: Day,
    places: set[PlaceId],
    slots: Sequence[Slot],
) -> bool:
    """Whether any stays at the group's only place are one stretch without relief."""
    return (
        len(places) == 1
        and max(s.start for s in slots) < min(s.end for s in slots)
        and not index.relief(person, next(iter(places)), day)
    )


def _windows(clock: DayClock, slots: Iterable[Slot], longest: int) -> list[Slot]:
    """Windows of ``longest`` minutes, one per start."""
    starts = sorted({slot.start for slot in slots})
    ends = ((start, clock.longest_from(start, longest)) for start in starts)
    return [Slot(start, end) for start, end in ends if start < end]


def _post_through(
    variables: Variables,
    options: Sequence[Option],
    fixed: Sequence[Stay],
    around: Iterable[Slot],
    name: str,
) -> list[Var]:
    """What is taken lies in the window chosen.

    Gives back the windows, of which the caller chooses at most one. An option's
    windows follow one another, so these rows alone leave the relaxation whole.
    """
    model = variables.model
    windows: dict[Var, Slot] = {}
    for window in around:
        if all(window.contains(slot) for _, slot in fixed):
            text = f"{name}: ab {window.start} in {options[0].place}"
            windows[model.new_bool(text)] = window
    for option in options:
        within = (v for v, slot in windows.items() if slot.contains(option.slot))
        row = ((variables.taken(option), 1), *((v, -1) for v in within))
        model.add_at_most(row, 0, f"{name}: durchgehend")
    return list(windows)


def same_day(option: Option, rivals: Iterable[Option]) -> Iterator[Option]:
    """Rivals on the day of the same person who need no way or leave time for it."""
    for rival in rivals:
        if (rival.person, rival.day) != (option.person, option.day):
            continue
        if rival.place == option.place or not rival.slot.overlaps(option.slot):
            yield rival


def clash(index: ProblemIndex, day: Day, one: Stay, other: Stay) -> bool:
    """Whether nobody can be at both on a day, the way between them counted."""
    if one[0] == other[0]:
        return False
    if other[1].start < one[1].start:
        one, other = other, one
    way = index.travel(one[0], other[0])
    left, there = one[1].end, other[1].start
    # What is skipped by a clock change takes no time, but still comes one by one.
    return way is None or there < left or index.clock(day).between(left, there) < way


def _groups(
    index: ProblemIndex, day: Day, stays: Sequence[Stay]
) -> Iterable[set[PlaceId]]:
    """Places that can be combined within a day, directly or over others."""
    group = {place: {place} for place, _ in stays}
    for one, other in combinations(stays, 2):
        if group[one[0]] is not group[other[0]] and not clash(index, day, one, other):
            joined = group[one[0]] | group[other[0]]
            for place in joined:
                group[place] = joined
    return {id(places): places for places in group.values()}.values()


class _Builder:
    """Builds the model of one group of places."""

    def __init__(
        self, index: ProblemIndex, variables: Variables, person: PersonId, day: Day
    ) -> None:
        self._index = index
        self._model: LinearModel = variables.model
        self._variables = variables
        self._person = person
        self._day = day
        self._name = f"{person} am Tag {day}"
        self._clock = index.clock(day)
        self._always: Var | None = None
        self._known: dict[tuple[PlaceId, frozenset[Var]], Var] = {}

    def build(self, options: Sequence[Option], fixed: Sequence[Stay]) -> DayModel:
        """Segments, who is where in each, and the ways between places."""
        taken: dict[Stay, list[Var]] = {stay: [] for stay in fixed}
        always = set(fixed)
        for option in options:
            stay = option.place, option.slot
            taken.setdefault(stay, []).append(self._variables.taken(option))
        if always:
            self._always = self._model.new_int(1, 1, f"{self._name}: fest")
            for stay in always:
                taken[stay] = [self._always]
        places = list(dict.fromkeys(place for place, _ in taken))
        day = DayModel(self._name, self._segments(list(taken), places), self._clock)
        there = [self._there(taken, segment) for segment in day.segments]
        for segment, at in zip(day.segments, there, strict=True):
            day.charge.append([(var, 1) for var in at.values()])
            day.bound.append(
                [(v, 1) for p, v in at.items() if not self._relieved(p, segment)]
            )
        day.way = self._ways(day, there) if len(places) > 1 else [[] for _ in there]
        return day

    def _segments(self, stays: list[Stay], places: list[PlaceId]) -> list[Slot]:
        """The day from first to last minute, cut wherever anything can change."""
        cuts = {minute for _, s in stays for minute in (s.start, s.end)}
        first, last = min(cuts), max(cuts)
        for place in places:
            for slot in self._index.relief(self._person, place, self._day):
                cuts.update((slot.start, slot.end))
        for (a, slot), b in ((stay, place) for stay in stays for place in places):
            way = self._index.travel(a, b) or 0
            cuts.add(self._clock.after(slot.end, way))
        inside = sorted(cut for cut in cuts if first <= cut <= last)
        return [Slot(a, b) for a, b in pairwise(inside)]

    def _there(self, taken: dict[Stay, list[Var]], segment: Slot) -> dict[PlaceId, Var]:
        """Per place a variable that is 1 exactly if she is in charge there."""
        found: dict[PlaceId, list[Var]] = {}
        for (place, slot), variables in taken.items():
            if slot.contains(segment):
                found.setdefault(place, []).extend(variables)
        return {place: self._or(place, vars_) for place, vars_ in found.items()}

    def _or(self, place: PlaceId, taken: Sequence[Var]) -> Var:
        distinct = frozenset(taken)
        if self._always is not None and self._always in distinct:
            return self._always
        if len(distinct) == 1:
            return taken[0]
        known = self._known.get((place, distinct))
        if known is None:
            known = self._model.new_bool(f"{self._name}: an {place}")
            # All of them are taken at that time: of a child's pieces one at most.
            for together in self._variables.exclusive(sorted(distinct)):
                row = (*((var, 1) for var in together), (known, -1))
                self._model.add_at_most(row, 0, self._name)
            row = ((known, 1), *((var, -1) for var in sorted(distinct)))
            self._model.add_at_most(row, 0, self._name)
            self._known[place, distinct] = known
        return known

    def _relieved(self, place: PlaceId, segment: Slot) -> bool:
        relief = self._index.relief(self._person, place, self._day)
        return any(slot.contains(segment) for slot in relief)

    def _ways(
        self, day: DayModel, there: Sequence[dict[PlaceId, Var]]
    ) -> list[list[Term]]:
        """Per segment a variable that is at least 1 if she is on the way.

        She is if she was last in charge at one place, no longer ago than the way to
        another takes, and is next in charge there.
        """
        following = self._following(day, there)
        on_way: dict[int, Var] = {}
        for i, here in enumerate(there):
            for (a, from_a), b in product(here.items(), following[0]):
                way = self._index.travel(a, b) or 0
                until = self._clock.after(day.segments[i].end, way)
                between: list[Term] = []
                for s in range(i + 1, len(there) - 1):
                    if a == b or day.segments[s].end > until:
                        break
                    between += [(var, -1) for var, _ in day.charge[s]]
                    to_b = following[s + 1].get(b)
                    if to_b is None:
                        break
                    if s not in on_way:
                        name = f"{self._name}: unterwegs"
                        on_way[s] = self._model.new_bool(name)
                    # The first assignment raises what stands first: the way.
                    row = ((from_a, 1), (to_b, 1), (on_way[s], -1), *between)
                    self._model.add_at_most(row, 1, self._name)
        return [
            [(on_way[s], 1)] if s in on_way else [] for s in range(len(day.segments))
        ]

    def _following(
        self, day: DayModel, there: Sequence[dict[PlaceId, Var]]
    ) -> list[dict[PlaceId, Var]]:
        """Per segment and place a variable that is 1 if she is next in charge there.

        Counted from the segment on; a place she no longer comes to is missing.
        """
        following: list[dict[PlaceId, Var]] = [{} for _ in there]
        later: dict[PlaceId, Var] = {}
        for s in reversed(range(len(there))):
            for place in dict.fromkeys((*there[s], *later)):
                now, then = there[s].get(place), later.get(place)
                if then is None or not day.charge[s]:
                    known = now if then is None else then
                else:
                    known = self._model.new_bool(f"{self._name}: dann {place}")
                    charged = [(var, -1) for var, _ in day.charge[s]]
                    row = ((then, 1), (known, -1), *charged)  # known rises first
                    self._model.add_at_most(row, 0, self._name)
                    if now is not None:
                        row = ((now, 1), (known, -1))
                        self._model.add_at_most(row, 0, self._name)
                if known is not None:
                    following[s][place] = known
            later = following[s]
        return following
