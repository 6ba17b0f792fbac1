"""A document of a matching as it is read: its names and months, and what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from solver.exchange.matching.shapes import MatchingShape, Sense
from solver.exchange.plain_profile import PLAIN
from solver.exchange.reading import Faults
from solver.matching.problem import Month

#: The month of a problem that knows none.
NO_MONTH = Month(12)
MONTHS_PER_YEAR = 12
#: Pairs beyond this make tables nobody needs.
MOST_PAIRS = 2_000_000
#: What is least where nobody accompanies anybody.
_COSTS = frozenset({"score", "cost", "travel"})


@dataclass(slots=True)
class Draft(Faults):
    """A document as it is read: its faults, where each id stands, its months."""

    shape: MatchingShape
    coaches: dict[str, int] = field(default_factory=dict)
    kindergartens: dict[str, int] = field(default_factory=dict)
    first_month: Month = NO_MONTH
    last_month: Month = NO_MONTH

    def known(self, pointer: str, coach: str, kindergarten: str) -> bool:
        """Whether both sides of a pair are given; otherwise a fault says so."""
        sides = (
            ("coach", coach, self.coaches, "Prozessbegleitung", "coaches"),
            (
                "kindergarten",
                kindergarten,
                self.kindergartens,
                "Einrichtung",
                "kindergartens",
            ),
        )
        found = True
        for name, id_, known, noun, table in sides:
            if id_ not in known:
                if not self.broken.hides(table, "id"):
                    self.nobody(f"{pointer}/{name}", id_, noun)
                found = False
        return found


def begun(draft: Draft) -> Draft:
    """The draft with names and months; the first faults are those."""
    shape = draft.shape
    draft.coaches = _numbered(draft, "coaches", [c.id for c in shape.coaches])
    named = [k.id for k in shape.kindergartens]
    draft.kindergartens = _numbered(draft, "kindergartens", named)
    _numbered(draft, "counties", [c.id for c in shape.counties])
    if len(shape.coaches) * len(shape.kindergartens) > MOST_PAIRS:
        draft.fault("/coaches", f"Mehr als {MOST_PAIRS} Paare sind zu viele.")
        draft.refuse_if_any()
    given = [k.first_month for k in shape.kindergartens if k.first_month is not None]
    first = shape.first_month or min(given, default=None)
    plain = shape.profile is not None and shape.profile.base == PLAIN
    unread = draft.broken.touches("kindergartens", "first_month", "profile")
    if first is None and not plain and not unread:
        draft.fault("/first_month", "Der erste Monat fehlt.")
    if first is not None:
        draft.first_month = Month(first)
        draft.last_month = Month(shape.last_month or first + MONTHS_PER_YEAR - 1)
    elif shape.last_month is not None and not unread:
        draft.fault("/last_month", "Ein letzter Monat braucht einen ersten.")
    if draft.last_month < draft.first_month and not unread:
        draft.fault("/last_month", "Der letzte Monat liegt vor dem ersten.")
    if _nothing_is_cheapest(shape):
        draft.fault(
            "/profile/tiers",
            "Soll „score“ klein sein („sense“), so ist es am billigsten, nichts zu"
            " vergeben: vorher steht „unserved“, also zum Beispiel"
            ' ["unserved", "score"].',
        )
    return draft


def _nothing_is_cheapest(shape: MatchingShape) -> bool:
    """Whether small scores are asked for before anything that needs a coach at all."""
    if shape.sense is not Sense.MINIMISE or shape.profile is None:
        return False
    asked: set[str] = set()
    for tier in shape.profile.tiers:
        asked.update((tier,) if isinstance(tier, str) else tier)
        if "score" in asked:
            return asked <= _COSTS
    return False


def _numbered(draft: Draft, table: str, ids: Iterable[str]) -> dict[str, int]:
    """Where each id stands; twice is a fault."""
    found: dict[str, int] = {}
    for number, id_ in enumerate(ids):
        if found.setdefault(id_, number) != number:
            draft.fault(f"/{table}/{number}/id", f"„{id_}“ steht zweimal da.")
    return found
