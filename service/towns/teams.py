"""Who takes part in which model of substitution, near ones together."""

from collections.abc import Iterable
from random import Random

from service.towns.geography import kilometres, scattered
from service.towns.minders import place_row
from service.towns.naming import Naming
from service.towns.town import Draft, Helper, Minder, Team

_CLUSTER = 5
_FLOATER_SHARE, _TANDEM_SHARE, _GROUP_SHARE = 0.32, 0.36, 0.10
_PER_BASE, _PER_KITA = 50, 60
_SMALLEST_WITH_BASE, _SMALLEST_WITH_KITA = 10, 20
_MOST_KM = 3.0


def add_teams(draft: Draft, naming: Naming) -> None:
    """Found the cooperations; what is left over has nobody to stand in."""
    random = draft.stream("teams")
    size = draft.childminders
    free = sorted(draft.minders, key=_rank)
    for number in range(max(1, round(size * _FLOATER_SHARE / _CLUSTER))):
        _floater_cluster(draft, random, naming, (number, free))
    _second_floaters(draft)
    free = [minder for minder in draft.minders if minder in free]
    for number in range(round(size * _GROUP_SHARE / _CLUSTER)):
        _group(draft, number, free)
    if size >= _SMALLEST_WITH_BASE:
        for number in range(max(1, round(size / _PER_BASE))):
            _base(draft, random, naming, (number, free))
    # colleagues in common rooms have each other already
    free = [minder for minder in free if minder.place_kind != "shared_setting"]
    for number in range(round(size * _TANDEM_SHARE / 2)):
        _tandem(draft, number, free)
    if size >= _SMALLEST_WITH_KITA:
        for number in range(max(1, round(size / _PER_KITA))):
            _kita(draft, random, naming, (number, free))
    _shared_settings(draft)


def _rank(minder: Minder) -> int:
    """Rooms that can be used without their owner suit a mobile substitute best."""
    return 1 if minder.place_kind == "own_home" else 0


def _take(free: list[Minder], count: int) -> list[Minder]:
    """The first free one and those nearest to her."""
    if not free:
        return []
    first = free[0]
    near = sorted(
        (m for m in free if m.model == ""),
        key=lambda m: (round(kilometres(m.home, first.home), 3), m.code),
    )[:count]
    for minder in near:
        free.remove(minder)
    return near


def _join(team: Team, minders: Iterable[Minder]) -> None:
    for minder in minders:
        minder.team, minder.model = team.code, team.model
        team.minders.append(minder)


def _floater_cluster(
    draft: Draft, random: Random, naming: Naming, where: tuple[int, list[Minder]]
) -> None:
    number, free = where
    minders = _take(free, _CLUSTER)
    if not minders:
        return
    district = minders[0].district
    helper = _floater(random, naming, (f"V-{number + 1:02d}", minders))
    team = Team(
        f"K-V{number + 1:02d}", "floater_cluster", f"Mobile Vertretung {district.name}"
    )
    if any(minder.place_kind == "own_home" for minder in minders):
        team.place = f"VR-{number + 1:02d}"
        draft.rows["place"].append(
            _rooms(random, minders[0], team.place)
            | {
                "kind": "rented_rooms",
                "name": f"Vertretungsraum {district.name}",
                "max_children": 5,
            }
        )
        helper.place = team.place
    _join(team, minders)
    team.helpers.append(helper)
    draft.helpers.append(helper)
    draft.teams.append(team)


def _floater(random: Random, naming: Naming, where: tuple[str, list[Minder]]) -> Helper:
    """Employed, three to five days a week, six to eight hours within a day."""
    code, minders = where
    given, family = naming.person(men_percent=15)
    start = random.choice((420, 420, 450, 480))
    length = random.choice((390, 450, 480, 480, 480))
    days = random.choice((range(5), range(5), range(4), range(1, 5)))
    windows = dict.fromkeys(days, (start, start + length))
    return Helper(code, "floater", given, family, minders[0].district, windows)


def _second_floaters(draft: Draft) -> None:
    """The floater of the cluster next door stands in for the first one's free days."""
    clusters = [team for team in draft.teams if team.model == "floater_cluster"]
    if len(clusters) > 1:
        firsts = [team.helpers[0] for team in clusters]
        for team, second in zip(clusters, firsts[1:] + firsts[:1], strict=True):
            team.helpers.append(second)


