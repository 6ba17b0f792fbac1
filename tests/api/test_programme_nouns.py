"""Plain nouns of a programme as coach, kindergarten and county see them; canaries."""

import shutil
import sqlite3
from collections.abc import Iterator
from copy import copy
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from service.db.engine import make_engine
from service.db.store import Store
from service.db.tables.coaches import Coach, CoachConflict, CoachWindow
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenClosure,
    PairRefusal,
)
from service.db.tables.programme import CountyBudget, FeeBand, ProgrammeDay
from service.domain.kinds import (
    ConflictKind,
    DayAudience,
    EngagementState,
    ProgrammeDayKind,
    RefusalOrigin,
)
from tests.api.conftest import make_app
from tests.api.test_programme_access import Walk
from tests.clock import FixedClock

CANARY = "Kanarienvogel"
POINT = 50.123456
FEE = 98_765
DAY = date(2027, 4, 14)
SIDES = ("coach", "kindergarten", "county")


def furnish(walk: Walk) -> None:
    """Anna is engaged at sun and river, Berta at hill; each has rows of her own."""
    there = walk.programme
    with walk.store.write(there.tenant_id) as session:
        for coach, house in ((there.anna, there.sun), (there.berta, there.hill)):
            session.add(
                CoachWindow(coach_id=coach, weekday=0, start_minute=480, end_minute=960)
            )
            session.add(
                KindergartenClosure(kindergarten_id=house, first_day=DAY, last_day=DAY)
            )
            session.add(
                CoachConflict(
                    coach_id=coach,
                    kindergarten_id=there.river,
                    kind=ConflictKind.EMPLOYED,
                )
            )
            for origin in RefusalOrigin:
                session.add(
                    PairRefusal(coach_id=coach, kindergarten_id=house, origin=origin)
                )
        for number, audience in enumerate(DayAudience):
            session.add(
                ProgrammeDay(
                    day=date(2027, 3, 1 + number),
                    title="Tag",
                    kind=ProgrammeDayKind.QUALIFICATION,
                    audience=audience,
                )
            )
        session.add(FeeBand(name="II", cents_per_hour=5500))
        session.execute(
            update(Coach).values(
                postcode="99423",
                city=CANARY,
                employer=CANARY,
                latitude=POINT,
                fee_cents_per_hour=FEE,
            )
        )


