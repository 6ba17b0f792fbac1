"""Needs, cover and what lies between children and persons as the solver's parts."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from service.domain.familiarity import Meeting, stretches
from service.snapshot.attendance import NeedRow
from service.snapshot.fixed import CoverRow
from service.snapshot.nouns import day_of, days_told
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.relations import ExclusionRow
from service.snapshot.state import State
from solver.profile import RuleProfile
from solver.rule import RuleId
from solver.substitution import problem as parts

_BY_PLACE = ("familiarity-level", "familiarity")


class Pairs:
    """Turns rows that name several nouns into the solver's parts."""

    def __init__(self, state: State, codes: Pseudonyms) -> None:
        self._state = state
        self._codes = codes
        self._days = days_told(state)
        self._by_place = counts_by_place(state.rules.profile)

    def need(self, row: NeedRow) -> parts.Need:
        """A need; its id names child, day and start."""
        codes, day = self._codes, day_of(row.day)
        return parts.Need(
            id=codes.need(row.child_id, day, row.slot.start),
            child=codes.children[row.child_id],
            day=day,
            slot=row.slot,
            absent=codes.persons[row.absent_id],
            regular_place=codes.places[row.place_id],
            episode=codes.episode(row.child_id, row.absent_id, day_of(row.episode_day)),
        )

    def links(self) -> Iterator[parts.Link]:
        """Who may stand in for whom where."""
        codes = self._codes
        for row in self._state.links:
            if row.substitute_id not in codes.persons:
                continue
            yield parts.Link(
                absent=codes.persons[row.absent_id],
                substitute=codes.persons[row.substitute_id],
                place=codes.places[row.place_id],
                model=row.model,
                first_day=day_of(row.first_day) if row.first_day else None,
                last_day=day_of(row.last_day) if row.last_day else None,
                held_places=row.held_places,
                children=None
                if row.children is None
                else frozenset(codes.children[c] for c in row.children),
                held_place_cents=row.held_place_cents,
            )

    def familiarity(self) -> Iterator[parts.FamiliarityRecord]:
        """States of pairs over the days, at every place or place by place."""
        codes, first, last = self._codes, self._days[0], self._days[-1]
        thresholds = self._state.rules.familiarity
        for (child, person), by_place in sorted(self._state.meetings.items()):
            if person not in codes.persons or child not in codes.children:
                continue
            for place, meetings in self._grouped(by_place):
                for run in stretches(first, last, meetings, thresholds):
                    yield parts.FamiliarityRecord(
                        child=codes.children[child],
                        person=codes.persons[person],
                        state=run.state,
                        first_day=day_of(run.first_day),
                        last_day=day_of(run.last_day),
                        place=codes.places[place] if place else None,
                    )

    def designations(self) -> Iterator[parts.Designation]:
        """Designated substitutes, clipped to the horizon."""
        horizon = self._state.horizon
        for row in self._state.designations:
            if self._known(row.child_id, row.person_id):
                yield parts.Designation(
                    self._codes.children[row.child_id],
                    self._codes.persons[row.person_id],
                    day_of(max(row.valid_from, horizon.first_day)),
                    day_of(min(row.valid_until or horizon.last_day, horizon.last_day)),
                )

    def exclusions(self) -> Iterator[parts.Exclusion]:
        """Pairs that must not be."""
        for row in self._state.exclusions:
            if row.person_id in self._codes.persons and self._concerns(row):
                yield parts.Exclusion(
                    person=self._codes.persons[row.person_id],
                    origin=row.origin,
                    first_day=day_of(row.first_day),
                    last_day=day_of(row.last_day),
                    child=self._codes.children[row.child_id] if row.child_id else None,
                )

    def _concerns(self, row: ExclusionRow) -> bool:
        return row.child_id is None or row.child_id in self._codes.children

    def overrides(self) -> Iterator[parts.FamiliarityOverride]:
        """Pairs that a counsellor let pass."""
        for row in self._state.overrides:
            if self._known(row.child_id, row.person_id):
                yield parts.FamiliarityOverride(
                    self._codes.children[row.child_id],
                    self._codes.persons[row.person_id],
                    day_of(row.first_day),
                    day_of(row.last_day),
                )

    def former(self) -> Iterator[parts.FormerSubstitute]:
        """Who stood in for the children before; regular persons left out.

        Somebody the problem does not speak of stays without a code.
        """
        codes = self._codes
        for row in self._state.former:
            booked = self._state.bookings.get(row.child_id, ())
            if row.child_id in codes.children and not any(
                booking.person_id == row.person_id for booking in booked
            ):
                yield parts.FormerSubstitute(
                    codes.children[row.child_id],
                    codes.persons.get(row.person_id),
                    day_of(row.last_day),
                )

    def cover(self, row: CoverRow) -> parts.Cover:
        """A cover; both codes are missing where it was arranged outside."""
        codes = self._codes
        return parts.Cover(
            child=codes.children[row.child_id],
            day=day_of(row.day),
            slot=row.slot,
            person=codes.persons[row.person_id] if row.person_id else None,
            place=codes.places[row.place_id] if row.place_id else None,
        )

    def _known(self, child: UUID, person: UUID) -> bool:
        return child in self._codes.children and person in self._codes.persons

    def _grouped(
        self, by_place: Mapping[UUID | None, Sequence[Meeting]]
    ) -> Iterator[tuple[UUID | None, Sequence[Meeting]]]:
        """Meetings that count together: all of a pair, or those at one place."""
        if not self._by_place:
            yield None, sorted(m for met in by_place.values() for m in met)
            return
        for place, meetings in by_place.items():
            if place is not None and place in self._codes.places:
                yield place, meetings


def counts_by_place(profile: RuleProfile) -> bool:
    """Whether the profile asks for the person at this very place."""
    settings = (profile.settings.get(parts_id) for parts_id in map(RuleId, _BY_PLACE))
    return any(
        setting is not None
        and (number := setting.parameters.get("by_place")) is not None
        and number.value is True
        for setting in settings
    )
