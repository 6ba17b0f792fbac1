"""Rule 2c: a shared setting takes as many children as the persons present allow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from solver.linear import LinearModel, Var
from solver.rule import Binding, Finding, LegalSource, PersonGroup, RuleId, RuleInfo
from solver.slots import Day, Slot
from solver.substitution.capacity import contended
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId, PlaceId, PlaceKind
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables


def _federal() -> Mapping[str, int]:
    return {"1": 5, "2": 9, "3": 9}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Places by number of persons present (as text); more persons allow no more."""

    places_by_persons: Mapping[str, int] = field(default_factory=_federal)

    def __post_init__(self) -> None:
        """Refuse numbers that do not start at 1, leave one out or fall."""
        numbers = sorted(int(key) for key in self.places_by_persons)
        if not numbers or numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("places_by_persons nennt 1, 2, … ohne Lücke.")
        places = [self.places_by_persons[str(n)] for n in numbers]
        if places != sorted(places) or places[0] < 1:
            raise ValueError("places_by_persons steigt mit der Zahl der Personen.")


class PresentInSharedSetting(JointRule[Parameters]):
    """Regular children + fixed cover + children taken <= places(persons present).

    Present at a minute is regular staff that is available, not absent and not in
    charge elsewhere (fixed or by this plan), whoever has fixed charges there, and
    whoever takes a child there. Where the fixed load alone exceeds the limit, children
    may only come with the persons who make them possible.
    """

    info = RuleInfo(
        id=RuleId("present-in-shared-setting"),
        number=2,
        title="Kinder in der Großtagespflege je anwesender Person",
        source=LegalSource(
            law="Landesrecht", section="z. B. § 22 KiBiz (NW)", land="NW"
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "In der Großtagespflege {place} wären am {day} um {time} Uhr {present} von"
            " {limit} Plätzen belegt ({persons} anwesende Personen)."
        ),
    )
    parameters_type = Parameters

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        by_persons = parameters.places_by_persons
        self._places = [0, *(by_persons[str(n + 1)] for n in range(len(by_persons)))]

    def places(self, persons: int) -> int:
        """Places with so many persons present."""
        return self._places[min(persons, len(self._places) - 1)]

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the children in each shared setting at every minute of change."""
        for place, day in _settings(index, variables.options):
            here = variables.of_place_day(place, day)
            away = [
                option
                for person in index.problem.places[place].staff
                for option in variables.of_person_day(person, day)
                if option.place != place
            ]
            for minute in _minutes(index, place, day, [*here, *away]):
                moment = _Moment(index, place, day, minute, here, away)
                if moment.here or moment.leaving:
                    self._post_moment(index, variables, moment)

    def _post_moment(
        self, index: ProblemIndex, variables: Variables, moment: "_Moment"
    ) -> None:
        """Places taken <= places of those surely there, plus what others add."""
        model = variables.model
        stay = len(moment.regular) - len(moment.leaving)
        all_there = self.places(len(moment.regular))
        total = sum(index.weight(o.child) for o in moment.here)
        if moment.load + total <= self.places(stay):
            return
        name = f"{moment.place} am {iso(moment.day)} um {moment.minute}"
        children = [(variables.taken(o), index.weight(o.child)) for o in moment.here]
        excess = max(0, moment.load - all_there)
        if excess and moment.here:
            taken = (variables.taken(o) for o in moment.here)
            children.append((any_of(variables, taken, f"{name}: neue Kinder"), excess))
        more = self._more_places(variables, moment, stay, name)
        room = self.places(stay) - moment.load + excess
        more = [(step, places) for step, places in more if places]
        model.add_at_most((*children, *more), room, name)

    def _more_places(
        self, variables: Variables, moment: "_Moment", stay: int, name: str
    ) -> list[tuple[Var, int]]:
        """Places that persons add who are there only if the plan has it so."""
        model = variables.model
        there: list[Var] = []
        for person, options in moment.leaving.items():
            var = model.new_bool(f"{name}: {person} bleibt")
            for option in options:
                model.add_at_most(((var, 1), (variables.taken(option), 1)), 1, name)
            there.append(var)
        for person, options in moment.coming.items():
            var = model.new_bool(f"{name}: {person} kommt")
            taken = dict.fromkeys(variables.taken(o) for o in options)
            row = ((var, 1), *((other, -1) for other in taken))
            model.add_at_most(row, 0, name)
            there.append(var)
        return self._steps(model, there, stay, name)

    def _steps(
        self, model: LinearModel, there: Sequence[Var], stay: int, name: str
    ) -> list[tuple[Var, int]]:
        """Places added by the first, second, … further person, negative."""
        steps: list[tuple[Var, int]] = []
        for number in range(1, len(there) + 1):
            added = self.places(stay + number) - self.places(stay + number - 1)
            step = model.new_bool(f"{name}: {stay + number} Personen")
            if steps:
                model.add_at_most(((step, 1), (steps[-1][0], -1)), 0, name)
            steps.append((step, -added))
        if steps:
            row = (*((s, 1) for s, _ in steps), *((v, -1) for v in there))
            model.add_at_most(row, 0, name)
        return steps

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """When others may take the places that one person present allows."""
        if index.problem.places[option.place].kind is not PlaceKind.SHARED_SETTING:
            return ()
        same = (r for r in rivals if (r.place, r.day) == (option.place, option.day))
        load = index.place_load(option.place, option.day)
        return contended(option, same, index.weight, load, self.places(1))

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """The first minute at which the plan overfills a shared setting."""
        taken = list(assignments)
        for place, day in _settings(index, taken):
            today = [o for o in taken if o.day == day]
            here = [o for o in today if o.place == place]
            staff = index.problem.places[place].staff
            away = [o for o in today if o.person in staff and o.place != place]
            for minute in _minutes(index, place, day, [*here, *away]):
                moment = _Moment(index, place, day, minute, here, away)
                persons = len(moment.regular) - len(moment.leaving) + len(moment.coming)
                present = moment.load + sum(index.weight(o.child) for o in moment.here)
                fewer = self.places(persons) < self.places(len(moment.regular))
                if present > self.places(persons) and (moment.here or fewer):
                    yield self._finding(moment, present, persons, decided=True)
                    break

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Shared settings that fixed charges alone overfill."""
        for place, day in index.fixed_place_days():
            if index.problem.places[place].kind is not PlaceKind.SHARED_SETTING:
                continue
            for minute in _minutes(index, place, day, ()):
                moment = _Moment(index, place, day, minute, (), ())
                persons = len(moment.regular)
                if moment.load > self.places(persons):
                    yield self._finding(moment, moment.load, persons, decided=False)
                    break

    def _finding(
        self, moment: "_Moment", present: int, persons: int, *, decided: bool
    ) -> Finding:
        facts: dict[str, int | str] = {
            "place": moment.place,
            "day": iso(moment.day),
            "time": moment.minute,
            "present": present,
            "limit": self.places(persons),
            "persons": persons,
        }
        return Finding(self.id, facts, (moment.place,), decided)


