"""Minutes of way, clock changes and permits: small parts of a snapshot."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from service.domain.kinds import TravelMode
from service.snapshot.clock_changes import clock_changes
from service.snapshot.horizon import Horizon
from service.snapshot.permits import PermitRow, permit_for
from service.snapshot.pseudonyms import make_pseudonyms, pseudonyms_from_bytes
from service.travel import EstimatedTravelTimes, Point, beeline_metres
from solver.slots import ClockChange, Day, real_minutes

TOWN_HALL = Point(51.5388, 7.2257)
NORTH = Point(51.5478, 7.2257)  # 0.009 degrees: a kilometre


def test_a_hundredth_of_a_degree_of_latitude_is_about_a_kilometre():
    assert beeline_metres(TOWN_HALL, NORTH) == pytest.approx(1000, abs=2)
    assert beeline_metres(TOWN_HALL, TOWN_HALL) == 0


@pytest.mark.parametrize(
    ("mode", "minutes"),
    [(TravelMode.CAR, 3), (TravelMode.BICYCLE, 6), (TravelMode.FOOT, 18)],
)
def test_a_kilometre_with_its_detour_takes_minutes_rounded_up(mode, minutes):
    travel = EstimatedTravelTimes()
    pairs = [(TOWN_HALL, NORTH), (NORTH, TOWN_HALL), (NORTH, NORTH)]
    assert list(travel.minutes(mode, pairs)) == [minutes, minutes, 0]


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        (date(2026, 10, 19), date(2026, 10, 23), None),
        (date(2026, 10, 26), date(2026, 10, 30), (date(2026, 10, 25), 60)),
        (date(2027, 3, 26), date(2027, 3, 26), None),
        (date(2027, 3, 26), date(2027, 3, 27), (date(2027, 3, 28), -60)),
    ],
)
def test_clock_changes_next_to_the_horizon(first, last, change):
    found = clock_changes(first, last, "Europe/Berlin")
    if change is None:
        assert found == ()
    else:
        day, shift = change
        assert found == (ClockChange(Day(day.toordinal()), 180, shift),)


def test_a_night_of_a_clock_change_has_its_real_length():
    for saturday, hours in ((date(2026, 10, 24), 13), (date(2027, 3, 27), 11)):
        changes = clock_changes(saturday, saturday, "Europe/Berlin")
        day = saturday.toordinal()
        night = real_minutes(Day(day + 1), 360, changes) - real_minutes(
            Day(day), 1080, changes
        )
        assert night == hours * 60


HORIZON = Horizon(
    date(2026, 11, 2),
    date(2026, 11, 6),
    "NW",
    datetime(2026, 11, 2, 5, 10, tzinfo=UTC),
    "Europe/Berlin",
    5,
)


def permit(first, last, places=5, **more):
    row = dict.fromkeys(PermitRow.__dataclass_fields__)
    row.update(places=places, valid_from=first, valid_until=last, **more)
    return PermitRow(**row)


def test_without_any_permit_there_is_none():
    assert permit_for([], HORIZON) is None


def test_an_expired_permit_is_given_so_that_the_refusal_can_say_since_when():
    old = permit(date(2020, 1, 1), date(2024, 12, 31), 3)
    older = permit(date(2015, 1, 1), date(2019, 12, 31))
    found = permit_for([older, old], HORIZON)
    assert found.places == 3
    assert date.fromordinal(found.valid_until) == date(2024, 12, 31)


def test_a_permit_renewed_within_the_horizon_counts_through_with_the_tighter_terms():
    old = permit(date(2021, 11, 4), date(2026, 11, 3), 5, min_age_months=6)
    new = permit(date(2026, 11, 4), date(2031, 11, 3), 4, start_minute=420)
    found = permit_for([old, new], HORIZON)
    assert (found.places, found.min_age_months, found.hours.start) == (4, 6, 420)
    assert date.fromordinal(found.valid_until) == date(2031, 11, 3)


def test_a_gap_between_two_permits_is_kept():
    old = permit(date(2021, 11, 4), date(2026, 11, 3))
    new = permit(date(2026, 11, 5), date(2031, 11, 3))
    found = permit_for([old, new], HORIZON)
    assert date.fromordinal(found.valid_until) == date(2026, 11, 3)


def test_codes_depend_on_the_key_and_lead_back_only_with_it():
    rows = [uuid4() for _ in range(40)]
    listed = {row: f"K-{number}" for number, row in enumerate(rows)}
    few = dict(list(listed.items())[:5])
    one = make_pseudonyms(b"a", listed, few, few)
    same = make_pseudonyms(b"a", dict(reversed(listed.items())), few, few)
    other = make_pseudonyms(b"b", listed, few, few)
    assert one == same
    assert one.children != other.children
    assert pseudonyms_from_bytes(one.to_bytes()) == one
    assert one.rows[one.children[rows[7]]] == rows[7]
    assert not any(row.hex in str(sorted(one.children.values())) for row in rows)
