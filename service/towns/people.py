"""Rows of persons: who they are, when they are there, what they refuse."""

from random import Random

from service.towns.town import Draft, Helper, Minder, Team

_LIMITED_PERCENT = 14
_FREE_DAY_PERCENT = 6
_FRIDAY = 4
_AGREED_PERCENT = 88
"""Of those who stand in for others: available as long as their whole team."""


def add_people(draft: Draft) -> None:
    """Everybody with availability, limits, the places they work at, cooperations."""
    random = draft.stream("people")
    hours = _team_hours(draft)
    for minder in draft.minders:
        own = (minder.opens, minder.closes)
        agreed = hours.get(minder.code, own)
        agrees = random.randrange(100) < _AGREED_PERCENT
        _minder(draft, random, minder, agreed if agrees else own)
    for helper in draft.helpers:
        _helper(draft, helper)
    for team in draft.teams:
        _team(draft, team)


def _team_hours(draft: Draft) -> dict[str, tuple[int, int]]:
    """Who stands in for others is there as early and as late as any of them."""
    hours: dict[str, tuple[int, int]] = {}
    for team in draft.teams:
        if team.model in {"tandem", "substitution_group"}:
            opens = min(minder.opens for minder in team.minders)
            closes = max(minder.closes for minder in team.minders)
            hours |= {minder.code: (opens, closes) for minder in team.minders}
    return hours


def _minder(
    draft: Draft, random: Random, minder: Minder, hours: tuple[int, int]
) -> None:
    number = int(minder.code[2:])
    draft.rows["person"].append(
        {
            "code": minder.code,
            "kind": "childminder",
            "given_name": minder.given_name,
            "family_name": minder.family_name,
            "employed": False,
            "professional": random.randrange(100) < 12,  # noqa: PLR2004  percent
            "email": f"{minder.code.lower()}@tagespflege.example",
            "phone": f"030 23125 {number % 1000:03d}",
            "travel_mode": "car" if random.randrange(10) else "bicycle",
            "home_place_id": minder.place,
            "area_id": minder.district.name,
            "active_from": draft.days_before(random.randrange(200, 6_000)),
        }
    )
    draft.rows["availability"].append(
        {
            "person_id": minder.code,
            "weekdays": _weekdays(random, minder),
            "start_minute": hours[0],
            "end_minute": hours[1],
            "valid_from": draft.year_start,
        }
    )
    if minder.place_kind == "shared_setting":
        draft.rows["place_staff"].append(
            {
                "place_id": minder.place,
                "person_id": minder.code,
                "valid_from": draft.year_start,
            }
        )
    if random.randrange(100) < _LIMITED_PERCENT:
        draft.rows["personal_limit"].append(_limit(random, minder.code))


def _weekdays(random: Random, minder: Minder) -> tuple[int, ...]:
    """All five, but for a day on which she has no children and wants none."""
    booked = {day for kid in minder.kids for day, _, _ in kid.slots}
    off = {_FRIDAY} if random.randrange(100) < _FREE_DAY_PERCENT else set()
    return tuple(day for day in range(5) if day in booked or day not in off)


def _limit(random: Random, person: str) -> dict[str, object]:
    kind = random.randrange(3)
    return {
        "person_id": person,
        "max_extra_children": random.choice((1, 2)) if kind == 0 else None,
        "weekdays_off": (_FRIDAY,) if kind == 1 else (),
        "min_age_months": 12 if kind == 2 else None,  # noqa: PLR2004  third kind
    }


def _helper(draft: Draft, helper: Helper) -> None:
    association = "Verein für Kindertagespflege"
    draft.rows["person"].append(
        {
            "code": helper.code,
            "kind": helper.kind,
            "given_name": helper.given_name,
            "family_name": helper.family_name,
            "employed": True,
            "professional": helper.kind == "kita_staff",
            "weekly_minutes": helper.weekly_minutes,
            "institution": "Kita" if helper.kind == "kita_staff" else association,
            "email": f"{helper.code.lower()}@tagespflege.example",
            "travel_mode": "car",
            "area_id": helper.district.name,
            "active_from": draft.year_start,
        }
    )
    for day, (start, end) in sorted(helper.windows.items()):
        draft.rows["availability"].append(
            {
                "person_id": helper.code,
                "weekdays": (day,),
                "start_minute": start,
                "end_minute": end,
                "valid_from": draft.year_start,
            }
        )
    if helper.place:
        draft.rows["place_staff"].append(
            {
                "place_id": helper.place,
                "person_id": helper.code,
                "valid_from": draft.year_start,
            }
        )


def _team(draft: Draft, team: Team) -> None:
    draft.rows["cooperation"].append(
        {
            "code": team.code,
            "model": team.model,
            "name": team.name,
            "place_id": team.place or None,
            "valid_from": draft.year_start,
        }
    )
    mutual = team.model in {"tandem", "substitution_group", "shared_setting"}
    holds = {"tandem": 1, "substitution_group": 1}.get(team.model, 0)
    for minder in team.minders:
        draft.rows["cooperation_member"].append(
            {
                "cooperation_id": team.code,
                "person_id": minder.code,
                "role": "both" if mutual else "member",
                "held_places": holds,
            }
        )
    for helper in team.helpers:
        draft.rows["cooperation_member"].append(
            {
                "cooperation_id": team.code,
                "person_id": helper.code,
                "role": "substitute",
                "held_places": 0,
            }
        )
