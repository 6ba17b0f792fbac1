"""Who knows whom: weekly visits, play groups, fixed substitutes; and who is refused."""

from itertools import pairwise
from random import Random

from service.towns.town import Draft, Helper, Kid, Minder, Team

_WEEKS = 6
_ATTENDED_PERCENT = 82
"""Of the meetings a child was at; three in six weeks make it familiar."""
_FADED_PERCENT = 10
_FADED_AFTER_WEEKS = 7
_SETTLED_PERCENT = 15
_EXCLUDED_PERCENT = 2
_NEIGHBOUR_PERCENT = 25
_MINUTES = {"visit": (90, 120, 180), "play_group": (120, 150), "care": (240, 300)}


def add_relations(draft: Draft) -> None:
    """Contacts of all teams, designated substitutes, exclusions."""
    random = draft.stream("relations")
    for team in draft.teams:
        if team.model == "floater_cluster":
            _helpers_visit(draft, random, team, "visit")
        elif team.model in {"base", "kita"}:
            _helpers_visit(draft, random, team, "play_group")
        elif team.model == "substitution_group":
            _group(draft, random, team)
        else:
            _partners(draft, random, team)
    _neighbours(draft, random)
    _exclusions(draft, random)


def _meetings(
    draft: Draft, random: Random, pair: tuple[Kid, str], meeting: tuple[str, str, int]
) -> None:
    """Weekly meetings on one weekday; a few pairs have not met for weeks."""
    kid, person = pair
    kind, place, weekday = meeting
    if (kid.code, person) in draft.met:
        return  # two teams, one acquaintance
    draft.met.add((kid.code, person))
    faded = random.randrange(100) < _FADED_PERCENT
    last = _FADED_AFTER_WEEKS if faded else 1
    for week in range(last, last + _WEEKS - (2 if faded else 0)):
        if random.randrange(100) >= _ATTENDED_PERCENT:
            continue
        draft.rows["contact"].append(
            {
                "child_id": kid.code,
                "person_id": person,
                "place_id": place,
                "day": draft.days_before(7 * week - weekday),
                "minutes": random.choice(_MINUTES[kind]),
                "kind": kind,
            }
        )
    if not faded and random.randrange(100) < _SETTLED_PERCENT:
        draft.rows["contact"].append(
            {
                "child_id": kid.code,
                "person_id": person,
                "place_id": place,
                "day": draft.days_before(7 - weekday),
                "minutes": 0,
                "kind": "settled",
            }
        )


def _helpers_visit(draft: Draft, random: Random, team: Team, kind: str) -> None:
    for number, minder in enumerate(team.minders):
        for turn, helper in enumerate(team.helpers):
            if team.model == "floater_cluster" and turn and random.randrange(2):
                continue  # the second floater knows every other childminder's children
            weekday = _weekday(helper, number)
            at_home = kind == "visit" and minder.place_kind != "own_home"
            place = minder.place if at_home or not team.place else team.place
            for kid in minder.kids:
                _meetings(draft, random, (kid, helper.code), (kind, place, weekday))


def _weekday(helper: Helper, number: int) -> int:
    days = sorted(helper.windows)
    return days[number % len(days)]


def _partners(draft: Draft, random: Random, team: Team) -> None:
    """Tandems and colleagues meet each week, with all children."""
    kind = "care" if team.model == "shared_setting" else "visit"
    for minder in team.minders:
        for other in team.minders:
            if other is minder:
                continue
            weekday = random.randrange(5)
            for kid in minder.kids:
                _meetings(
                    draft, random, (kid, other.code), (kind, other.place, weekday)
                )
                if team.model == "tandem":
                    _designate(draft, team, kid, other)


def _group(draft: Draft, random: Random, team: Team) -> None:
    """Each child of a group has one fixed substitute, and knows a second one."""
    for minder in team.minders:
        others = [other for other in team.minders if other is not minder]
        random.shuffle(others)
        for number, kid in enumerate(minder.kids):
            _designate(draft, team, kid, others[number % len(others)])
            for turn in (0, 1):
                other = others[(number + turn) % len(others)]
                meeting = ("visit", other.place, random.randrange(5))
                _meetings(draft, random, (kid, other.code), meeting)


def _designate(draft: Draft, team: Team, kid: Kid, other: Minder) -> None:
    draft.rows["designated_substitute"].append(
        {
            "cooperation_id": team.code,
            "child_id": kid.code,
            "person_id": other.code,
            "valid_from": draft.year_start,
        }
    )


def _neighbours(draft: Draft, random: Random) -> None:
    """Some children know a neighbour from a play group, without any agreement."""
    there = list(pairwise(draft.minders))
    for minder, other in there + [(other, minder) for minder, other in there]:
        near = minder.district == other.district
        if not near or (minder.team and minder.team == other.team):
            continue
        for kid in minder.kids:
            if random.randrange(100) < _NEIGHBOUR_PERCENT:
                meeting = ("play_group", other.place, random.randrange(5))
                _meetings(draft, random, (kid, other.code), meeting)


def _exclusions(draft: Draft, random: Random) -> None:
    for team in draft.teams:
        persons = [helper.code for helper in team.helpers]
        if team.model == "tandem":
            persons = [minder.code for minder in team.minders]
        for minder in team.minders:
            for kid in minder.kids:
                others = [person for person in persons if person != minder.code]
                if others and random.randrange(100) < _EXCLUDED_PERCENT:
                    draft.rows["exclusion"].append(
                        {
                            "person_id": random.choice(others),
                            "child_id": kid.code,
                            "origin": random.choice(("guardian", "guardian", "person")),
                            "first_day": draft.year_start,
                        }
                    )
