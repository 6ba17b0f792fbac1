"""Which cover is a fact, which stands and is free, and which pairs are out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from service.domain.kinds import ArrangementKind, AssignmentState, ExclusionOrigin
from service.domain.needs import shared
from service.snapshot.absences import Absences
from service.snapshot.attendance import NeedRow
from service.snapshot.horizon import Horizon
from service.snapshot.links import LinkRow
from service.snapshot.relations import ExclusionRow
from service.snapshot.standing import ArrangementRow, AssignmentRow, Standing
from solver.slots import Slot, subtracted
from solver.substitution.problem import FixedKind


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A cover in stored ids; no person and place where it was arranged outside."""

    child_id: UUID
    day: date
    slot: Slot
    person_id: UUID | None
    place_id: UUID | None


@dataclass(frozen=True, slots=True)
class Fixed:
    """Facts by kind, cover that stands but is free, and declined or forbidden pairs."""

    facts: Sequence[tuple[CoverRow, FixedKind]]
    published: Sequence[CoverRow]
    exclusions: Sequence[ExclusionRow]


@dataclass(frozen=True, slots=True)
class _Sorter:
    """Decides cover by cover; ``planned`` are the children this plan is about."""

    horizon: Horizon
    absences: Absences
    needs: Mapping[tuple[UUID, date], Sequence[NeedRow]]
    planned: frozenset[UUID]
    first_held: Mapping[UUID, date]

    def needed(self, child: UUID, day: date, slot: Slot) -> tuple[Slot, ...]:
        """What of a slot a child's current needs contain."""
        return shared((slot,), [need.slot for need in self.needs.get((child, day), ())])

    def kind(self, row: AssignmentRow) -> FixedKind | None:
        """Why an assignment is a fact; ``None`` where it is free."""
        if row.state in (AssignmentState.STARTED, AssignmentState.DONE):
            return FixedKind.STARTED
        today = self.horizon.today
        begun = row.day < today or (
            row.day == today and row.slot.start < self.horizon.frozen_minute
        )
        if begun:
            return FixedKind.STARTED
        if row.state is AssignmentState.ACCEPTED:
            return FixedKind.ACCEPTED
        return None if row.child_id in self.planned else FixedKind.PINNED

    def held(self, row: AssignmentRow) -> tuple[Slot, ...]:
        """What still holds: the child needs it and the substitute is not away then."""
        return subtracted(
            self.needed(row.child_id, row.day, row.slot),
            self.absences.person_slots(row.person_id, row.day),
        )


def sort_cover(
    standing: Standing,
    absences: Absences,
    all_needs: Sequence[NeedRow],
    planned: Sequence[NeedRow],
    horizon: Horizon,
    links: Sequence[LinkRow],
) -> Fixed:
    """Sort what stands into facts, free cover and exclusions.

    Cover holds only as far as the child still needs it and the substitute is there: one
    who falls ill at noon keeps the morning. Cover of days before the
    horizon is kept for the children of this plan whose run of absence began then.
    """
    needs: dict[tuple[UUID, date], list[NeedRow]] = defaultdict(list)
    for need in all_needs:
        needs[need.child_id, need.day].append(need)
    first_held = {need.child_id: need.episode_day for need in reversed(planned)}
    sorter = _Sorter(
        horizon, absences, needs, frozenset(n.child_id for n in planned), first_held
    )
    facts: list[tuple[CoverRow, FixedKind]] = []
    published: list[CoverRow] = []
    exclusions: list[ExclusionRow] = []
    for row in standing.assignments:
        if row.state is AssignmentState.DECLINED:
            exclusions.extend(_declined(row, horizon))
        elif row.day < horizon.first_day:
            facts.extend(_held(row, sorter))
        else:
            _sort_one(row, sorter, facts, published)
    for arrangement in standing.arrangements:
        if arrangement.kind is ArrangementKind.FORBID:
            exclusions.extend(_forbidden(arrangement))
        else:
            facts.extend(_arranged(arrangement, sorter, links))
    return Fixed(_without_doubles(facts), published, exclusions)


def _sort_one(
    row: AssignmentRow,
    sorter: _Sorter,
    facts: list[tuple[CoverRow, FixedKind]],
    published: list[CoverRow],
) -> None:
    kind = sorter.kind(row)
    for slot in sorter.held(row):
        cover = CoverRow(row.child_id, row.day, slot, row.person_id, row.place_id)
        if kind is None:
            published.append(cover)
        else:
            facts.append((cover, kind))


def _held(row: AssignmentRow, sorter: _Sorter) -> Iterator[tuple[CoverRow, FixedKind]]:
    since = sorter.first_held.get(row.child_id)
    if since is not None and row.day >= since:
        cover = CoverRow(row.child_id, row.day, row.slot, row.person_id, row.place_id)
        yield cover, FixedKind.STARTED


def _declined(row: AssignmentRow, horizon: Horizon) -> Iterator[ExclusionRow]:
    if row.day >= horizon.first_day:
        yield ExclusionRow(
            row.person_id, row.child_id, ExclusionOrigin.DECLINED, row.day, row.day
        )


def _forbidden(row: ArrangementRow) -> Iterator[ExclusionRow]:
    if row.person_id is not None:
        yield ExclusionRow(
            row.person_id, row.child_id, ExclusionOrigin.FORBIDDEN, row.day, row.day
        )


def _arranged(
    row: ArrangementRow, sorter: _Sorter, links: Sequence[LinkRow]
) -> Iterator[tuple[CoverRow, FixedKind]]:
    pinned = row.kind is ArrangementKind.PIN
    kind = FixedKind.PINNED if pinned else FixedKind.ARRANGED
    for need in sorter.needs.get((row.child_id, row.day), ()):
        slot = need.slot.intersection(row.slot)
        if slot is None:
            continue
        place = row.place_id
        if row.person_id is not None and place is None:
            place = place_for(need, row.person_id, links)
        yield CoverRow(row.child_id, row.day, slot, row.person_id, place), kind


def place_for(need: NeedRow, person: UUID, links: Iterable[LinkRow]) -> UUID:
    """Where a person takes a child if nobody said: as agreed, else as ever."""
    agreed = [
        link.place_id
        for link in links
        if link.absent_id == need.absent_id and link.substitute_id == person
    ]
    return agreed[0] if agreed else need.place_id


def _without_doubles(
    facts: Sequence[tuple[CoverRow, FixedKind]],
) -> Sequence[tuple[CoverRow, FixedKind]]:
    """The same child with the same person at the same place counts once a minute."""
    taken: dict[tuple[UUID, date, UUID | None, UUID | None], list[Slot]] = defaultdict(
        list
    )
    result: list[tuple[CoverRow, FixedKind]] = []
    for cover, kind in facts:
        known = taken[cover.child_id, cover.day, cover.person_id, cover.place_id]
        result.extend(
            (replace(cover, slot=slot), kind)
            for slot in subtracted((cover.slot,), known)
        )
        known.append(cover.slot)
    return result
