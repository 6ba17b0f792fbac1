"""From a document of a matching to the problem the solver knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from solver.exchange.matching.shapes import (
    FORMAT,
    VERSION,
    CoachShape,
    KindergartenShape,
    MatchingShape,
    PairShape,
    Sense,
)
from solver.exchange.plain_profile import PLAIN
from solver.exchange.reading import (
    Broken,
    Faults,
    OutsideProblem,
    RulesAsked,
    named_pointer,
    read_shape,
)
from solver.json_values import Json
from solver.matching.problem import (
    Coach,
    CoachId,
    Conflict,
    County,
    CountyId,
    Engagement,
    Kindergarten,
    KindergartenId,
    MatchingProblem,
    Month,
    Pair,
    RefusedPair,
    Way,
)
from solver.matching.validate import validate

DEFAULT_LAND = "TH"
#: Who pays where nobody is named.
NOBODY = CountyId("niemand")
#: The month of a problem that knows none.
NO_MONTH = Month(12)
MONTHS_PER_YEAR = 12
#: Pairs beyond this make tables nobody needs.
MOST_PAIRS = 2_000_000
#: What is least where nobody accompanies anybody.
_COSTS = frozenset({"score", "cost", "travel"})


@dataclass(frozen=True, slots=True)
class OutsideMatching(OutsideProblem[MatchingProblem]):
    """A matching with the sense of its scores.

    Where they are to be large, a pair costs what it is worth less than ``top``, and a
    kindergarten without a coach costs ``top``: then the least cost is the most value.
    """

    sense: Sense = Sense.MINIMISE
    top: int = 0


@dataclass(slots=True)
class _Draft(Faults):
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


def matching_from_value(value: Json) -> OutsideMatching:
    """A problem out of the JSON value of a document.

    Raises
    ------
    DocumentError
        With all faults at once, each with the JSON pointer of its place.
    """
    read = read_shape(value, FORMAT, VERSION, MatchingShape)
    shape = read.shape
    draft = _Draft(shape, unread=read.faults, broken=read.broken)
    _begin(draft)
    problem, top = _problem(draft)
    # What is wrong with names or months would be told again, or in other words.
    unsure = draft.faults or draft.broken.touches("first_month", "last_month")
    for found in () if unsure or _names_unread(draft.broken) else validate(problem):
        draft.fault(_outside(shape, found.pointer), found.detail)
    land = shape.land or DEFAULT_LAND
    days = _first_day(draft.first_month), _first_day(draft.last_month)
    in_months = draft.sure_of("first_month", "last_month") and (
        shape.first_month is not None
        or not draft.broken.hides("kindergartens", "first_month")
    )
    draft.refuse_if_any(
        RulesAsked(
            shape.profile,
            land if draft.sure_of("land") else None,
            days if in_months else None,
        )
    )
    return OutsideMatching(
        problem, shape.profile, shape.title, land, days, shape.sense, top
    )


def _names_unread(broken: Broken) -> bool:
    tables = ("coaches", "kindergartens", "counties")
    return any(broken.hides(table, "id") for table in tables)


def _begin(draft: _Draft) -> None:
    """Names and months; the first faults are those."""
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


def _numbered(draft: _Draft, table: str, ids: Iterable[str]) -> dict[str, int]:
    """Where each id stands; twice is a fault."""
    found: dict[str, int] = {}
    for number, id_ in enumerate(ids):
        if found.setdefault(id_, number) != number:
            draft.fault(f"/{table}/{number}/id", f"„{id_}“ steht zweimal da.")
    return found


def _problem(draft: _Draft) -> tuple[MatchingProblem, int]:
    """The problem, and the highest score where scores are to be large."""
    shape = draft.shape
    counties = {
        CountyId(c.id): County(CountyId(c.id), c.budget_cents) for c in shape.counties
    }
    counties.setdefault(NOBODY, County(NOBODY))
    kindergartens = {
        KindergartenId(k.id): _kindergarten(draft, number, k, counties)
        for number, k in enumerate(shape.kindergartens)
    }
    ways, use, scores = _pairs(draft)
    top = max(scores.values(), default=0) if shape.sense is Sense.MAXIMISE else 0
    if shape.sense is Sense.MAXIMISE:
        scores = {pair: top - score for pair, score in scores.items()}
    problem = MatchingProblem(
        {CoachId(c.id): _coach(c) for c in shape.coaches},
        kindergartens,
        counties,
        ways,
        conflicts=tuple(
            Conflict(CoachId(c.coach), KindergartenId(c.kindergarten), c.kind)
            for n, c in enumerate(shape.conflicts)
            if draft.known(f"/conflicts/{n}", c.coach, c.kindergarten)
        ),
        refused=tuple(
            RefusedPair(CoachId(r.coach), KindergartenId(r.kindergarten), r.origin)
            for n, r in enumerate(shape.refused)
            if draft.known(f"/refused/{n}", r.coach, r.kindergarten)
        ),
        fixed=_fixed(draft, kindergartens),
        use_minutes=use,
        scores=scores,
        unserved_score=top,
    )
    return problem, top


def _fixed(
    draft: _Draft, kindergartens: Mapping[KindergartenId, Kindergarten]
) -> tuple[Engagement, ...]:
    found: list[Engagement] = []
    for number, fixed in enumerate(draft.shape.fixed):
        if draft.known(f"/fixed/{number}", fixed.coach, fixed.kindergarten):
            id_ = KindergartenId(fixed.kindergarten)
            wished = kindergartens[id_].wished_half_hours
            hours = wished if fixed.half_hours is None else fixed.half_hours
            found.append(Engagement(id_, CoachId(fixed.coach), hours))
    return tuple(found)


def _pairs(
    draft: _Draft,
) -> tuple[dict[Pair, Way], dict[Pair, int], dict[Pair, int]]:
    """Ways, explicit use and scores; all pairs without a way where none is listed."""
    shape = draft.shape
    listed = shape.pairs
    if listed is None:
        listed = tuple(
            PairShape(c.id, k.id) for c in shape.coaches for k in shape.kindergartens
        )
    ways: dict[Pair, Way] = {}
    use: dict[Pair, int] = {}
    scores: dict[Pair, int] = {}
    for number, row in enumerate(listed):
        pair = CoachId(row.coach), KindergartenId(row.kindergarten)
        if not draft.known(f"/pairs/{number}", *pair):
            continue
        if pair in ways and shape.pairs is not None:
            draft.fault(f"/pairs/{number}", "Dieses Paar steht zweimal da.")
        ways[pair] = Way(row.way_minutes, row.round_trip_cents)
        if row.use_minutes is not None:
            use[pair] = row.use_minutes
        if row.score is not None:
            scores[pair] = row.score
    return ways, use, scores


def _coach(shape: CoachShape) -> Coach:
    return Coach(
        CoachId(shape.id),
        shape.monthly_minutes,
        shape.fee_cents_per_hour,
        shape.max_way_minutes,
        shape.max_kindergartens,
        dict(shape.topics),
        frozenset(shape.languages),
        shape.experience_years,
        frozenset(shape.stages),
        {Month(entry.month): entry.minutes for entry in shape.minutes_by_month},
        shape.history_minutes,
        {Month(one.month): one.kindergartens for one in shape.other_kindergartens},
    )


def _kindergarten(
    draft: _Draft,
    number: int,
    shape: KindergartenShape,
    counties: Mapping[CountyId, County],
) -> Kindergarten:
    county = NOBODY if shape.county is None else CountyId(shape.county)
    if county not in counties and not draft.broken.hides("counties", "id"):
        draft.nobody(f"/kindergartens/{number}/county", county, "Landkreis")
    wished = shape.wished_half_hours
    return Kindergarten(
        KindergartenId(shape.id),
        county,
        shape.stage,
        Month(shape.first_month or draft.first_month),
        Month(shape.last_month or draft.last_month),
        shape.min_half_hours,
        shape.min_half_hours if wished is None else wished,
        shape.visits_per_month,
        dict(shape.topics),
        frozenset(shape.languages),
        None if shape.last_coach is None else CoachId(shape.last_coach),
    )


def _first_day(month: Month) -> date:
    return date(month // MONTHS_PER_YEAR, month % MONTHS_PER_YEAR + 1, 1)


def _outside(shape: MatchingShape, pointer: str) -> str:
    """Where a fault of the problem stands in the document it came from."""
    found = named_pointer(
        pointer,
        {
            "coaches": [coach.id for coach in shape.coaches],
            "kindergartens": [k.id for k in shape.kindergartens],
            "counties": [county.id for county in shape.counties],
        },
    )
    if isinstance(found, str):
        return found
    table, rest = found
    number, _, name = rest.partition("/")
    return f"/{table}/{number}/{name}" if number.isdecimal() else f"/{table}"
