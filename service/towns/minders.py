"""Childminders and where they work: at home, in rented rooms, in shared settings."""

from random import Random

from service.towns.geography import District, scattered
from service.towns.names import STREETS
from service.towns.naming import Naming
from service.towns.town import Draft, Minder

_WITHOUT_SHARED_SETTINGS = frozenset({"RP", "TH"})
_SHARED_LIMIT = {"NW": 9}
_OTHER_SHARED_LIMIT = 10
_SHARED_PERCENT = 16
"""Of the steps through a district that begin a shared setting of two or three."""
_RENTED_PERCENT = 10
_OPENINGS = ((390, 5), (420, 45), (450, 35), (480, 15))
_CLOSINGS = ((840, 15), (900, 20), (960, 40), (990, 25))
_TAGS = (
    ("infant", 80),
    ("medication", 35),
    ("no_pets", 65),
    ("step_free", 15),
    ("inclusion", 12),
    ("language_tr", 9),
    ("language_en", 12),
    ("language_ar", 3),
    ("language_uk", 3),
)
_SHARE_OF_MEN = 5


def add_minders(draft: Draft, naming: Naming) -> None:
    """Spread childminders over the districts, with their places."""
    random = draft.stream("minders")
    for number in range(draft.childminders):
        district = draft.districts[number * len(draft.districts) // draft.childminders]
        draft.minders.append(_minder(random, naming, number, district))
    _share(draft, random)
    for minder in draft.minders:
        if minder.place_kind != "shared_setting":
            _own_place(draft, random, minder)


def _minder(random: Random, naming: Naming, number: int, district: District) -> Minder:
    given, family = naming.person(men_percent=_SHARE_OF_MEN)
    opens = weighted(random, _OPENINGS)
    return Minder(
        code=f"T-{number + 1:03d}",
        given_name=given,
        family_name=family,
        district=district,
        home=scattered(random, district.centre, 0.45),
        place=f"R-{number + 1:03d}",
        place_kind="own_home",
        opens=opens,
        usual_end=weighted(random, _CLOSINGS),
        places=weighted(random, ((5, 86), (4, 10), (3, 4))),
        tags=tuple(tag for tag, percent in _TAGS if random.randrange(100) < percent),
    )


def _share(draft: Draft, random: Random) -> None:
    """Put two or three who live near each other into common rooms."""
    if draft.land in _WITHOUT_SHARED_SETTINGS:
        return
    limit = _SHARED_LIMIT.get(draft.land, _OTHER_SHARED_LIMIT)
    index, count = 0, 0
    while index + 1 < len(draft.minders):
        size = weighted(random, ((2, 65), (3, 35)))
        together = draft.minders[index : index + size]
        same = {minder.district.name for minder in together}
        begins = random.randrange(100) < _SHARED_PERCENT or count == 0
        if not begins or len(together) < size or len(same) > 1:
            index += 1
            continue
        count += 1
        index += size
        _shared_setting(draft, random, (f"G-{count:02d}", limit), together)


def _shared_setting(
    draft: Draft, random: Random, named: tuple[str, int], together: list[Minder]
) -> None:
    code, limit = named
    first = together[0]
    for minder in together:
        minder.place, minder.place_kind = code, "shared_setting"
        minder.home, minder.opens = first.home, first.opens
        minder.places, minder.most_children = 5, limit // len(together)
    draft.rows["place"].append(
        place_row(random, first, code)
        | {
            "kind": "shared_setting",
            "name": f"Großtagespflege {first.district.name}",
            "max_children": limit,
            "usable_without_owner": True,
        }
    )


def _own_place(draft: Draft, random: Random, minder: Minder) -> None:
    rented = random.randrange(100) < _RENTED_PERCENT
    minder.place_kind = "rented_rooms" if rented else "own_home"
    minder.most_children = minder.places
    draft.rows["place"].append(
        place_row(random, minder, minder.place)
        | {"kind": minder.place_kind, "usable_without_owner": rented}
    )


def place_row(random: Random, minder: Minder, code: str) -> dict[str, object]:
    """A place at a childminder's point, with an invented street."""
    tags = [tag for tag in minder.tags if tag in {"no_pets", "step_free"}]
    return {
        "code": code,
        "name": "",
        "street": f"{random.choice(STREETS)} {random.randrange(1, 90)}",
        "postcode": minder.district.postcode,
        "latitude": minder.home[0],
        "longitude": minder.home[1],
        "max_children": None,
        "area_id": minder.district.name,
        "tags": tuple(sorted(tags)),
    }


def weighted(random: Random, choices: tuple[tuple[int, int], ...]) -> int:
    """One of the numbers, by weight in percent."""
    at = random.randrange(sum(weight for _, weight in choices))
    for value, weight in choices:
        at -= weight
        if at < 0:
            return value
    raise AssertionError("weights are positive")
