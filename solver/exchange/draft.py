"""What a translation knows on its way: names, days, faults and where all came from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from solver.exchange.reading import Broken, Faults
from solver.exchange.shapes import NeedShape, ProblemShape, Window
from solver.json_values import Fault
from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.problem import PersonId, PlaceId

#: Where everything happens if no place is named, and who is absent if nobody is.
ONLY_PLACE = PlaceId("ort")
NOBODY = PersonId("niemand")
MOST_DAYS = 366
_NO_DAY = Day(1)


@dataclass(slots=True)
class Draft(Faults):
    """The document on its way to a problem."""

    shape: ProblemShape
    origins: dict[str, list[str]] = field(default_factory=dict)
    first_day: Day = _NO_DAY
    last_day: Day = _NO_DAY
    persons: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    place_of: Mapping[str, PlaceId] = field(default_factory=dict)

    def came_from(self, table: str, pointer: str) -> None:
        """The next entry of a problem's table comes from this place."""
        self.origins.setdefault(table, []).append(pointer)

    @property
    def days(self) -> tuple[Day, ...]:
        """All days of the horizon."""
        return tuple(Day(day) for day in range(self.first_day, self.last_day + 1))

    def on_days(self, day: Day | None) -> Iterable[Day]:
        """The day named, or every day."""
        return self.days if day is None else (day,)

    def slot(self, pointer: str, start: int, end: int) -> Slot | None:
        """A slot, or a fault where it ends before it begins."""
        if 0 <= start < end <= MINUTES_PER_DAY:
            return Slot(start, end)
        self.fault(f"{pointer}/end", "Das Ende liegt nicht nach dem Beginn.")
        return None

    def windows(
        self, pointer: str, windows: Iterable[Window]
    ) -> dict[Day, tuple[Slot, ...]]:
        """Windows by day."""
        found: dict[Day, list[Slot]] = {}
        for number, window in enumerate(windows):
            slot = self.slot(f"{pointer}/{number}", window.start, window.end)
            for day in self.on_days(window.day) if slot else ():
                if slot is not None:
                    found.setdefault(day, []).append(slot)
        return {day: tuple(slots) for day, slots in sorted(found.items())}

    def always(self) -> dict[Day, tuple[Slot, ...]]:
        """All of every day."""
        whole = (Slot(0, MINUTES_PER_DAY),)
        return dict.fromkeys(self.days, whole)

    def known(self, pointer: str, kind: str, name: str | None) -> bool:
        """Whether a name is known; otherwise a fault says so."""
        tables = {
            "Person": self.persons,
            "Ort": self.places,
            "Kind": self.children,
        }
        if name is None or name in tables[kind]:
            return True
        if not self._hidden(kind):
            self.nobody(pointer, name, kind)
        return False

    def _hidden(self, kind: str) -> bool:
        """Whether a name of a kind may be among what could not be read."""
        hides = self.broken.hides
        if kind == "Kind":
            of_needs = hides("needs", "id", "child") or hides("presences", "child")
            return of_needs or hides("children", "id")
        return hides("persons" if kind == "Person" else "places", "id")

    def place(self, pointer: str, person: str | None, place: str | None) -> PlaceId:
        """The place named, else the person's, else a fault; at its own ``pointer``."""
        if place is not None:
            self.known(pointer, "Ort", place)
            return PlaceId(place)
        found = self.place_of.get(person or "")
        unsure = self._hidden("Ort") or self.broken.hides("persons", "id", "home")
        if found is None and not unsure:
            nobody = "Bei mehreren Orten ist anzugeben, wo das Kind sonst ist."
            somebody = f"Der Ort von „{person}“ ist nicht angegeben."
            self.fault(pointer, nobody if person == NOBODY else somebody)
        return found or ONLY_PLACE


def begun(shape: ProblemShape, unread: tuple[Fault, ...] = ()) -> Draft:
    """A draft with its days and names; the first faults are those of days."""
    broken = Broken(frozenset(fault.pointer for fault in unread))
    draft = Draft(shape, unread=unread, broken=broken)
    _find_days(draft)
    draft.persons = frozenset((NOBODY, *(p.id for p in shape.persons)))
    draft.children = frozenset(
        (*(c.id for c in shape.children), *(child_of(n) for n in shape.needs))
    ) | {p.child for p in shape.presences}
    _find_places(draft)
    return draft


def _find_days(draft: Draft) -> None:
    """First and last day; nothing is wrong with them where others are not known."""
    shape = draft.shape
    days = [need.day for need in shape.needs if need.day is not None]
    first = shape.first_day or min(days, default=None)
    hidden = draft.broken.touches("first_day") or draft.broken.hides("needs", "day")
    sure = not hidden
    if first is None:
        if sure:
            missing = "Der erste Tag fehlt, und kein Bedarf nennt einen."
            draft.fault("/first_day", missing)
        first = shape.last_day or Day(1)
    last = shape.last_day or max(days, default=first)
    wrong = None
    if last < first:
        wrong = "Der letzte Tag liegt vor dem ersten."
    elif last - first >= MOST_DAYS:
        wrong = f"Geplant werden höchstens {MOST_DAYS} Tage."
    if wrong is not None:
        last = first
        if sure:
            draft.fault("/last_day", wrong)
    draft.first_day, draft.last_day = first, last


def _find_places(draft: Draft) -> None:
    """Places and where each person works; without any, there is only one."""
    named = [place.id for place in draft.shape.places]
    draft.places = frozenset(named) or frozenset((str(ONLY_PLACE),))
    only = None
    if len(named) <= 1:
        only = PlaceId(named[0]) if named else ONLY_PLACE
    draft.place_of = dict(_places_of(draft, only))


def _places_of(draft: Draft, only: PlaceId | None) -> Iterator[tuple[str, PlaceId]]:
    if only is not None:
        yield NOBODY, only
    for person in draft.shape.persons:
        if person.home is not None:
            yield person.id, PlaceId(person.home)
        elif only is not None:
            yield person.id, only


def child_of(need: NeedShape) -> str:
    """The child of a need; one of its own where none is named."""
    return need.child or need.id