class _Moment:
    """Who is in a shared setting at one minute, and whom the plan moves."""

    def __init__(
        self,
        index: ProblemIndex,
        place: PlaceId,
        day: Day,
        minute: int,
        here: Sequence[Option],
        away: Sequence[Option],
    ) -> None:
        self.place, self.day, self.minute = place, day, minute
        self.load = index.place_load(place, day).at(minute)
        self.here = [o for o in here if o.slot.start <= minute < o.slot.end]
        self.regular = set(_regular(index, place, day, minute))
        fixed = {
            c.person
            for c in index.charges_at(place, day)
            if c.slot.start <= minute < c.slot.end
        }
        self.coming: dict[PersonId, list[Option]] = defaultdict(list)
        for option in self.here:
            if option.person not in self.regular:
                self.coming[option.person].append(option)
        self.leaving: dict[PersonId, list[Option]] = defaultdict(list)
        for option in away:
            if (
                option.slot.start <= minute < option.slot.end
                and option.person in self.regular
                and option.person not in fixed
            ):
                self.leaving[option.person].append(option)


def _regular(
    index: ProblemIndex, place: PlaceId, day: Day, minute: int
) -> Iterator[PersonId]:
    """Persons who are there before this plan decides anything."""
    for person, times in index.staff_times(place, day):
        if any(slot.start <= minute < slot.end for slot in times):
            yield person
    for charge in index.charges_at(place, day):
        if charge.slot.start <= minute < charge.slot.end:
            yield charge.person


def _settings(
    index: ProblemIndex, options: Iterable[Option]
) -> Iterable[tuple[PlaceId, Day]]:
    """Shared settings and days that options fill or draw staff from."""
    staffed: dict[PersonId, list[PlaceId]] = defaultdict(list)
    for place in index.problem.places.values():
        if place.kind is PlaceKind.SHARED_SETTING:
            for person in place.staff:
                staffed[person].append(place.id)
    found: dict[tuple[PlaceId, Day], None] = {}
    for option in options:
        place = index.problem.places[option.place]
        if place.kind is PlaceKind.SHARED_SETTING:
            found[option.place, option.day] = None
        for setting in staffed.get(option.person, ()):
            found[setting, option.day] = None
    return found


def _minutes(
    index: ProblemIndex, place: PlaceId, day: Day, options: Iterable[Option]
) -> list[int]:
    """Minutes at which children or persons come or persons leave."""
    found = {o.slot.start for o in options}
    found.update(index.place_load(place, day).starts)
    for _, times in index.staff_times(place, day):
        found.update(minute for slot in times for minute in (slot.start, slot.end))
    found.update(c.slot.end for c in index.charges_at(place, day))
    found.update(o.slot.end for o in options)
    return sorted(found)
