"""Ways between the people of a season, by car from home to home.

A floater without a home of her own in the store begins in the middle of those she
looks after today, or of everybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from uuid import UUID

from sqlalchemy.orm import Session

from service.domain.kinds import TravelMode
from service.snapshot.areas import load_areas
from service.snapshot.horizon import Horizon
from service.snapshot.people import load_people
from service.snapshot.places import load_places
from service.travel import EstimatedTravelTimes, Point
from solver.pairing.problem import PersonId, Team

#: Ways beyond are in no problem [min].
FARTHEST_MINUTES = 60


def season_ways(
    session: Session,
    horizon: Horizon,
    people: Mapping[PersonId, UUID],
    floaters: Iterable[PersonId],
    existing: Sequence[Team],
) -> Mapping[tuple[PersonId, PersonId], int]:
    """Minutes between every two; who has no point on the map reaches nobody.

    Parameters
    ----------
    people
        Rows of childminders and floaters, by code.
    """
    persons = load_people(session, horizon)
    places = load_places(session, horizon, load_areas(session))
    points: dict[PersonId, Point] = {}
    for id_, row in people.items():
        home = persons[row].home_place_id
        point = places[home].point if home is not None and home in places else None
        if point is not None:
            points[id_] = point
    for floater in floaters:
        if floater not in points:
            teams = [team for team in existing if team.floater == floater]
            near = {m for team in teams for m in team.members} & set(points)
            base = _middle([points[id_] for id_ in sorted(near or points)])
            if base is not None:
                points[floater] = base
    pairs = list(combinations(sorted(points), 2))
    asked = [(points[one], points[other]) for one, other in pairs]
    minutes = EstimatedTravelTimes().minutes(TravelMode.CAR, asked)
    return {
        two: way
        for two, way in zip(pairs, minutes, strict=True)
        if way is not None and way <= FARTHEST_MINUTES
    }


def _middle(points: Sequence[Point]) -> Point | None:
    if not points:
        return None
    latitude = sum(point.latitude for point in points) / len(points)
    return Point(latitude, sum(point.longitude for point in points) / len(points))
