"""Rule 10a: nobody is at two places at once, the way between them counted."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, product

from solver.linear import Var
from solver.rule import (
    Binding,
    Finding,
    LegalSource,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)
from solver.slots import MINUTES_PER_DAY, Day, Slot, subtracted
from solver.substitution.daywork import Stay
from solver.substitution.facts import iso
from solver.substitution.grouping import by_person_day
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, PairRule
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId, PlaceId
from solver.substitution.rows import any_of
from solver.substitution.variables import Variables
from solver.substitution.workday import clash
from solver.substitution.workpatterns import post_ways

#: Of each two places the stays at them that clash, ``None`` if all do.
_Clashes = dict[tuple[PlaceId, PlaceId], list[tuple[Stay, Stay]] | None]


class OnePlaceAtATime(PairRule[NoParameters], JointRule[NoParameters]):
    """Two charges at different places leave the minutes of the way between them.

    Charges are options taken, own regular children and fixed cover. A way that is not
    known cannot be gone on that day.
    """

    info = RuleInfo(
        id=RuleId("one-place-at-a-time"),
        number=10,
        title="Niemand ist an zwei Orten zugleich",
        source=LegalSource(
            law="SGB VIII",
            section="§ 22 Abs. 1",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} ist am {day} von {start} bis {end} an einem anderen Ort gebunden"
            " (Fahrzeit mitgerechnet)."
        ),
    )
    timed = True

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse an option that clashes with a fixed charge elsewhere."""
        for charge in index.charges(option.person, option.day):
            if charge.place != option.place and clash(
                index,
                option.day,
                (option.place, option.slot),
                (charge.place, charge.slot),
            ):
                return Refusal(self.id, _facts(option.person, option.day, charge.slot))
        return None

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Parts of the slot that leave the way to every fixed charge elsewhere."""
        blocked: list[Slot] = []
        for charge in index.charges(option.person, option.day):
            if charge.place == option.place:
                continue
            blocked.append(_away(index, option, charge.place, charge.slot))
        return subtracted((option.slot,), blocked)

    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Exclude stays at different places that clash, place by place if all do."""
        for person, day in variables.person_days():
            options = variables.of_person_day(person, day)
            first = options[0].place
            if all(option.place == first for option in options):
                continue
            stays: dict[Stay, list[Var]] = {}
            for option in options:
                key = option.place, option.slot
                stays.setdefault(key, []).append(variables.taken(option))
            clashes = _clashes(index, day, stays)
            pairs = sum(len(found) for found in clashes.values() if found is not None)
            # More pairs than ways to spend the day, and a weaker relaxation.
            if pairs and post_ways(index, variables, person, day, pairs):
                continue
            _post_stays(variables, clashes, stays, f"{person} am {iso(day)}")

    def taken_by(
        self, index: ProblemIndex, option: Option, rivals: Sequence[Option]
    ) -> Iterable[Slot]:
        """When the person may be elsewhere, the ways there and back counted."""
        for rival in rivals:
            same = (rival.person, rival.day) == (option.person, option.day)
            if same and rival.place != option.place:
                yield _away(index, option, rival.place, rival.slot)

    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Assignments that clash with one another or with fixed charges."""
        for (person, day), taken in by_person_day(assignments).items():
            stays = dict.fromkeys((o.place, o.slot) for o in taken)
            fixed = dict.fromkeys((c.place, c.slot) for c in index.charges(person, day))
            pairs = [*combinations(stays, 2)]
            pairs.extend((stay, other) for stay in stays for other in fixed)
            for one, other in pairs:
                if clash(index, day, one, other):
                    yield Finding(self.id, _facts(person, day, other[1]), (person,))

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:
        """Fixed cover that clashes with fixed cover or regular children elsewhere."""
        for person, day in index.fixed_person_days():
            charges = index.charges(person, day)
            for one, other in combinations(charges, 2):
                if (one.regular and other.regular) or not clash(
                    index, day, (one.place, one.slot), (other.place, other.slot)
                ):
                    continue
                facts = _facts(person, day, other.slot)
                yield Finding(self.id, facts, (person,), decided=False)


def _away(index: ProblemIndex, option: Option, there: PlaceId, slot: Slot) -> Slot:
    """When nobody who has to be there can be where the option is."""
    here, clock = option.place, index.clock(option.day)
    way, back = index.travel(here, there), index.travel(there, here)
    start = 0 if way is None else clock.before(slot.start, way)
    end = MINUTES_PER_DAY if back is None else clock.after(slot.end, back)
    return Slot(start, end)


def _clashes(index: ProblemIndex, day: Day, stays: Iterable[Stay]) -> _Clashes:
    """Stays at two places that clash; ``None`` where any of one and the other do."""
    places: dict[PlaceId, list[Stay]] = {}
    for stay in stays:
        places.setdefault(stay[0], []).append(stay)
    found: _Clashes = {}
    for a, b in combinations(places, 2):
        pairs = list(product(places[a], places[b]))
        clashing = [(s, t) for s, t in pairs if clash(index, day, s, t)]
        found[a, b] = None if len(clashing) == len(pairs) else clashing
    return found


def _post_stays(
    variables: Variables,
    clashes: _Clashes,
    stays: dict[Stay, list[Var]],
    name: str,
) -> None:
    """Rows over stays; one row over places where any two of them clash wholly."""
    wholly = [pair for pair, found in clashes.items() if found is None]
    at = {
        place: any_of(
            variables,
            (v for stay, taken in stays.items() if stay[0] == place for v in taken),
            f"{name}: {place}",
        )
        for place in dict.fromkeys(place for place, _ in stays)
        if any(place in pair for pair in wholly)
    }
    if len(wholly) == len(clashes):
        row = tuple((var, 1) for var in at.values())
        variables.model.add_at_most(row, 1, f"{name}: ein Ort")
        return
    there = {
        stay: any_of(variables, found, f"{name}: {stay}")
        for stay, found in stays.items()
    }
    for (a, b), found in clashes.items():
        text = f"{name}: {a} oder {b}"
        if found is None:
            variables.model.add_at_most(((at[a], 1), (at[b], 1)), 1, text)
            continue
        others: dict[Stay, list[Var]] = {}
        for one, other in found:
            others.setdefault(one, []).extend(stays[other])
        for one, taken in others.items():
            for together in variables.exclusive(taken):
                row = ((there[one], 1), *((var, 1) for var in together))
                variables.model.add_at_most(row, 1, text)


def _facts(person: PersonId, day: Day, slot: Slot) -> dict[str, int | str]:
    return {
        "person": person,
        "day": iso(day),
        "start": slot.start,
        "end": slot.end,
    }
