"""Who may go with whom: links, exclusions, familiarity, presences and covers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from solver.exchange.draft import NOBODY, Draft, child_of
from solver.exchange.shapes import Allowed, Covered, Known, NeedShape
from solver.exchange.values import Id
from solver.slots import Day
from solver.substitution.problem import (
    ChildId,
    Cover,
    Designation,
    EpisodeId,
    Exclusion,
    FamiliarityOverride,
    FamiliarityRecord,
    FixedCover,
    FormerSubstitute,
    Link,
    Model,
    Need,
    NeedId,
    PersonId,
    PlaceId,
    Presence,
)

#: More links than this are refused: absent persons × persons × places multiply.
MOST_LINKS = 1_000_000


def needs(draft: Draft) -> tuple[Need, ...]:
    """Needs in the order given; one with faults is left out."""
    found: list[Need] = []
    seen: set[str] = set()
    for number, shape in enumerate(draft.shape.needs):
        pointer = f"/needs/{number}"
        if shape.id in seen:
            draft.fault(f"{pointer}/id", f"Der Bedarf „{shape.id}“ steht zweimal da.")
        seen.add(shape.id)
        slot = draft.slot(pointer, shape.start, shape.end)
        draft.known(f"{pointer}/absent", "Person", shape.absent)
        place = _regular_place(draft, pointer, shape)
        if slot is None:
            continue
        draft.came_from("needs", pointer)
        child = ChildId(child_of(shape))
        absent = PersonId(shape.absent or NOBODY)
        episode = shape.episode or f"{child} · {absent}"
        day = shape.day or draft.first_day
        need = Need(
            NeedId(shape.id),
            child,
            day,
            slot,
            absent,
            place,
            EpisodeId(episode),
            shape.urgency,
        )
        found.append(need)
    return tuple(found)


def _regular_place(draft: Draft, pointer: str, shape: NeedShape) -> PlaceId:
    """Where the child is otherwise: named as such, else the place of the need."""
    absent = shape.absent or NOBODY
    if shape.regular_place is None and shape.place is not None:
        return draft.place(f"{pointer}/place", absent, shape.place)
    return draft.place(f"{pointer}/regular_place", absent, shape.regular_place)


def links(draft: Draft) -> tuple[Link, ...]:
    """Allowed pairs; with none given everybody may take everything."""
    found = list(_of_needs(draft))
    absents = tuple(sorted({need.absent or NOBODY for need in draft.shape.needs}))
    rows, table, field = draft.shape.allowed, "/allowed", "places"
    if rows is None:
        rows, table, field = tuple(_everybody(draft)), "/persons", "home"
    size = len(found)
    for number, row in enumerate(rows):
        pointer = f"{table}/{number}"
        size += len(row.absent or absents) * len(row.persons) * max(1, len(row.places))
        if size > MOST_LINKS:
            draft.fault(
                pointer,
                f"Erlaubt wären mehr als {MOST_LINKS} Paare; bitte weniger angeben.",
            )
            break
        for link in _of_row(draft, (pointer, field), row, absents):
            draft.came_from("links", pointer)
            found.append(link)
    return tuple(found)


def _everybody(draft: Draft) -> Iterator[Allowed]:
    """A row per person, for the children whose needs name nobody themselves."""
    shape = draft.shape
    bound = {child_of(need) for need in shape.needs if need.persons is not None}
    free = {child_of(need) for need in shape.needs} - bound
    children = tuple(Id(name) for name in sorted(free)) if bound else None
    if free:
        yield from (Allowed((person.id,), (), children) for person in shape.persons)


def _of_needs(draft: Draft) -> Iterator[Link]:
    """Pairs that needs name themselves, one link per person and place."""
    found: dict[tuple[PersonId, PersonId, PlaceId], set[ChildId]] = defaultdict(set)
    origin: dict[tuple[PersonId, PersonId, PlaceId], str] = {}
    for number, need in enumerate(draft.shape.needs):
        for position, name in enumerate(need.persons or ()):
            pointer = f"/needs/{number}/persons/{position}"
            if draft.known(pointer, "Person", name):
                place = draft.place(f"/needs/{number}/place", name, need.place)
                key = PersonId(need.absent or NOBODY), PersonId(name), place
                found[key].add(ChildId(child_of(need)))
                origin.setdefault(key, pointer)
    for key, children in found.items():
        draft.came_from("links", origin[key])
        yield Link(*key, Model.KNOWN_PERSON, children=frozenset(children))


def _of_row(
    draft: Draft, at: tuple[str, str], row: Allowed, absents: tuple[str, ...]
) -> Iterator[Link]:
    """Links of a row; ``at`` is its pointer, and the field where a place is missing."""
    pointer, missing = at
    children = None if row.children is None else frozenset(map(ChildId, row.children))
    for field, kind, names in (
        ("children", "Kind", row.children or ()),
        ("absent", "Person", row.absent or ()),
        ("places", "Ort", row.places),
        ("persons", "Person", row.persons),
    ):
        for position, name in enumerate(names):
            draft.known(f"{pointer}/{field}/{position}", kind, name)
    for person in row.persons:
        if person not in draft.persons:
            continue
        home = f"{pointer}/{missing}"
        for place in row.places or (draft.place(home, person, None),):
            for absent in row.absent or absents:
                yield Link(
                    PersonId(absent),
                    PersonId(person),
                    PlaceId(place),
                    row.model,
                    row.first_day,
                    row.last_day,
                    children=children,
                    held_place_cents=row.held_place_cents,
                )


def exclusions(draft: Draft) -> tuple[Exclusion, ...]:
    """Excluded pairs."""
    found: list[Exclusion] = []
    known_needs = {need.id for need in draft.shape.needs}
    for number, row in enumerate(draft.shape.excluded):
        pointer = f"/excluded/{number}"
        draft.known(f"{pointer}/person", "Person", row.person)
        draft.known(f"{pointer}/child", "Kind", row.child)
        unknown = row.need is not None and row.need not in known_needs
        if unknown and not draft.broken.hides("needs", "id"):
            draft.nobody(f"{pointer}/need", str(row.need), "Bedarf")
        draft.came_from("exclusions", pointer)
        exclusion = Exclusion(
            PersonId(row.person),
            row.origin,
            row.first_day or draft.first_day,
            row.last_day or draft.last_day,
            None if row.child is None else ChildId(row.child),
            None if row.need is None else NeedId(row.need),
        )
        found.append(exclusion)
    return tuple(found)


def familiarity(draft: Draft) -> tuple[FamiliarityRecord, ...]:
    """States of pairs over the whole horizon."""
    for number, row in enumerate(draft.shape.familiarity):
        pointer = f"/familiarity/{number}"
        draft.known(f"{pointer}/person", "Person", row.person)
        draft.known(f"{pointer}/child", "Kind", row.child)
        draft.known(f"{pointer}/place", "Ort", row.place)
        draft.came_from("familiarity", pointer)
    return tuple(
        FamiliarityRecord(
            ChildId(row.child),
            PersonId(row.person),
            row.state,
            *_days_of(draft, row),
            None if row.place is None else PlaceId(row.place),
        )
        for row in draft.shape.familiarity
    )


def _days_of(draft: Draft, row: Known) -> tuple[Day, Day]:
    """The days a row holds for; all of the horizon where it names none."""
    return row.first_day or draft.first_day, row.last_day or draft.last_day


def _marked(draft: Draft, table: str) -> Iterator[Known]:
    """Rows about familiarity that say what a table of the problem holds."""
    for number, row in enumerate(draft.shape.familiarity):
        if row.designated if table == "designations" else row.override:
            draft.came_from(table, f"/familiarity/{number}")
            yield row


def designations(draft: Draft) -> tuple[Designation, ...]:
    """Designated substitutes, on the days their rows hold for."""
    return tuple(
        Designation(ChildId(row.child), PersonId(row.person), *_days_of(draft, row))
        for row in _marked(draft, "designations")
    )


def overrides(draft: Draft) -> tuple[FamiliarityOverride, ...]:
    """Pairs let pass below the level asked, on the days their rows hold for."""
    return tuple(
        FamiliarityOverride(
            ChildId(row.child), PersonId(row.person), *_days_of(draft, row)
        )
        for row in _marked(draft, "overrides")
    )


def former(draft: Draft) -> tuple[FormerSubstitute, ...]:
    """Who substituted before the days planned."""
    found: list[FormerSubstitute] = []
    for number, row in enumerate(draft.shape.former_substitutes):
        pointer = f"/former_substitutes/{number}"
        draft.known(f"{pointer}/child", "Kind", row.child)
        draft.known(f"{pointer}/person", "Person", row.person)
        draft.came_from("former_substitutes", pointer)
        person = None if row.person is None else PersonId(row.person)
        found.append(FormerSubstitute(ChildId(row.child), person, row.last_day))
    return tuple(found)


def presences(draft: Draft) -> tuple[Presence, ...]:
    """Children who are there anyway, day by day."""
    found: list[Presence] = []
    for number, row in enumerate(draft.shape.presences):
        pointer = f"/presences/{number}"
        slot = draft.slot(pointer, row.start, row.end)
        draft.known(f"{pointer}/person", "Person", row.person)
        place = draft.place(f"{pointer}/place", row.person, row.place)
        if slot is None:
            continue
        for day in draft.on_days(row.day):
            draft.came_from("presences", pointer)
            child, person = ChildId(row.child), PersonId(row.person)
            found.append(Presence(child, person, place, day, slot, row.weight))
    return tuple(found)


def fixed(draft: Draft) -> tuple[FixedCover, ...]:
    """Cover that is a fact."""
    covers = _covers(draft, "fixed", draft.shape.fixed)
    return tuple(
        FixedCover(cover, pin.kind)
        for pin, cover in zip(draft.shape.fixed, covers, strict=True)
        if cover is not None
    )


def published(draft: Draft) -> tuple[Cover, ...]:
    """The plan that stands."""
    covers = _covers(draft, "published", draft.shape.published)
    return tuple(cover for cover in covers if cover is not None)


def _covers(
    draft: Draft, table: str, rows: Iterable[Covered]
) -> Iterator[Cover | None]:
    for number, row in enumerate(rows):
        pointer = f"/{table}/{number}"
        slot = draft.slot(pointer, row.start, row.end)
        draft.known(f"{pointer}/child", "Kind", row.child)
        draft.known(f"{pointer}/person", "Person", row.person)
        place: PlaceId | None = None
        if row.person is not None:
            place = draft.place(f"{pointer}/place", row.person, row.place)
        day = row.day or draft.first_day
        if slot is None:
            yield None
            continue
        draft.came_from(table, pointer)
        person = None if row.person is None else PersonId(row.person)
        yield Cover(ChildId(row.child), day, slot, person, place)