@pytest.fixture(scope="module")
def built_walk(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Walk]:
    """The programme's file, closed, and its ids: copied for each test."""
    path = tmp_path_factory.mktemp("walk") / "walk.sqlite"
    shutil.copy(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    clock = FixedClock()
    store = Store(engine, clock)
    walk = Walk(make_app(store, clock), store)
    furnish(walk)
    engine.dispose()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path, walk


def _copied(built: tuple[Path, Walk], folder: Path) -> Iterator[Walk]:
    path = folder / "walk.sqlite"
    shutil.copy(built[0], path)
    engine = make_engine(f"sqlite:///{path}")
    clock = FixedClock()
    walk = copy(built[1])
    walk.store = Store(engine, clock)
    walk.app = make_app(walk.store, clock)
    yield walk
    engine.dispose()


@pytest.fixture
def walk(built_walk: tuple[Path, Walk], tmp_path: Path) -> Iterator[Walk]:
    """A programme of one's own, to change."""
    yield from _copied(built_walk, tmp_path)


@pytest.fixture(scope="module")
def still_walk(
    built_walk: tuple[Path, Walk], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """A programme shared by the tests of this module, which leave it as it is."""
    yield from _copied(built_walk, tmp_path_factory.mktemp("still-walk"))


def seen(walk: Walk, who: str, noun: str, field: str = "id"):
    answer = walk.open(who, "GET", f"{noun}?page_size=200")
    if answer.status_code != 200:
        return answer.status_code
    return {item[field] for item in answer.json["items"]}


def ids(*rows: UUID) -> set[str]:
    return {str(row) for row in rows}


def test_whom_each_side_sees(still_walk: Walk) -> None:
    there = still_walk.programme
    assert seen(still_walk, "coordinator", "coaches") == ids(there.anna, there.berta)
    assert seen(still_walk, "coach", "coaches") == ids(there.anna)
    assert seen(still_walk, "kindergarten", "coaches") == ids(there.berta)
    assert seen(still_walk, "county", "coaches") == 403
    every = ids(there.sun, there.river, there.hill)
    assert seen(still_walk, "coordinator", "kindergartens") == every
    assert seen(still_walk, "coach", "kindergartens") == ids(there.sun, there.river)
    assert seen(still_walk, "kindergarten", "kindergartens") == ids(there.hill)
    assert seen(still_walk, "county", "kindergartens") == ids(there.hill)


@pytest.mark.parametrize(
    ("noun", "field", "words"),
    [
        ("coach-windows", "coach_id", "anna 403 403"),
        ("coach-months", "coach_id", "- 403 403"),
        ("coach-topics", "coach_id", "anna - 403"),
        ("coach-conflicts", "coach_id", "anna 403 403"),
        ("kindergarten-closures", "kindergarten_id", "sun hill 403"),
        ("kindergarten-topics", "kindergarten_id", "sun+river hill 403"),
        ("fee-bands", "id", "403 403 403"),
        ("clusters", "id", "403 403 403"),
        ("county-budgets", "area_id", "403 403 jena"),
        ("pair-refusals", "origin", "coach kindergarten 403"),
        ("programme-days", "audience", "everybody+coaches everybody everybody"),
    ],
)
def test_what_each_side_sees(
    still_walk: Walk, noun: str, field: str, words: str
) -> None:
    for who, word in zip(SIDES, words.split(), strict=True):
        if word == "403":
            expected = 403
        else:
            names = [] if word == "-" else word.split("+")
            expected = {str(getattr(still_walk.programme, n, n)) for n in names}
        assert seen(still_walk, who, noun, field) == expected, who


def test_only_the_coordination_learns_a_coachs_home_or_fee(
    still_walk: Walk,
) -> None:
    paths = ["coaches", "kindergartens", "engagements?year=2027", "coach-topics"]
    paths.append(f"coaches/{still_walk.programme.berta}")
    for who in ("kindergarten", "county"):
        for path in paths:
            text = still_walk.open(who, "GET", path).text
            for secret in (CANARY, str(POINT), "99423", str(FEE)):
                assert secret not in text, (who, path, secret)
    told = still_walk.open("coordinator", "GET", "coaches").text
    assert all(word in told for word in (CANARY, str(POINT), str(FEE)))
    own = still_walk.open("coach", "GET", f"coaches/{still_walk.programme.anna}")
    assert own.json["fee_cents_per_hour"] == FEE
    assert own.json["latitude"] == POINT


def test_a_kindergarten_is_told_who_comes(still_walk: Walk) -> None:
    answer = still_walk.open(
        "kindergarten", "GET", f"coaches/{still_walk.programme.berta}"
    )
    assert answer.status_code == 200
    assert answer.json["given_name"] == "Berta"
    assert set(answer.json) == {
        "id",
        "version",
        "code",
        "given_name",
        "family_name",
        "email",
        "phone",
        "experience_years",
    }


def test_a_county_is_told_no_names_but_those_of_houses(walk: Walk) -> None:
    with walk.store.write(walk.programme.tenant_id) as session:
        session.execute(update(Kindergarten).values(email=CANARY, phone=CANARY))
    answer = walk.open("county", "GET", f"kindergartens/{walk.programme.hill}")
    assert answer.status_code == 200
    assert CANARY not in answer.text
    assert not {"email", "phone", "last_coach_id"} & set(answer.json)


@pytest.mark.parametrize("state", [EngagementState.DECLINED, EngagementState.ENDED])
def test_who_is_engaged_no_more_is_not_shown(walk: Walk, state) -> None:
    with walk.store.write(walk.programme.tenant_id) as session:
        session.execute(update(Engagement).values(state=state))
    assert seen(walk, "kindergarten", "coaches") == set()
    assert seen(walk, "coach", "kindergartens") == set()
    assert seen(walk, "kindergarten", "kindergartens") == ids(walk.programme.hill)


def test_what_each_side_may_change_is_its_own(walk: Walk) -> None:
    there = walk.programme
    slot = {"weekday": 2, "start_minute": 480, "end_minute": 900}
    closed = {"first_day": "2027-07-19", "last_day": "2027-07-30"}
    for who, noun, body, status in (
        ("coach", "coach-windows", {"coach_id": there.anna, **slot}, 201),
        ("coach", "coach-windows", {"coach_id": there.berta, **slot}, 422),
        ("kindergarten", "coach-windows", {"coach_id": there.berta, **slot}, 403),
        (
            "kindergarten",
            "kindergarten-closures",
            {"kindergarten_id": there.hill, **closed},
            201,
        ),
        (
            "kindergarten",
            "kindergarten-closures",
            {"kindergarten_id": there.sun, **closed},
            422,
        ),
        (
            "coach",
            "kindergarten-closures",
            {"kindergarten_id": there.sun, **closed},
            403,
        ),
        ("county", "kindergarten-closures", {}, 403),
        ("county", "county-budgets", {}, 403),
    ):
        sent = {key: str(v) if isinstance(v, UUID) else v for key, v in body.items()}
        answer = walk.open(who, "POST", noun, json=sent)
        assert answer.status_code == status, (who, noun, answer.json)


def test_nobody_states_a_refusal_for_another(walk: Walk) -> None:
    there = walk.programme
    with walk.store.write(there.tenant_id) as session:
        for row in session.scalars(select(PairRefusal)):
            session.delete(row)
    pair = {"coach_id": str(there.anna), "kindergarten_id": str(there.sun)}
    own = walk.open("coach", "POST", "pair-refusals", json={**pair, "origin": "coach"})
    assert own.status_code == 201, own.json
    for origin in ("kindergarten", "coordinator"):
        answer = walk.open(
            "coach", "POST", "pair-refusals", json={**pair, "origin": origin}
        )
        assert answer.status_code == 422
    assert seen(walk, "coordinator", "pair-refusals", "origin") == {"coach"}
    assert seen(walk, "kindergarten", "pair-refusals") == set()


def test_a_kindergarten_says_what_it_wishes_and_nothing_else(walk: Walk) -> None:
    def patch(who: str, house: UUID, **wishes):
        path = f"kindergarten-wishes/{house}"
        headers = {"If-Match": "*"}
        return walk.open(who, "PATCH", path, json=wishes, headers=headers)

    hill, sun = walk.programme.hill, walk.programme.sun
    said = patch("kindergarten", hill, wished_half_hours=7, preferred_weekdays=6)
    assert said.status_code == 200, said.json
    assert (said.json["wished_half_hours"], said.json["preferred_weekdays"]) == (7, 6)
    assert patch("kindergarten", hill, wished_half_hours=1).status_code == 422
    assert patch("kindergarten", hill, stage="established").status_code == 422
    assert patch("kindergarten", hill, min_half_hours=1).status_code == 422
    assert patch("kindergarten", sun, wished_half_hours=7).status_code == 404
    assert patch("coach", sun, wished_half_hours=7).status_code == 403
    assert patch("county", hill, wished_half_hours=7).status_code == 403
    assert patch("coordinator", sun, wished_half_hours=7).status_code == 200


HOUSE = {
    "code": "K-9",
    "name": "Waldwichtel",
    "stage": "start",
    "min_half_hours": 4,
    "wished_half_hours": 6,
    "postcode": "99423",
    "first_month": "2027-03-15",
}


def test_the_coordination_makes_a_kindergarten_and_is_held_to_what_can_be(
    walk: Walk,
) -> None:
    there = walk.programme
    made = walk.open(
        "coordinator",
        "POST",
        "kindergartens",
        json={**HOUSE, "area_id": str(there.weimar)},
    )
    assert made.status_code == 201, made.json
    assert made.json["first_month"] == "2027-03-01"
    assert made.json["coordinates_source"] == "postcode"
    for change, pointer in (
        ({"wished_half_hours": 3}, "/wished_half_hours"),
        ({"opening_start_minute": 900, "opening_end_minute": 800}, "/opening_end"),
        ({"area_id": str(uuid4())}, "/area_id"),
        ({"min_half_hours": 0}, "/min_half_hours"),
        ({"stage": "fertig"}, "/stage"),
        ({"last_month": "2027-02-01"}, "/last_month"),
    ):
        body = {**HOUSE, "code": "K-10", "area_id": str(there.weimar), **change}
        answer = walk.open("coordinator", "POST", "kindergartens", json=body)
        assert answer.status_code == 422, (change, answer.json)
        assert answer.json["errors"][0]["pointer"].startswith(pointer), answer.json


@pytest.mark.parametrize(
    ("noun", "field", "value"),
    [
        ("coach-topics", "topic", "ZIRKUS"),
        ("coach-languages", "language", "tlh"),
        ("coach-topics", "level", 4),
    ],
)
def test_words_there_are_not_are_refused(still_walk: Walk, noun, field, value) -> None:
    with still_walk.store.read(still_walk.programme.tenant_id) as session:
        assert session.scalar(select(CountyBudget.id)) is not None
    body = {"coach_id": str(still_walk.programme.anna), "topic": "familie", "level": 2}
    if noun == "coach-languages":
        body = {"coach_id": str(still_walk.programme.anna)}
    answer = still_walk.open("coordinator", "POST", noun, json={**body, field: value})
    assert answer.status_code == 422, answer.json
    assert answer.json["errors"][0]["pointer"] == f"/{field}"
