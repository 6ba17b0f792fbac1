"""Rule 2b: children present at once at a place stay within its own limit."""

from collections.abc import Iterable, Sequence

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
from solver.slots import Day, Slot
from solver.substitution.capacity import contended, fullest, post_capacity, room_windows
from solver.substitution.facts import iso
from solver.substitution.grouping import by_place_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PlaceId
from solver.substitution.variables import Variables


class PresentAtOnceAtPlace(PairRule[NoParameters], JointRule[NoParameters]):
    """Regular children + fixed cover + children taken <= the place's maximum."""

    info = RuleInfo(
        id=RuleId("present-at-once-place"),
        number=2,
        title="Gleichzeitig anwesende Kinder je Ort",
        source=AgreementSource("Zulassung der Räume"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "Am Ort {place} wären am {day} um {time} Uhr {present} von {limit} Plätzen"
            " belegt."
        ),
    )
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a child for whom the fixed load leaves no room."""
        limit = index.problem.places[option.place].max_children
        if limit is None:
            return None
        taken, when = index.place_load(option.place, option.day).peak(option.slot)
        present = taken + index.weight(option.child)
        if present <= limit:
            return None
        return Refusal(self.id, _facts(option.place, option.day, when, present, limit))

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Parts of the slot in which the fixed load leaves room."""
        limit = index.problem.places[option.place].max_children
        if limit is None:
            return (option.slot,)
        room = limit - index.weight(option.child)
        if room < 0:
            return ()
        load = index.place_load(option.place, option.day)
        return room_windows(load, room, option.slot)

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Bound the children present at each place at every minute."""
        for place, day in variables.place_days():
            limit = index.problem.places[place].max_children
            if limit is not None:
                post_capacity(
                    variables,
                    variables.of_place_day(place, day),
                    index.weight,
                    index.place_load(place, day),
                    limit,
                    f"Plätze am Ort {place} am {iso(day)}",
                )

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """When others may take the last places there."""
        limit = index.problem.places[option.place].max_children
        if limit is None:
            return ()
        same = (r for r in rivals if (r.place, r.day) == (option.place, option.day))
        load = index.place_load(option.place, option.day)
        return contended(option, same, index.weight, load, limit)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """The fullest minute of each place and day beyond the limit."""
        for (place, day), taken in by_place_day(assignments).items():
            limit = index.problem.places[place].max_children
            present, when = fullest(taken, index.weight, index.place_load(place, day))
            if limit is not None and present > limit:
                facts = _facts(place, day, when, present, limit)
                yield Finding(self.id, facts, (place,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Places where regular children and fixed cover alone exceed the limit."""
        for place, day in index.fixed_place_days():
            limit = index.problem.places[place].max_children
            present, when = index.place_load(place, day).peak(Slot(0, 1440))
            if limit is not None and present > limit:
                facts = _facts(place, day, when, present, limit)
                yield Finding(self.id, facts, (place,), decided=False)


def _facts(
    place: PlaceId, day: Day, when: int, present: int, limit: int
) -> dict[str, int | str]:
    return {
        "place": place,
        "day": iso(day),
        "time": when,
        "present": present,
        "limit": limit,
    }