def _rooms(random: Random, near: Minder, code: str) -> dict[str, object]:
    """Rooms that belong to a team: not far from one of its members."""
    point = scattered(random, near.home, 0.3)
    return place_row(random, near, code) | {
        "latitude": point[0],
        "longitude": point[1],
        "usable_without_owner": True,
        "tags": ("no_pets", "step_free"),
    }


def _group(draft: Draft, number: int, free: list[Minder]) -> None:
    """Five with four children each; each keeps the fifth place free."""
    minders = _take(free, _CLUSTER)
    if len(minders) < 3:  # noqa: PLR2004  a group is of three at least
        free.extend(minders)
        return
    team = Team(
        f"K-G{number + 1:02d}",
        "substitution_group",
        f"Verbund {minders[0].district.name}",
    )
    _join(team, minders)
    for minder in minders:
        minder.places, minder.most_children = 5, 4
    draft.teams.append(team)


def _base(
    draft: Draft, random: Random, naming: Naming, where: tuple[int, list[Minder]]
) -> None:
    number, free = where
    minders = _take(free, _CLUSTER)
    if not minders:
        return
    code = f"ST-{number + 1:02d}"
    district = minders[0].district
    team = Team(f"K-S{number + 1:02d}", "base", f"Stützpunkt {district.name}", code)
    draft.rows["place"].append(
        _rooms(random, minders[0], code)
        | {"kind": "base", "name": team.name, "max_children": 7}
        | {f"weekday_{day}": ((420, 930),) for day in range(5)}
    )
    for turn, window in enumerate(((420, 900), (450, 930))):
        given, family = naming.person(men_percent=10)
        days = range(4) if turn == 0 else range(1, 5)
        helper = Helper(
            f"SK-{number * 2 + turn + 1:02d}",
            "base_staff",
            given,
            family,
            district,
            dict.fromkeys(days, window),
            code,
        )
        team.helpers.append(helper)
        draft.helpers.append(helper)
    _join(team, minders)
    draft.teams.append(team)


def _tandem(draft: Draft, number: int, free: list[Minder]) -> None:
    """Two neighbours who each keep a place or two free for the other's children."""
    minders = _take(free, 2)
    if len(minders) < 2 or kilometres(minders[0].home, minders[1].home) > _MOST_KM:  # noqa: PLR2004  a tandem
        free.extend(minders)
        return
    team = Team(f"K-T{number + 1:02d}", "tandem", "")
    _join(team, minders)
    for minder in minders:
        minder.most_children = min(minder.most_children, minder.places - 2)
    draft.teams.append(team)


def _kita(
    draft: Draft, random: Random, naming: Naming, where: tuple[int, list[Minder]]
) -> None:
    number, free = where
    minders = _take(free, 3)
    if not minders:
        return
    code = f"KITA-{number + 1:02d}"
    district = minders[0].district
    team = Team(f"K-K{number + 1:02d}", "kita", f"Kita {district.name}", code)
    draft.rows["place"].append(
        _rooms(random, minders[0], code)
        | {"kind": "kita", "name": team.name, "max_children": 3}
        | {f"weekday_{day}": ((420, 990),) for day in range(5)}
    )
    given, family = naming.person(men_percent=15)
    helper = Helper(
        f"KK-{number + 1:02d}",
        "kita_staff",
        given,
        family,
        district,
        dict.fromkeys(range(5), (450, 930)),
        code,
    )
    team.helpers.append(helper)
    draft.helpers.append(helper)
    _join(team, minders)
    draft.teams.append(team)


def _shared_settings(draft: Draft) -> None:
    """Colleagues in common rooms stand in for one another, beside any other model."""
    together: dict[str, list[Minder]] = {}
    for minder in draft.minders:
        if minder.place_kind == "shared_setting":
            together.setdefault(minder.place, []).append(minder)
    for number, (place, minders) in enumerate(sorted(together.items())):
        team = Team(f"K-R{number + 1:02d}", "shared_setting", "", place)
        team.minders = minders
        draft.teams.append(team)
