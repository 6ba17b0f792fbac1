"""Rule 2d: places that are there only for a time, with a person or at a place."""

from collections.abc import Iterable, Iterator, Sequence

from solver.rule import (
    AgreementSource,
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import Slot, subtracted
from solver.substitution.capacity import contended, post_capacity_within
from solver.substitution.charge import Load
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day, by_place_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import Capacity
from solver.substitution.variables import Variables


class CapacityProfile(PairRule[NoParameters], JointRule[NoParameters]):
    """Regular children + fixed cover + children taken <= places, while they are given.

    Outside of the slots given there is no such limit; where slots overlap the least
    number counts. Where the fixed load alone exceeds it, nothing is added.
    """

    info = RuleInfo(
        id=RuleId("capacity-profile"),
        number=2,
        title="Plätze je Zeit",
        source=AgreementSource("Angebotene Plätze je Zeitspanne"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Bei {holder} wären am {day} um {time} Uhr {present} von {limit} Plätzen"
            " dieser Zeit belegt."
        ),
    )
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a child for whom the fixed load leaves no room."""
        weight = index.weight(option.child)
        for capacity, load in _of_option(index, option):
            within = capacity.slot.intersection(option.slot)
            if within is not None:
                taken, when = load.peak(within)
                if taken + weight > capacity.places:
                    facts = _facts(capacity, max(when, within.start), taken + weight)
                    return Refusal(self.id, facts)
        return None

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Parts of the slot in which the fixed load leaves room."""
        weight = index.weight(option.child)
        blocked: list[Slot] = []
        for capacity, load in _of_option(index, option):
            room = capacity.places - weight
            full = (capacity.slot,) if room < 0 else load.above(room)
            blocked.extend(
                part
                for slot in full
                if (part := slot.intersection(capacity.slot)) is not None
            )
        return subtracted((option.slot,), blocked)

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the children present at every minute of each slot given."""
        for capacity in index.problem.capacities:
            if capacity.person is not None:
                options = variables.of_person_day(capacity.person, capacity.day)
            elif capacity.place is not None:
                options = variables.of_place_day(capacity.place, capacity.day)
            else:
                continue
            near = [o for o in options if o.slot.overlaps(capacity.slot)]
            post_capacity_within(
                variables,
                near,
                index.weight,
                _load(index, capacity),
                (capacity.slot, capacity.places),
                f"Plätze bei {_holder(capacity)} am {iso(capacity.day)}",
            )

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """When others may take the places of a time."""
        for capacity, load in _of_option(index, option):
            holder = _holder(capacity)
            same = (
                rival
                for rival in rivals
                if rival.day == option.day and holder in (rival.person, rival.place)
            )
            found = contended(option, same, index.weight, load, capacity.places)
            for slot in found:
                within = slot.intersection(capacity.slot)
                if within is not None:
                    yield within

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """The fullest minute of each slot given beyond its places."""
        if not index.problem.capacities:
            return
        known = tuple(assignments)
        of_person, of_place = by_person_day(known), by_place_day(known)
        for capacity in index.problem.capacities:
            taken: Sequence[Option] = ()
            if capacity.person is not None:
                taken = of_person.get((capacity.person, capacity.day), ())
            elif capacity.place is not None:
                taken = of_place.get((capacity.place, capacity.day), ())
            present, when = _fullest(index, capacity, taken)
            if present > capacity.places:
                facts = _facts(capacity, when, present)
                yield Finding(self.id, facts, (_holder(capacity),))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Slots in which regular children and fixed cover alone are too many."""
        for capacity in index.problem.capacities:
            present, when = _load(index, capacity).peak(capacity.slot)
            if present > capacity.places:
                facts = _facts(capacity, max(when, capacity.slot.start), present)
                yield Finding(self.id, facts, (_holder(capacity),), decided=False)


def _of_option(index: ProblemIndex, option: Option) -> Iterator[tuple[Capacity, Load]]:
    """What is given for the option's person and place on its day."""
    for capacity in index.capacities.get((option.person, option.day), ()):
        if capacity.person is not None:
            yield capacity, index.person_load(option.person, option.day)
    for capacity in index.capacities.get((option.place, option.day), ()):
        if capacity.place is not None:
            yield capacity, index.place_load(option.place, option.day)


def _load(index: ProblemIndex, capacity: Capacity) -> Load:
    if capacity.person is not None:
        return index.person_load(capacity.person, capacity.day)
    if capacity.place is not None:
        return index.place_load(capacity.place, capacity.day)
    return Load(())


def _fullest(
    index: ProblemIndex, capacity: Capacity, taken: Sequence[Option]
) -> tuple[int, int]:
    """Most places taken at once in the slot while a child taken is there, and when."""
    load = _load(index, capacity)
    inside = [
        (part, index.weight(o.child))
        for o in taken
        if (part := o.slot.intersection(capacity.slot)) is not None
    ]
    best, when = 0, 0
    starts = {part.start for part, _ in inside}.union(load.starts)
    for minute in sorted(starts):
        added = sum(
            places for part, places in inside if part.start <= minute < part.end
        )
        if added and (present := added + load.at(minute)) > best:
            best, when = present, minute
    return best, when


def _holder(capacity: Capacity) -> str:
    return str(capacity.person or capacity.place)


def _facts(capacity: Capacity, when: int, present: int) -> dict[str, int | str]:
    return {
        "holder": _holder(capacity),
        "day": iso(capacity.day),
        "time": when,
        "present": present,
        "limit": capacity.places,
    }
