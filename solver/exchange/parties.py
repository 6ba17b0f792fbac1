"""Persons, places and children of a document, as the problem knows them."""

from collections.abc import Iterator

from solver.exchange.draft import NOBODY, ONLY_PLACE, Draft, child_of
from solver.exchange.shapes import (
    ChildShape,
    PermitShape,
    PersonShape,
    Places,
    PlaceShape,
    WeekShape,
)
from solver.slots import DAYS_PER_WEEK, MINUTES_PER_DAY, Day, Slot, weekday
from solver.substitution.index import month_number
from solver.substitution.problem import (
    Capacity,
    Child,
    ChildId,
    Credential,
    Permit,
    Person,
    PersonalLimits,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
    WorkedWeek,
)
from solver.words import CAPABILITIES

_DEFAULT_AGE_MONTHS = 24


def persons(draft: Draft) -> dict[PersonId, Person]:
    """Every person, and nobody, who is absent where no one is named."""
    found = {NOBODY: Person(NOBODY, PersonKind.FLOATER)}
    for number, shape in enumerate(draft.shape.persons):
        pointer = f"/persons/{number}"
        if PersonId(shape.id) == NOBODY:
            taken = f"„{shape.id}“ ist vergeben; bitte eine andere Kennung wählen."
            draft.fault(f"{pointer}/id", taken)
        elif PersonId(shape.id) in found:
            draft.fault(f"{pointer}/id", f"„{shape.id}“ steht zweimal da.")
        draft.known(f"{pointer}/home", "Ort", shape.home)
        found[PersonId(shape.id)] = _person(draft, pointer, shape)
    return found


def _person(draft: Draft, pointer: str, shape: PersonShape) -> Person:
    if any(day >= DAYS_PER_WEEK for day in shape.weekdays_off):
        draft.fault(f"{pointer}/weekdays_off", "Ein Wochentag ist 0 (Montag) bis 6.")
    available = draft.always()
    if shape.available is not None:
        available = draft.windows(f"{pointer}/available", shape.available)
    return Person(
        id=PersonId(shape.id),
        kind=shape.kind,
        employed=shape.employed,
        home=None if shape.home is None else PlaceId(shape.home),
        permit=_permit(draft, f"{pointer}/permit", shape.permit),
        qualification_units=shape.qualification_units,
        inclusion_units=shape.inclusion_units,
        professional=shape.professional,
        credentials=tuple(
            Credential(proof.kind, proof.valid_from, proof.valid_until)
            for proof in shape.credentials
        ),
        capabilities=_capabilities(draft, pointer, shape.capabilities),
        available=available,
        absent=draft.windows(f"{pointer}/absent", shape.absent),
        limits=PersonalLimits(
            max_extra_children=shape.max_extra_children,
            weekdays_off=frozenset(shape.weekdays_off),
            min_age_months=shape.min_age_months,
            max_age_months=shape.max_age_months,
        ),
        regular_contracts=shape.regular_contracts,
        wider_contracts=shape.wider_contracts,
        may_extend_day=shape.may_extend_day,
        history_minutes=shape.history_minutes,
        contract_minutes=shape.contract_minutes,
        weeks=_weeks(draft, f"{pointer}/weeks", shape.weeks),
        cents_per_hour=shape.cents_per_hour,
    )


def _weeks(
    draft: Draft, pointer: str, shapes: tuple[WeekShape, ...]
) -> dict[Day, WorkedWeek]:
    """Weeks on record by their Mondays."""
    found: dict[Day, WorkedWeek] = {}
    for number, shape in enumerate(shapes):
        place = f"{pointer}/{number}"
        if weekday(shape.monday):
            draft.fault(f"{place}/monday", "Eine Woche beginnt am Montag.")
        if shape.monday in found:
            draft.fault(f"{place}/monday", "Diese Woche steht zweimal da.")
        if shape.workdays >= DAYS_PER_WEEK:
            draft.fault(f"{place}/workdays", "Eine Woche hat null bis sechs Werktage.")
        found[shape.monday] = WorkedWeek(shape.minutes, shape.workdays)
    return found


def _permit(draft: Draft, pointer: str, shape: PermitShape | None) -> Permit | None:
    if shape is None:
        return None
    hours = draft.slot(pointer, shape.start, shape.end)
    return Permit(
        places=shape.places,
        valid_from=shape.valid_from,
        valid_until=shape.valid_until,
        min_age_months=shape.min_age_months,
        max_age_months=shape.max_age_months,
        hours=None if hours == Slot(0, MINUTES_PER_DAY) else hours,
        max_contracts=shape.max_contracts,
    )


