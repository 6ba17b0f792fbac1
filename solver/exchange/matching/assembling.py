"""Coaches, kindergartens and pairs of a document as the problem the solver knows."""

from collections.abc import Mapping

from solver.exchange.matching.draft import Draft
from solver.exchange.matching.shapes import (
    CoachShape,
    KindergartenShape,
    PairShape,
    Sense,
)
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

#: Who pays where nobody is named.
NOBODY = CountyId("niemand")


def assembled(draft: Draft) -> tuple[MatchingProblem, int]:
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
    later = _later_ways(draft, ways)
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
        ways_from=later,
    )
    return problem, top


def _fixed(
    draft: Draft, kindergartens: Mapping[KindergartenId, Kindergarten]
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
    draft: Draft,
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


def _later_ways(draft: Draft, ways: Mapping[Pair, Way]) -> dict[Month, dict[Pair, Way]]:
    """All ways from each month on in which some pair's are others."""
    changed: dict[Month, dict[Pair, Way]] = {}
    for number, row in enumerate(draft.shape.pairs or ()):
        pair = CoachId(row.coach), KindergartenId(row.kindergarten)
        for place, later in enumerate(row.later_ways):
            of_month = changed.setdefault(Month(later.from_month), {})
            if pair in of_month:
                at = f"/pairs/{number}/later_ways/{place}/from_month"
                draft.fault(at, "Ab diesem Monat steht schon ein Weg da.")
            elif pair in ways:
                of_month[pair] = Way(later.way_minutes, later.round_trip_cents)
    held = dict(ways)
    found: dict[Month, dict[Pair, Way]] = {}
    for month in sorted(changed):
        held = {**held, **changed[month]}
        found[month] = held
    return found


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
        {Month(one.month): one.minutes for one in shape.max_way_by_month},
        {Month(one.month): one.cents_per_hour for one in shape.fee_by_month},
    )


def _kindergarten(
    draft: Draft,
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
