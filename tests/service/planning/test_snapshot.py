"""What a snapshot says of the stored state."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from service.db.tables.availability import AvailabilityException
from service.db.tables.cooperations import DesignatedSubstitute
from service.db.tables.relations import Exclusion, FamiliarityOverride
from service.db.tables.tenancy import Area, AreaKind
from service.domain.kinds import (
    ContactKind,
    ExclusionOrigin,
    MemberRole,
    Model,
    PersonKind,
    PlaceKind,
)
from service.errors import InvalidInput
from service.snapshot import take_snapshot
from service.snapshot.horizon import MAX_DAYS
from solver.slots import Slot
from solver.substitution.codec import problem_from_bytes, problem_to_bytes
from solver.substitution.problem import Familiarity
from tests.service.planning.build import (
    FRIDAY,
    MONDAY,
    NOW,
    SINCE,
    Builder,
    a_tandem_town,
    built,
)

TUESDAY = MONDAY + timedelta(days=1)


def snap(store, tenant, first_day=MONDAY, last_day=FRIDAY, now=NOW, **more):
    with store.read(tenant.id) as session:
        return take_snapshot(
            session, first_day=first_day, last_day=last_day, now=now, **more
        )


def code(snapshot, row):
    codes = snapshot.pseudonyms
    for table in (codes.persons, codes.children, codes.places):
        if row.id in table:
            return table[row.id]
    raise KeyError(row)


def needs_by_day(snapshot):
    return {(need.day, need.slot) for need in snapshot.problem.needs}


def day(date_):
    return date_.toordinal()


def test_the_same_state_gives_the_same_bytes_and_they_can_be_read_again(store, tenant):
    def town(build):
        anna, *_ = a_tandem_town(build)
        build.an_absence(anna, MONDAY, FRIDAY)

    built(store, tenant, town)
    one, other = snap(store, tenant), snap(store, tenant)
    assert problem_to_bytes(one.problem) == problem_to_bytes(other.problem)
    assert problem_from_bytes(problem_to_bytes(one.problem)) == one.problem


def test_no_name_code_or_id_of_a_row_is_in_the_problem(store, tenant):
    def town(build):
        anna, birte, kids = a_tandem_town(build)
        build.an_absence(anna, MONDAY, FRIDAY)
        return [anna, birte, *kids]

    rows = built(store, tenant, town)
    document = problem_to_bytes(snap(store, tenant).problem).decode()
    for row in rows:
        assert row.id.hex not in document
        assert str(row.id) not in document
        assert f'"{row.code}"' not in document


def test_needs_are_the_booked_days_of_the_absence(store, tenant):
    def town(build):
        anna, _, kids = a_tandem_town(build, children=1)
        build.an_absence(anna, MONDAY, TUESDAY, start_minute=600, end_minute=720)
        return kids[0]

    kid = built(store, tenant, town)
    snapshot = snap(store, tenant)
    assert needs_by_day(snapshot) == {
        (day(MONDAY), Slot(600, 900)),
        (day(TUESDAY), Slot(480, 720)),
    }
    assert {need.child for need in snapshot.problem.needs} == {code(snapshot, kid)}
    assert len({need.episode for need in snapshot.problem.needs}) == 1


def test_overlapping_absences_make_one_need(store, tenant):
    def town(build):
        anna, _, _ = a_tandem_town(build, children=1)
        build.an_absence(anna, MONDAY, MONDAY)
        build.an_absence(anna, MONDAY, MONDAY, start_minute=600)

    built(store, tenant, town)
    assert needs_by_day(snap(store, tenant)) == {(day(MONDAY), Slot(480, 900))}


def test_a_withdrawn_absence_makes_no_need(store, tenant):
    def town(build):
        anna, _, _ = a_tandem_town(build)
        build.an_absence(anna, withdrawn_at=NOW)

    built(store, tenant, town)
    assert snap(store, tenant).problem.needs == ()


def test_a_public_holiday_has_no_care(store, tenant):
    may = date(2026, 4, 30), date(2026, 5, 4)  # Thursday to Monday, 1 May is Friday

    def town(build):
        anna, _, _ = a_tandem_town(build, children=1)
        build.an_absence(anna, *may)

    built(store, tenant, town)
    snapshot = snap(store, tenant, *may)
    assert {need.day for need in snapshot.problem.needs} == {day(may[0]), day(may[1])}
    assert len({need.episode for need in snapshot.problem.needs}) == 1


def test_a_childs_absence_cancels_its_need_and_frees_its_regular_place(store, tenant):
    def town(build):
        anna, birte, kids = a_tandem_town(build, children=1)
        build.an_absence(anna, MONDAY, TUESDAY)
        guest = build.a_child()
        build.a_contract(guest, birte)
        for child in (kids[0], guest):
            build.a_child_absence(child, MONDAY, MONDAY)
        return guest

    guest = built(store, tenant, town)
    snapshot = snap(store, tenant, MONDAY, TUESDAY)
    assert needs_by_day(snapshot) == {(day(TUESDAY), Slot(480, 900))}
    there = [p for p in snapshot.problem.presences if p.child == code(snapshot, guest)]
    assert [p.day for p in there] == [day(TUESDAY)]


def test_what_guardians_want_decides(store, tenant):
    def town(build):
        anna, _, kids = a_tandem_town(build, children=3)
        never = build.a_child()
        build.a_contract(never, anna, wanted=False)
        absence = build.an_absence(anna)
        build.a_wish(absence, kids[0], wanted=False)
        build.a_wish(absence, kids[1], wanted=True)
        return kids, never

    kids, never = built(store, tenant, town)
    wanted = {need.child_id for need in snap(store, tenant).needs}
    assert wanted == {kids[1].id, kids[2].id}
    assert never.id not in wanted


def test_two_contracts_of_a_child_never_need_a_minute_twice(store, tenant):
    def town(build):
        anna, birte, kids = a_tandem_town(build, children=1)
        build.a_contract(kids[0], birte, hours=(840, 1020))
        build.an_absence(anna)
        build.an_absence(birte)

    built(store, tenant, town)
    assert needs_by_day(snap(store, tenant, MONDAY, MONDAY)) == {
        (day(MONDAY), Slot(480, 900)),
        (day(MONDAY), Slot(900, 1020)),
    }


def test_an_open_end_lasts_until_the_expected_return_or_five_working_days(
    store, tenant
):
    def town(build):
        for returns in (None, date(2026, 11, 4)):
            anna, _, _ = a_tandem_town(build, children=1)
            build.an_absence(anna, MONDAY, None, expected_return=returns)

    built(store, tenant, town)
    days = [need.day for need in snap(store, tenant, MONDAY, date(2026, 11, 13)).needs]
    assert sorted(days) == sorted(
        [MONDAY + timedelta(days=i) for i in range(5)]
        + [MONDAY + timedelta(days=i) for i in range(2)]
    )


def link_models(snapshot, person):
    return {
        (link.model, link.place)
        for link in snapshot.problem.links
        if link.substitute == code(snapshot, person)
    }


def test_links_of_every_model(store, tenant):
    def town(build):
        rooms = build.a_place(PlaceKind.SHARED_SETTING)
        base = build.a_place(PlaceKind.BASE)
        anna = build.a_person(home=None)
        carla = build.a_person(home=None)
        for person in (anna, carla):
            build.works_at(person, rooms)
        kid = build.a_child()
        build.a_contract(kid, anna, place=rooms)
        floater = build.a_person(PersonKind.FLOATER, employed=True)
        staff = build.a_person(PersonKind.BASE_STAFF, employed=True)
        build.works_at(staff, base)
        build.a_cooperation(
            Model.FLOATER,
            [(anna, MemberRole.MEMBER), (floater, MemberRole.SUBSTITUTE)],
        )
        build.a_cooperation(Model.BASE, [(anna, MemberRole.MEMBER)], place=base)
        known = build.a_childminder()
        build.a_contact(kid, known, MONDAY - timedelta(days=7))
        build.an_absence(anna)
        return rooms, base, carla, floater, staff, known, kid

    rooms, base, carla, floater, staff, known, kid = built(store, tenant, town)
    found = snap(store, tenant, MONDAY, MONDAY)
    at_rooms = found.pseudonyms.places[rooms.id]
    assert link_models(found, carla) == {(Model.SHARED_SETTING, at_rooms)}
    assert link_models(found, floater) == {(Model.FLOATER, at_rooms)}
    assert link_models(found, staff) == {(Model.BASE, found.pseudonyms.places[base.id])}
    home = found.pseudonyms.places[known.home_place_id]
    assert link_models(found, known) == {(Model.KNOWN_PERSON, home)}
    link = next(x for x in found.problem.links if x.substitute == code(found, known))
    assert link.children == {code(found, kid)}


def test_who_is_left_at_a_substitutes_own_place_is_part_of_the_problem(store, tenant):
    def town(build):
        anna = build.a_childminder()
        kid = build.a_child()
        build.a_contract(kid, anna)
        build.an_absence(anna)
        rooms = build.a_place(PlaceKind.SHARED_SETTING)
        birte = build.a_person(home=None)
        colleague = build.a_childminder()  # with a home of her own elsewhere
        for person in (birte, colleague):
            build.works_at(person, rooms)
        guest = build.a_child()
        build.a_contract(guest, colleague, place=rooms)
        build.a_floater_for(anna, birte)
        return rooms, colleague, guest

    rooms, colleague, guest = built(store, tenant, town)
    found = snap(store, tenant, MONDAY, MONDAY)
    place = found.problem.places[code(found, rooms)]
    assert code(found, colleague) in place.staff
    assert [(p.child, p.place) for p in found.problem.presences] == [
        (code(found, guest), code(found, rooms))
    ]


def test_a_member_who_only_is_substituted_stands_in_for_nobody(store, tenant):
    def town(build):
        anna, birte = build.a_childminder(), build.a_childminder()
        build.a_cooperation(
            Model.GROUP, [(anna, MemberRole.MEMBER), (birte, MemberRole.MEMBER)]
        )
        build.a_contract(build.a_child(), anna)
        build.an_absence(anna)

    built(store, tenant, town)
    assert snap(store, tenant).problem.links == ()


def test_familiarity_availability_and_what_lies_between(store, tenant):
    def town(build):
        anna, birte, (kid,) = a_tandem_town(build, children=1)
        build.an_absence(anna, MONDAY, FRIDAY)
        build.a_contact(kid, birte, TUESDAY, ContactKind.SETTLED)
        session = build.session
        session.add(
            AvailabilityException(
                person_id=birte.id,
                day=TUESDAY,
                start_minute=600,
                end_minute=720,
                available=False,
            )
        )
        session.add(
            Exclusion(
                person_id=birte.id,
                child_id=kid.id,
                origin=ExclusionOrigin.GUARDIAN,
                first_day=FRIDAY,
                last_day=None,
            )
        )
        session.add(
            FamiliarityOverride(
                child_id=kid.id,
                person_id=birte.id,
                first_day=SINCE,
                last_day=MONDAY,
                reason="Geschwisterkind war dort",
            )
        )
        tandem = build.a_tandem(anna, birte)
        session.add(
            DesignatedSubstitute(
                cooperation_id=tandem.id,
                child_id=kid.id,
                person_id=birte.id,
                valid_from=SINCE,
            )
        )
        return birte

    birte = built(store, tenant, town)
    snapshot = snap(store, tenant)
    problem = snapshot.problem
    states = [(r.state, r.first_day, r.last_day) for r in problem.familiarity]
    assert states == [
        (Familiarity.FAMILIAR, day(MONDAY), day(TUESDAY)),
        (Familiarity.SETTLED, day(TUESDAY) + 1, day(FRIDAY)),
    ]
    person = problem.persons[code(snapshot, birte)]
    assert person.available[day(TUESDAY)] == (Slot(360, 600), Slot(720, 1080))
    (exclusion,) = problem.exclusions
    assert (exclusion.first_day, exclusion.last_day) == (day(FRIDAY), day(FRIDAY))
    assert len(problem.overrides) == 1
    (designation,) = problem.designations
    assert (designation.first_day, designation.last_day) == (day(MONDAY), day(FRIDAY))
    assert len({(x.absent, x.substitute, x.place) for x in problem.links}) == 1


def test_needs_of_other_areas_are_left_out(store, tenant):

    def town(build):
        parts = []
        for name in ("Nord", "Süd"):
            area = Area(kind=AreaKind.DISTRICT, name=name)
            build.session.add(area)
            build.session.flush()
            place = build.a_place(area_id=area.id)
            anna = build.a_person(home=place)
            kid = build.a_child()
            build.a_contract(kid, anna)
            build.an_absence(anna)
            parts.append((area, kid))
        return parts

    (north, kid), _ = built(store, tenant, town)
    snapshot = snap(store, tenant, area=north.id)
    assert [need.child_id for need in snapshot.needs] == [kid.id]
    assert len(snapshot.all_needs) == 2


def test_now_is_carried_in_local_time_and_clock_changes_with_it(store, tenant):
    summer = datetime(2026, 10, 23, 4, 30, tzinfo=UTC)
    snapshot = snap(store, tenant, date(2026, 10, 23), date(2026, 10, 26), now=summer)
    assert snapshot.problem.frozen_day == day(date(2026, 10, 23))
    assert snapshot.problem.frozen_minute == 390
    assert len(snapshot.problem.clock_changes) == 1


def test_days_in_the_wrong_order_and_too_many_are_refused(store, tenant):
    with pytest.raises(InvalidInput, match="vor dem ersten"):
        snap(store, tenant, TUESDAY, MONDAY)
    longest = MONDAY + timedelta(days=MAX_DAYS - 1)
    assert snap(store, tenant, MONDAY, longest)
    with pytest.raises(InvalidInput, match="höchstens"):
        snap(store, tenant, MONDAY, longest + timedelta(days=1))


def test_a_town_without_anybody_is_an_empty_problem(store, tenant):
    problem = snap(store, tenant).problem
    assert (problem.needs, problem.persons, problem.presences) == ((), {}, ())


def test_the_number_of_queries_does_not_grow_with_the_town(store, tenant):
    def count():
        seen = []

        def note(*_):
            seen.append(1)

        event.listen(store.engine, "before_cursor_execute", note)
        snap(store, tenant)
        event.remove(store.engine, "before_cursor_execute", note)
        return len(seen)

    def town(build):
        anna, *_ = a_tandem_town(build)
        build.an_absence(anna, MONDAY, FRIDAY)

    built(store, tenant, town)
    small = count()
    for _ in range(3):
        built(store, tenant, town_with_prefix)
    assert count() == small


def town_with_prefix(build):

    build.prefix = uuid4().hex[:6]
    anna, *_ = a_tandem_town(build)
    build.an_absence(anna, MONDAY, FRIDAY)


minutes = st.integers(0, 24).map(lambda quarter: 480 + 15 * quarter)
spans = st.tuples(
    st.integers(0, 4), st.integers(0, 3), st.none() | minutes, st.none() | minutes
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    absences=st.lists(
        st.tuples(spans, st.sampled_from([None, True, False])), max_size=3
    ),
    at_home=st.lists(spans, max_size=2),
    weekdays=st.sets(st.integers(0, 4), min_size=1),
    wanted=st.booleans(),
)
def test_needs_are_what_a_minute_by_minute_derivation_finds(
    store, tenant, absences, at_home, weekdays, wanted
):
    def shape(span):
        first, length, start, end = span
        if not length and None not in (start, end) and end <= start:
            end = None
        begins = MONDAY + timedelta(days=first)
        return {
            "first": begins,
            "last": begins + timedelta(days=length),
            "start_minute": start,
            "end_minute": end,
        }

    reported = [(shape(span), word) for span, word in absences]
    missing = [shape(span) for span in at_home]
    with store.write(tenant.id) as session:
        build = Builder(session)
        anna = build.a_childminder()
        kid = build.a_child()
        build.a_contract(kid, anna, weekdays=sorted(weekdays), wanted=wanted)
        for span, word in reported:
            absence = build.an_absence(anna, **span)
            if word is not None:
                build.a_wish(absence, kid, wanted=word)
        for span in missing:
            build.a_child_absence(kid, **span)
        found = take_snapshot(session, first_day=MONDAY, last_day=FRIDAY, now=NOW)
        session.rollback()
    expected = {
        (when, minute)
        for when in range(day(MONDAY), day(FRIDAY) + 1)
        if date.fromordinal(when).weekday() in weekdays
        for minute in range(480, 900)
        if is_needed(date.fromordinal(when), minute, reported, missing, wanted=wanted)
    }
    derived = {
        (need.day, minute)
        for need in found.problem.needs
        for minute in range(need.slot.start, need.slot.end)
    }
    assert derived == expected


def is_needed(when, minute, reported, missing, *, wanted):
    def away(span):
        if not span["first"] <= when <= span["last"]:
            return False
        if when == span["first"] and minute < (span["start_minute"] or 0):
            return False
        end = span["end_minute"]
        return not (when == span["last"] and end is not None and minute >= end)

    words = [word for span, word in reported if away(span)]
    if any(away(span) for span in missing) or False in words:
        return False
    return True in words or (bool(words) and wanted)