def _capabilities(
    draft: Draft, pointer: str, named: tuple[str, ...], field: str = "capabilities"
) -> frozenset[str]:
    for number, word in enumerate(named):
        if word not in CAPABILITIES:
            known = ", ".join(sorted(CAPABILITIES))
            draft.fault(
                f"{pointer}/{field}/{number}",
                f"„{word}“ ist keine Fähigkeit; es gibt: {known}.",
            )
    return frozenset(named)


def places(draft: Draft) -> dict[PlaceId, Place]:
    """Every place; the only one where none is named."""
    found: dict[PlaceId, Place] = {}
    for number, shape in enumerate(draft.shape.places):
        pointer = f"/places/{number}"
        if PlaceId(shape.id) in found:
            draft.fault(f"{pointer}/id", f"„{shape.id}“ steht zweimal da.")
        for position, name in enumerate(shape.staff):
            draft.known(f"{pointer}/staff/{position}", "Person", name)
        found[PlaceId(shape.id)] = _place(draft, pointer, shape)
    if not found:
        found[ONLY_PLACE] = Place(
            ONLY_PLACE, PlaceKind.RENTED_ROOMS, usable_without_owner=True
        )
    return found


def _place(draft: Draft, pointer: str, shape: PlaceShape) -> Place:
    opened = None
    if shape.open is not None:
        opened = draft.windows(f"{pointer}/open", shape.open)
        for day in draft.days:
            opened.setdefault(day, ())
    return Place(
        id=PlaceId(shape.id),
        kind=shape.kind,
        staff=tuple(PersonId(name) for name in shape.staff),
        max_children=shape.max_children,
        usable_without_owner=shape.usable_without_owner,
        capabilities=_capabilities(draft, pointer, shape.capabilities),
        open=opened,
    )


def children(draft: Draft) -> dict[ChildId, Child]:
    """Children given, and those of whom only the code is known."""
    found: dict[ChildId, Child] = {}
    this_month = month_number(draft.first_day)
    for number, shape in enumerate(draft.shape.children):
        pointer = f"/children/{number}"
        if ChildId(shape.id) in found:
            draft.fault(f"{pointer}/id", f"„{shape.id}“ steht zweimal da.")
        found[ChildId(shape.id)] = _child(draft, pointer, shape, this_month)
    for name in (*map(child_of, draft.shape.needs), *_present(draft)):
        key = ChildId(name)
        found.setdefault(key, Child(key, this_month - _DEFAULT_AGE_MONTHS))
    return found


def _present(draft: Draft) -> Iterator[str]:
    return (presence.child for presence in draft.shape.presences)


def _child(draft: Draft, pointer: str, shape: ChildShape, this_month: int) -> Child:
    for position, name in enumerate(shape.siblings):
        if name == shape.id:
            draft.fault(
                f"{pointer}/siblings/{position}",
                "Niemand ist sein eigenes Geschwister.",
            )
        draft.known(f"{pointer}/siblings/{position}", "Kind", name)
    if shape.capacity_weight < 1:
        draft.fault(f"{pointer}/capacity_weight", "Ein Kind belegt mindestens 1 Platz.")
    return Child(
        id=ChildId(shape.id),
        birth_month=this_month - shape.age_months,
        capacity_weight=max(1, shape.capacity_weight),
        required_capabilities=_capabilities(
            draft, pointer, shape.required_capabilities, "required_capabilities"
        ),
        max_extra_way_minutes=shape.max_extra_way_minutes,
        siblings=frozenset(ChildId(name) for name in shape.siblings),
    )


def capacities(draft: Draft) -> tuple[Capacity, ...]:
    """Places over time of persons and places."""
    found: list[Capacity] = []
    for number, person in enumerate(draft.shape.persons):
        pointer = f"/persons/{number}/capacity"
        for line, day, slot in _lines(draft, pointer, person.capacity):
            found.append(Capacity(line, day, slot, person=PersonId(person.id)))
    for number, place in enumerate(draft.shape.places):
        pointer = f"/places/{number}/capacity"
        for line, day, slot in _lines(draft, pointer, place.capacity):
            found.append(Capacity(line, day, slot, place=PlaceId(place.id)))
    return tuple(found)


def _lines(
    draft: Draft, pointer: str, given: int | tuple[Places, ...] | None
) -> Iterator[tuple[int, Day, Slot]]:
    if given is None:
        return
    if isinstance(given, int):
        for day in draft.days:
            yield given, day, Slot(0, MINUTES_PER_DAY)
        return
    for number, shape in enumerate(given):
        slot = draft.slot(f"{pointer}/{number}", shape.start, shape.end)
        for day in draft.on_days(shape.day) if slot else ():
            if slot is not None:
                yield shape.places, day, slot
