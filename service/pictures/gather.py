"""Gather one day of a proposal into a scene."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from string import ascii_uppercase
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.store import Store
from service.db.tables.children import Child
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.domain.actor import Actor
from service.pictures.scene import AbsentRow, Bar, PersonRow, Scene
from service.planning.proposal_rows import gaps_of, items_of
from service.snapshot import Snapshot, take_snapshot
from solver.counted import counted
from solver.substitution.problem import Presence
from solver.words import WORDS

_LONG_DAYS = (
    *("Montag", "Dienstag", "Mittwoch", "Donnerstag"),
    *("Freitag", "Samstag", "Sonntag"),
)
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
)


def gather(store: Store, actor: Actor, proposal_id: UUID, day: date) -> Scene:
    """The day as the proposal has it, with the children who are there anyway.

    Raises
    ------
    NotPermitted, NotFound
        If the proposal is not the actor's to read.
    """
    with store.read(actor.tenant_id) as session:
        load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        items = [row for row in items_of(session, proposal_id) if row.day == day]
        gaps = [row for row in gaps_of(session, proposal_id) if row.day == day]
        snapshot = take_snapshot(
            session, first_day=day, last_day=day, now=store.clock.now()
        )
        return _Gathering(session, snapshot, items, gaps).scene(day)


class _Gathering:
    def __init__(
        self,
        session: Session,
        snapshot: Snapshot,
        items: Sequence[ProposalItem],
        gaps: Sequence[ProposalGap],
    ) -> None:
        self._items = items
        self._gaps = gaps
        self._snapshot = snapshot
        codes = session.execute(select(Child.id, Child.code))
        self._children = dict(codes.all())
        self._weights = dict(
            session.execute(select(Child.id, Child.capacity_weight)).all()
        )
        self._names = {
            key: f"{given} {family}".strip()
            for key, given, family in session.execute(
                select(Person.id, Person.given_name, Person.family_name)
            )
        }
        self._places = {
            key: name or street or code
            for key, name, street, code in session.execute(
                select(Place.id, Place.name, Place.street, Place.code)
            )
        }
        away = {item.absent_person_id for item in items}
        away |= {gap.absent_person_id for gap in gaps}
        ordered = sorted(away, key=lambda key: self._names[key])
        self._letters = {key: _letter(at) for at, key in enumerate(ordered)}

    def scene(self, day: date) -> Scene:
        children = {row.child_id for row in self._items}
        without = {row.child_id for row in self._gaps} - children
        month = _MONTHS[day.month - 1]
        return Scene(
            title=f"{_LONG_DAYS[day.weekday()]}, {day.day}. {month} {day.year}",
            subtitle=(
                f"{counted(len(self._letters), 'Personen fehlen')};"
                f" {counted(len(children), 'Kinder werden')} vertreten,"
                f" {counted(len(without), 'finden niemanden')}"
            ),
            absent=tuple(self._absent(key) for key in self._letters),
            persons=tuple(self._persons()),
            gaps=tuple(
                Bar(
                    self._children[gap.child_id],
                    gap.start_minute,
                    gap.end_minute,
                    self._letters[gap.absent_person_id],
                )
                for gap in sorted(self._gaps, key=self._gap_order)
            ),
        )

    def _gap_order(self, gap: ProposalGap) -> tuple[str, str, int]:
        letter = self._letters[gap.absent_person_id]
        return letter, self._children[gap.child_id], gap.start_minute

    def _absent(self, key: UUID) -> AbsentRow:
        taken = {r.child_id for r in self._items if r.absent_person_id == key}
        left = {r.child_id for r in self._gaps if r.absent_person_id == key}
        return AbsentRow(
            self._letters[key], self._names[key], len(taken), len(left - taken)
        )

    def _persons(self) -> Iterable[PersonRow]:
        together: dict[UUID, list[ProposalItem]] = defaultdict(list)
        for item in self._items:
            together[item.person_id].append(item)
        for key in sorted(together, key=lambda key: self._names[key]):
            yield self._person(key, together[key])

    def _person(self, key: UUID, items: Sequence[ProposalItem]) -> PersonRow:
        own = self._presences(key)
        code = self._snapshot.pseudonyms.persons.get(key)
        person = self._snapshot.problem.persons.get(code) if code else None
        permit = person.permit if person else None
        rows = self._snapshot.pseudonyms.rows
        weights = [(p.slot.start, p.slot.end, p.weight) for p in own]
        weights += [
            (i.start_minute, i.end_minute, self._weights[i.child_id]) for i in items
        ]
        return PersonRow(
            name=self._names[key],
            place=", ".join(sorted({self._places[item.place_id] for item in items})),
            model=", ".join(sorted({WORDS["model"][item.model] for item in items})),
            own=tuple(
                Bar(self._children[rows[p.child]], p.slot.start, p.slot.end)
                for p in sorted(own, key=lambda p: (p.slot.start, p.child))
            ),
            taken=tuple(
                Bar(
                    self._children[item.child_id],
                    item.start_minute,
                    item.end_minute,
                    self._letters[item.absent_person_id],
                    _known(item),
                )
                for item in sorted(items, key=self._item_order)
            ),
            fullest=_fullest(weights),
            places=permit.places if permit else None,
        )

    def _item_order(self, item: ProposalItem) -> tuple[int, str]:
        return item.start_minute, self._children[item.child_id]

    def _presences(self, key: UUID) -> list[Presence]:
        code = self._snapshot.pseudonyms.persons.get(key)
        return [p for p in self._snapshot.problem.presences if p.person == code]


def _known(item: ProposalItem) -> str:
    return WORDS["familiarity"].get(str(item.facts.get("familiarity", "")), "")


def _letter(at: int) -> str:
    """A, B, … Z, A2, B2 …: short enough for a bar."""
    round_, place = divmod(at, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(round_ + 1) if round_ else "")


def _fullest(weights: Sequence[tuple[int, int, int]]) -> int:
    """Places taken at the fullest moment; it begins when some bar begins."""
    return max(
        (
            sum(weight for start, end, weight in weights if start <= moment < end)
            for moment, _, _ in weights
        ),
        default=0,
    )
