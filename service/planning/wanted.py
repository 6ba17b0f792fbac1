"""What is to stand on the days of a publication: the plan's items and the facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from service.domain.actor import Actor
from service.domain.kinds import AssignmentState, FixedKind, Model
from service.i18n import translate as _
from service.planning.current import Current, absent_of, clock
from service.planning.facts import StoredFacts
from service.planning.names import names_for
from service.snapshot import Snapshot
from service.snapshot.fixed import CoverRow
from solver.slots import Slot

_RANKS = {
    FixedKind.STARTED: 0,
    FixedKind.ACCEPTED: 1,
    FixedKind.PINNED: 2,
    FixedKind.ARRANGED: 2,
}
#: Child, day, piece, person, place: what an assignment is.
Identity = tuple[UUID, date, int, UUID, UUID]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An assignment that is to stand; ``fixed`` keeps the state it has.

    ``rank`` orders facts that contradict each other, the lowest stands.
    """

    child_id: UUID
    day: date
    slot: Slot
    person_id: UUID
    place_id: UUID
    absent_person_id: UUID
    model: Model
    state: AssignmentState
    fixed: bool
    rank: int = 0
    facts: StoredFacts = field(default_factory=dict)


def wanted_of(
    current: Current,
) -> tuple[Mapping[Identity, Wanted], Sequence[Wanted]]:
    """Everything that is to stand, by identity, and facts that contradict another.

    Pieces are numbered by their start. Of two facts that put a child or a person in
    two places at once the first stands: what has begun before what was accepted,
    before what was settled by hand, in the order in which it was.
    """
    pieces: dict[tuple[UUID, date, UUID, UUID], list[Wanted]] = defaultdict(list)
    contradicting: list[Wanted] = []
    of_child: dict[tuple[UUID, date], list[Wanted]] = defaultdict(list)
    of_person: dict[tuple[UUID, date], list[Wanted]] = defaultdict(list)
    facts = sorted(_facts(current.snapshot, current), key=lambda w: w.rank)
    for wanted in (*facts, *_items(current)):
        same_child = of_child[wanted.child_id, wanted.day]
        same_person = of_person[wanted.person_id, wanted.day]
        if wanted.fixed and _contradicts(wanted, same_child, same_person):
            contradicting.append(wanted)
            continue
        same_child.append(wanted)
        same_person.append(wanted)
        key = wanted.child_id, wanted.day, wanted.person_id, wanted.place_id
        pieces[key].append(wanted)
    identified = {
        (child, day, piece, person, place): wanted
        for (child, day, person, place), found in pieces.items()
        for piece, wanted in enumerate(sorted(found, key=lambda w: w.slot))
    }
    return identified, contradicting


def _contradicts(
    wanted: Wanted, same_child: Iterable[Wanted], same_person: Iterable[Wanted]
) -> bool:
    """Whether child or person would be in two places at once."""
    return any(wanted.slot.overlaps(other.slot) for other in same_child) or any(
        wanted.slot.overlaps(other.slot) and other.place_id != wanted.place_id
        for other in same_person
    )


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
            rank=_RANKS[kind],
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


def contradiction_sentences(
    session: Session, actor: Actor, contradicting: Sequence[Wanted]
) -> tuple[str, ...]:
    """Facts that could not stand beside another, as sentences."""
    ids = [i for w in contradicting for i in (w.child_id, w.person_id)]
    names = names_for(session, actor, ids, full=True)
    said = _(
        "Die Festlegung für {child} bei {person} am {day} von {start} bis {end}"
        " widerspricht einer anderen und wurde nicht freigegeben."
    )
    return tuple(
        said.format(
            child=names[str(wanted.child_id)],
            person=names[str(wanted.person_id)],
            day=f"{wanted.day:%d.%m.%Y}",
            start=clock(wanted.slot.start),
            end=clock(wanted.slot.end),
        )
        for wanted in contradicting
    )
