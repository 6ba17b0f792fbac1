"""Minutes of way for the pairs a plan may need, and no others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from service.domain.kinds import TravelMode
from service.snapshot.children import ChildRow
from service.snapshot.people import PersonRow
from service.snapshot.places import PlaceRow
from service.travel import Pair, TravelTimes

Minutes = dict[tuple[UUID, UUID], int]


def family_ways(
    pairs: Iterable[tuple[UUID, UUID]],
    children: Mapping[UUID, ChildRow],
    places: Mapping[UUID, PlaceRow],
    regular: Mapping[UUID, UUID],
    travel: TravelTimes,
) -> Minutes:
    """Minutes from a child's home to a place by the family's means.

    Where the home is not known, the regular place stands in for it.
    """
    asked: dict[TravelMode, list[tuple[tuple[UUID, UUID], Pair]]] = defaultdict(list)
    for child, place in sorted(set(pairs)):
        row = children[child]
        home = row.point or places[regular[child]].point
        there = places[place].point
        if home is not None and there is not None:
            asked[row.travel_mode].append(((child, place), (home, there)))
    return _answered(asked, travel)


def place_ways(
    stations: Mapping[UUID, frozenset[UUID]],
    people: Mapping[UUID, PersonRow],
    places: Mapping[UUID, PlaceRow],
    travel: TravelTimes,
) -> Minutes:
    """Minutes between the places one person may be at, the slowest means of several.

    Parameters
    ----------
    stations
        Places by person.
    """
    modes: dict[tuple[UUID, UUID], set[TravelMode]] = defaultdict(set)
    for person, visited in stations.items():
        for start in visited:
            for end in visited:
                if start != end:
                    modes[start, end].add(people[person].travel_mode)
    asked: dict[TravelMode, list[tuple[tuple[UUID, UUID], Pair]]] = defaultdict(list)
    for (start, end), used in sorted(modes.items()):
        here, there = places[start].point, places[end].point
        if here is None or there is None:
            continue
        for mode in sorted(used):
            asked[mode].append(((start, end), (here, there)))
    return _answered(asked, travel)


def _answered(
    asked: Mapping[TravelMode, list[tuple[tuple[UUID, UUID], Pair]]],
    travel: TravelTimes,
) -> Minutes:
    found: Minutes = {}
    for mode, questions in asked.items():
        answers = travel.minutes(mode, [pair for _, pair in questions])
        for (key, _), minutes in zip(questions, answers, strict=True):
            if minutes is not None:
                found[key] = max(minutes, found.get(key, 0))
    return found
