"""What a snapshot says of working weeks and of whom a child had before."""

from datetime import timedelta

from service.db.tables.publications import Assignment, Publication, PublicationDay
from service.domain.kinds import AssignmentState, MemberRole, Model, PersonKind
from solver.slots import Day
from solver.substitution.problem import WorkedWeek
from tests.service.planning.build import FRIDAY, MONDAY, NOW, Builder, built
from tests.service.planning.test_snapshot import code, snap
from tests.tenants import make_tenant

LAST_WEEK = MONDAY - timedelta(days=7)
SUNDAY = MONDAY + timedelta(days=6)


def day(date_) -> Day:
    return Day(date_.toordinal())


class Town:
    """Anna is absent; Flora, a floater with thirty hours, may stand in for her."""

    def __init__(self, build: Builder, **more) -> None:
        self.build = build
        self.anna = build.a_childminder()
        hours = {"employed": True, "weekly_minutes": 1800, "may_extend_day": False}
        self.flora = build.a_person(PersonKind.FLOATER, **{**hours, **more})
        self.base = build.a_place(north=0.01)
        self.kid = build.a_child()
        build.a_contract(self.kid, self.anna)
        build.a_cooperation(
            Model.BASE,
            [(self.anna, MemberRole.MEMBER), (self.flora, MemberRole.SUBSTITUTE)],
            place=self.base,
        )
        build.an_absence(self.anna, MONDAY, FRIDAY)
        self.publication = build._add(
            Publication(
                number=1,
                proposal_id=None,
                first_day=LAST_WEEK,
                last_day=LAST_WEEK,
                published_at=NOW,
            )
        )

    def stands(self, on, start, end, place=None, person=None, kid=None) -> None:
        """Substitution that was published."""
        self.build._add(
            Assignment(
                child_id=(kid or self.kid).id,
                day=on,
                start_minute=start,
                end_minute=end,
                person_id=(person or self.flora).id,
                place_id=(place or self.base).id,
                absent_person_id=self.anna.id,
                model=Model.BASE,
                state=AssignmentState.PUBLISHED,
                publication_id=self.publication.id,
                revised_at=NOW,
            )
        )

    def published_on(self, on) -> None:
        self.build._add(PublicationDay(day=on, publication_id=self.publication.id))


def weeks_of(store, tenant, make, first_day=MONDAY, last_day=FRIDAY):
    town = built(store, tenant, make)
    snapshot = snap(store, tenant, first_day, last_day)
    person = snapshot.problem.persons[code(snapshot, town.flora)]
    return person.contract_minutes, person.weeks


def test_contract_hours_are_those_of_employed_persons(store, tenant):
    contract, weeks = weeks_of(store, tenant, Town)
    assert (contract, weeks) == (1800, {})


def test_a_night_the_clock_changed_was_as_long_as_it_really_was(store, tenant):
    """From one to five on 25 October: five hours."""
    changed = LAST_WEEK - timedelta(days=1)
    monday = changed - timedelta(days=6)

    def make(build):
        town = Town(build, weekly_minutes=60)
        town.published_on(monday)
        town.stands(changed, 60, 300)
        return town

    town = built(store, tenant, make)
    snapshot = snap(store, tenant, MONDAY, FRIDAY)
    flora = snapshot.problem.persons[code(snapshot, town.flora)]
    assert flora.weeks[day(monday)].minutes == 300
    assert flora.history_minutes == 300


def test_a_week_that_is_over_counts_no_less_than_the_contract(store, tenant):
    def make(build):
        town = Town(build)
        town.published_on(LAST_WEEK)
        town.stands(LAST_WEEK, 480, 900)
        return town

    _, weeks = weeks_of(store, tenant, make)
    # Monday to Saturday; All Saints' Day fell on the Sunday.
    assert weeks == {day(LAST_WEEK): WorkedWeek(1800, 6)}


def test_more_than_the_contract_counts_with_its_ways(store, tenant):
    def make(build):
        town = Town(build, weekly_minutes=None)
        town.published_on(LAST_WEEK)
        other = build.a_child()
        town.stands(LAST_WEEK, 480, 720)
        town.stands(LAST_WEEK, 480, 700, kid=other)
        far = build.a_place(north=0.1)
        town.stands(LAST_WEEK, 780, 900, place=far)
        return town

    _, weeks = weeks_of(store, tenant, make)
    week = weeks[day(LAST_WEEK)]
    # Some ten kilometres of beeline, thirteen of road, at 500 m a minute.
    assert week.minutes == 240 + 120 + 27


def test_visits_are_work_and_children_of_one_place_are_visited_together(store, tenant):
    def make(build):
        town = Town(build, weekly_minutes=None)
        town.published_on(LAST_WEEK)
        for kid in (town.kid, build.a_child()):
            build.a_contact(kid, town.flora, LAST_WEEK, place=town.base)
        return town

    _, weeks = weeks_of(store, tenant, make)
    assert weeks[day(LAST_WEEK)].minutes == 120


def test_days_of_the_week_that_are_not_planned_count_and_planned_ones_do_not(
    store, tenant
):
    def make(build):
        town = Town(build)
        town.stands(MONDAY, 480, 600)
        town.stands(MONDAY + timedelta(days=1), 480, 720)
        town.stands(SUNDAY, 480, 540)
        return town

    tuesday = MONDAY + timedelta(days=1)
    _, weeks = weeks_of(store, tenant, make, tuesday, FRIDAY)
    assert weeks == {day(MONDAY): WorkedWeek(120 + 60, 6)}


def test_leave_holidays_and_weeks_before_she_came_do_not_count(store, tenant):
    def make(build):
        town = Town(build, active_from=LAST_WEEK)
        town.published_on(LAST_WEEK - timedelta(weeks=3))
        build.an_absence(town.flora, LAST_WEEK, LAST_WEEK + timedelta(days=1))
        build.an_absence(town.flora, FRIDAY, FRIDAY)
        return town

    _, weeks = weeks_of(store, tenant, make)
    assert weeks == {
        day(LAST_WEEK): WorkedWeek(1200, 4),
        day(MONDAY): WorkedWeek(0, 5),
    }


def test_regular_children_of_an_employed_person_are_her_work(store, tenant):
    def make(build):
        town = Town(build, weekly_minutes=None)
        town.published_on(LAST_WEEK)
        build.a_contract(build.a_child(), town.flora, place=town.base, weekdays=(0, 2))
        return town

    _, weeks = weeks_of(store, tenant, make)
    assert weeks[day(LAST_WEEK)].minutes == 2 * 420


def former_in(store, land):
    """Whom the child of a town in a Land had before, by code, and the regular one."""
    tenant = make_tenant(store, f"Verein {land}", land)

    def make(build):
        town = Town(build)
        town.stands(LAST_WEEK, 480, 600)
        gone = build.a_person()
        town.stands(LAST_WEEK + timedelta(days=1), 480, 600, person=gone)
        town.stands(LAST_WEEK + timedelta(days=2), 480, 600, person=town.anna)
        town.stands(MONDAY - timedelta(days=365), 480, 600, person=build.a_person())
        return town

    town = built(store, tenant, make)
    snapshot = snap(store, tenant)
    found = snapshot.problem.former_substitutes
    return {(f.person, f.last_day) for f in found}, code(snapshot, town.flora)


def test_former_substitutes_are_told_where_the_land_limits_persons(store):
    found, flora = former_in(store, "BY")
    assert found == {
        (flora, day(LAST_WEEK)),
        (None, day(LAST_WEEK + timedelta(days=1))),
    }


def test_elsewhere_nobody_asks(store):
    assert former_in(store, "NW")[0] == set()
