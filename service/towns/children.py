"""Children with their contracts, households and guardians."""

from datetime import date
from random import Random

from service.towns.geography import District, Point, scattered
from service.towns.minders import weighted
from service.towns.naming import Naming
from service.towns.town import Draft, Kid, Minder

_COUNTS = ((1, 3), (2, 9), (3, 18), (4, 30), (5, 40))
_HOURS = ((15, 5), (20, 10), (25, 20), (30, 20), (35, 20), (40, 13), (45, 12))
_SHARING_PERCENT = 10
_SIBLING_PERCENT = 9
_SPECIAL_PERCENT = 4
_TWO_GUARDIANS_PERCENT = 72
_TAGS = (("medication", 3), ("no_pets", 3), ("step_free", 1), ("language_tr", 1))
_LONGEST_DAY = 9 * 60 + 30
_TRAVEL = (("car", 55), ("bicycle", 25), ("foot", 20))

Slots = tuple[tuple[int, int, int], ...]


def add_children(draft: Draft, naming: Naming) -> None:
    """Fill each childminder's places; some places are shared by two children."""
    random = draft.stream("children")
    for minder in draft.minders:
        room = min(weighted(random, _COUNTS), minder.most_children)
        wanted = room
        shares = random.randrange(100) < _SHARING_PERCENT
        if shares and room >= 4 and minder.place_kind != "shared_setting":  # noqa: PLR2004  nearly full
            wanted = room + random.choice((1, 2, 2, 3))
        _fill(draft, random, minder, (room, wanted))
    _households(draft, draft.stream("households"), naming)
    for minder in draft.minders:
        for kid in minder.kids:
            _contract(draft, random, minder, kid)


def _fill(
    draft: Draft, random: Random, minder: Minder, counts: tuple[int, int]
) -> None:
    room, wanted = counts
    sharing = wanted - room
    used = 0
    while used < room:
        kid = _kid(draft, random, minder)
        if random.randrange(100) < _SPECIAL_PERCENT and used + 2 <= room:
            kid.weight, kid.tags = 2, tuple(sorted({*kid.tags, "inclusion"}))
        used += kid.weight
        if sharing > 0 and kid.weight == 1:
            sharing -= 1
            other = _kid(draft, random, minder)
            kid.slots, other.slots = _halves(random, minder)
        else:
            kid.slots = _week(random, minder)


def _kid(draft: Draft, random: Random, minder: Minder) -> Kid:
    number = sum(len(other.kids) for other in draft.minders) + 1
    district: District = minder.district
    if random.randrange(100) < 25:  # noqa: PLR2004  a quarter comes from elsewhere
        district = random.choice(draft.districts)
    near: Point = minder.home if district == minder.district else district.centre
    birth = _birth_month(draft, random)
    tags = [tag for tag, percent in _TAGS if random.randrange(100) < percent]
    if _months(draft.monday) - _months(birth) < 12:  # noqa: PLR2004  an infant
        tags.append("infant")
    kid = Kid(
        code=f"KI-{number:04d}",
        birth_month=birth,
        home=scattered(random, near, 0.7),
        district=district,
        household=f"H-{number:04d}",
        tags=tuple(sorted(tags)),
    )
    minder.kids.append(kid)
    return kid


