"""What is to stand on the days of a publication: the plan's items and the facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from service.domain.kinds import AssignmentState, FixedKind, Model
from service.planning.current import Current, absent_of
from service.planning.facts import StoredFacts
from service.snapshot import Snapshot
from service.snapshot.fixed import CoverRow
from solver.slots import Slot

#: Child, day, piece, person, place: what an assignment is.
Identity = tuple[UUID, date, int, UUID, UUID]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An assignment that is to stand; ``fixed`` keeps the state it has."""

    child_id: UUID
    day: date
    slot: Slot
    person_id: UUID
    place_id: UUID
    absent_person_id: UUID
    model: Model
    state: AssignmentState
    fixed: bool
    facts: StoredFacts = field(default_factory=dict)


def wanted_of(current: Current) -> Mapping[Identity, Wanted]:
    """Everything that is to stand, by identity; pieces are numbered by their start."""
    pieces: dict[tuple[UUID, date, UUID, UUID], list[Wanted]] = defaultdict(list)
    for wanted in (*_items(current), *_facts(current.snapshot, current)):
        key = wanted.child_id, wanted.day, wanted.person_id, wanted.place_id
        pieces[key].append(wanted)
    return {
        (child, day, piece, person, place): wanted
        for (child, day, person, place), found in pieces.items()
        for piece, wanted in enumerate(sorted(found, key=lambda w: w.slot))
    }


def _items(current: Current) -> Iterator[Wanted]:
    for item in current.items:
        yield Wanted(
            child_id=item.child_id,
            day=item.day,
            slot=Slot(item.start_minute, item.end_minute),
            person_id=item.person_id,
            place_id=item.place_id,
            absent_person_id=absent_of(item, current.snapshot.needs),
            model=item.model,
            state=AssignmentState.PUBLISHED,
            fixed=False,
            facts=dict(item.facts),
        )


def _facts(snapshot: Snapshot, current: Current) -> Iterator[Wanted]:
    """Fixed cover with a person; what was arranged outside is nobody's assignment."""
    first_day = current.proposal.first_day
    for cover, kind in snapshot.facts:
        if cover.day < first_day or cover.person_id is None or cover.place_id is None:
            continue
        absent = _absent(cover, snapshot)
        if absent is None:
            continue
        yield Wanted(
            child_id=cover.child_id,
            day=cover.day,
            slot=cover.slot,
            person_id=cover.person_id,
            place_id=cover.place_id,
            absent_person_id=absent,
            model=_model(absent, cover, snapshot),
            state=AssignmentState.ACCEPTED
            if kind is FixedKind.ARRANGED
            else AssignmentState.PUBLISHED,
            fixed=True,
        )


def _absent(cover: CoverRow, snapshot: Snapshot) -> UUID | None:
    return next(
        (
            need.absent_id
            for need in snapshot.all_needs
            if need.child_id == cover.child_id
            and need.day == cover.day
            and need.slot.overlaps(cover.slot)
        ),
        None,
    )


def _model(absent: UUID, cover: CoverRow, snapshot: Snapshot) -> Model:
    links: Iterable[Model] = (
        link.model
        for link in snapshot.links
        if link.absent_id == absent
        and link.substitute_id == cover.person_id
        and link.place_id == cover.place_id
    )
    return next(iter(links), Model.KNOWN_PERSON)