def _birth_month(draft: Draft, random: Random) -> date:
    """Nine to 36 months old on the Monday, one in twenty older."""
    older = random.randrange(100) < 5  # noqa: PLR2004  percent
    age = random.randrange(37, 71) if older else random.randrange(9, 37)
    month = _months(draft.monday) - age
    return date(month // 12, month % 12 + 1, 1)


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _week(random: Random, minder: Minder) -> Slots:
    """Weekly hours in steps of five over four or five days of equal length."""
    minutes = weighted(random, _HOURS) * 60
    days = random.choice((4, 5, 5, 5))
    if minutes // days > _LONGEST_DAY:
        days = 5
    free = random.choice((0, 2, 4, 4))
    weekdays = [day for day in range(5) if days == 5 or day != free]  # noqa: PLR2004  all
    return _slots(random, minder, (minutes // days, weekdays))


def _halves(random: Random, minder: Minder) -> tuple[Slots, Slots]:
    """Two children in one place: one early in the week, one late."""
    length, weekdays = random.choice(((300, [0, 1, 2]), (450, [0, 1])))
    early = _slots(random, minder, (length, weekdays))
    late = _slots(random, minder, (random.choice((300, 450)), [3, 4]))
    return early, late


def _slots(random: Random, minder: Minder, lasting: tuple[int, list[int]]) -> Slots:
    length, weekdays = lasting
    start = minder.opens + random.choice((0, 0, 15, 30, 30, 45, 60))
    return tuple((day, start, start + length) for day in weekdays)


def _households(draft: Draft, random: Random, naming: Naming) -> None:
    """Some children of one childminder are siblings; each household has guardians."""
    number = 0
    for minder in draft.minders:
        for kid, other in zip(minder.kids, minder.kids[1:], strict=False):
            apart = abs(_months(kid.birth_month) - _months(other.birth_month))
            if random.randrange(100) < _SIBLING_PERCENT and apart >= 10:  # noqa: PLR2004  months between siblings
                other.household, other.home = kid.household, kid.home
                other.district = kid.district
    families: dict[str, list[Kid]] = {}
    for minder in draft.minders:
        for kid in minder.kids:
            families.setdefault(kid.household, []).append(kid)
    for kids in families.values():
        number = _family(draft, random, naming, (number, kids))


def _family(
    draft: Draft, random: Random, naming: Naming, given: tuple[int, list[Kid]]
) -> int:
    number, kids = given
    family = naming.family()
    way = _travel(random)
    limit = random.choice((None, None, None, None, 10, 15))
    for kid in kids:
        first, last = naming.person(family=family)
        draft.rows["child_identity"].append(
            {"child_id": kid.code, "given_name": first, "family_name": last}
        )
        draft.rows["child"].append(
            {
                "code": kid.code,
                "birth_month": kid.birth_month,
                "capacity_weight": kid.weight,
                "tags": kid.tags,
                "household": kid.household,
                "postcode": kid.district.postcode,
                "latitude": kid.home[0],
                "longitude": kid.home[1],
                "travel_mode": way,
                "max_extra_way_minutes": limit,
                "area_id": kid.district.name,
            }
        )
    for _ in range(1 + (random.randrange(100) < _TWO_GUARDIANS_PERCENT)):
        number += 1
        first, last = naming.person(family=family)
        draft.rows["guardian"].append(
            {
                "code": f"S-{number:04d}",
                "given_name": first,
                "family_name": last,
                "email": f"s{number:04d}@familie.example",
                "phone": f"030 23125 {number % 1000:03d}",
                "children": tuple(kid.code for kid in kids),
            }
        )
    return number


def _travel(random: Random) -> str:
    at = random.randrange(100)
    for way, percent in _TRAVEL:
        at -= percent
        if at < 0:
            return way
    return _TRAVEL[-1][0]


def _contract(draft: Draft, random: Random, minder: Minder, kid: Kid) -> None:
    """Mostly since 1 August, some since an earlier or a later month."""
    begin = draft.year_start
    earliest = _months(kid.birth_month) + 9
    roll = random.randrange(100)
    if roll < 30 and earliest <= _months(begin) - 12:  # noqa: PLR2004  percent, a year
        begin = date(begin.year - 1, 8, 1)
    elif roll > 85 or earliest > _months(begin):  # noqa: PLR2004  percent
        later = min(_months(draft.monday), max(earliest, _months(begin) + roll % 3))
        begin = date(later // 12, later % 12 + 1, 1)
    until = random.choice((None, date(draft.year_start.year + 1, 7, 31)))
    by_day: dict[str, object] = {
        f"weekday_{day}": ((start, end),) for day, start, end in kid.slots
    }
    draft.rows["care_contract"].append(
        {
            "code": f"VT-{kid.code[3:]}",
            "child_id": kid.code,
            "person_id": minder.code,
            "place_id": minder.place,
            "valid_from": begin,
            "valid_until": until,
            "weekly_minutes": sum(end - start for _, start, end in kid.slots),
            "substitution_wanted": random.randrange(100) >= 6,  # noqa: PLR2004  percent
        }
        | by_day
    )
