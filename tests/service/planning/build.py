"""A small town, noun by noun; only the point of a test is spelled out.

All people are invented. Everything is valid from a day long before the tests' Monday,
2 November 2026.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from service.db.tables.absences import Absence, GuardianWish
from service.db.tables.availability import AvailabilitySlot
from service.db.tables.children import Child, ChildAbsence
from service.db.tables.contracts import CareContract, ContractSlot
from service.db.tables.cooperations import Cooperation, CooperationMember
from service.db.tables.people import Credential, Permit, Person, Qualification
from service.db.tables.places import Place, PlaceStaff
from service.db.tables.relations import Contact
from service.domain.kinds import (
    AbsenceClass,
    ContactKind,
    MemberRole,
    Model,
    PersonKind,
    PlaceKind,
    QualificationKind,
)

MONDAY = date(2026, 11, 2)
TUESDAY = date(2026, 11, 3)
FRIDAY = date(2026, 11, 6)
SINCE = date(2024, 8, 1)
NOW = datetime(2026, 11, 2, 5, 10, tzinfo=UTC)
CREDENTIALS = ("first_aid", "infection_instruction", "measles", "conduct_certificate")


@dataclass
class Builder:
    """Adds rows to one session and gives them back, flushed."""

    session: Session
    count: int = 0
    prefix: str = ""

    def _add(self, row):
        self.session.add(row)
        self.session.flush()
        return row

    def _code(self, letter):
        self.count += 1
        return f"{letter}{self.prefix}{self.count:03d}"

    def a_place(self, kind=PlaceKind.OWN_HOME, *, north=0.0, usable=False, **more):
        """A place ``north`` degrees from the town's middle (0.01 is about 1.1 km)."""
        return self._add(
            Place(
                code=self._code("O"),
                kind=kind,
                latitude=51.54 + north,
                longitude=7.22,
                usable_without_owner=usable,
                **more,
            )
        )

    def a_person(
        self,
        kind=PersonKind.CHILDMINDER,
        *,
        home=None,
        places=5,
        hours=(360, 1080),
        **more,
    ):
        """Somebody with permit, proofs, 300 lessons, available Monday to Friday."""
        code = self._code("P")
        person = self._add(
            Person(
                code=code,
                kind=kind,
                given_name="Test",
                family_name=code,
                sort_key=code,
                home_place_id=home.id if home else None,
                **more,
            )
        )
        if places:
            self.a_permit(person, places=places)
        for proof in CREDENTIALS:
            self._add(Credential(person_id=person.id, kind=proof, issued_on=SINCE))
        self._add(
            Qualification(
                person_id=person.id,
                kind=QualificationKind.LADDER,
                units=300,
                completed_on=SINCE,
            )
        )
        for weekday in range(5):
            self._add(
                AvailabilitySlot(
                    person_id=person.id,
                    weekday=weekday,
                    start_minute=hours[0],
                    end_minute=hours[1],
                    valid_from=SINCE,
                )
            )
        return person

    def a_permit(
        self, person, *, places=5, starts=SINCE, ends=date(2029, 7, 31), **more
    ):
        return self._add(
            Permit(
                person_id=person.id,
                places=places,
                valid_from=starts,
                valid_until=ends,
                **more,
            )
        )

    def a_childminder(self, *, north=0.0, **more):
        """A childminder with a home of her own."""
        home = self.a_place(north=north)
        person = self.a_person(home=home, **more)
        self.works_at(person, home)
        return person

    def works_at(self, person, place):
        return self._add(
            PlaceStaff(place_id=place.id, person_id=person.id, valid_from=SINCE)
        )

    def a_child(self, *, north=0.0, **more):
        return self._add(
            Child(
                code=self._code("K"),
                birth_month=date(2025, 1, 1),
                latitude=51.54 + north,
                longitude=7.22,
                **more,
            )
        )

    def a_contract(  # noqa: PLR0913 - a builder has a default for everything
        self,
        child,
        person,
        *,
        place=None,
        hours=(480, 900),
        weekdays=range(5),
        starts=SINCE,
        ends=None,
        wanted=True,
    ):
        contract = self._add(
            CareContract(
                code=self._code("V"),
                child_id=child.id,
                person_id=person.id,
                place_id=place.id if place else person.home_place_id,
                valid_from=starts,
                valid_until=ends,
                weekly_minutes=len(list(weekdays)) * (hours[1] - hours[0]),
                substitution_wanted=wanted,
            )
        )
        for weekday in weekdays:
            self._add(
                ContractSlot(
                    contract_id=contract.id,
                    weekday=weekday,
                    start_minute=hours[0],
                    end_minute=hours[1],
                )
            )
        return contract

    def an_absence(self, person, first=MONDAY, last=MONDAY, **more):
        return self._add(
            Absence(
                person_id=person.id,
                first_day=first,
                last_day=last,
                absence_class=AbsenceClass.SHORT_NOTICE,
                reported_at=NOW,
                **more,
            )
        )

    def a_child_absence(self, child, first=MONDAY, last=MONDAY, **more):
        return self._add(
            ChildAbsence(child_id=child.id, first_day=first, last_day=last, **more)
        )

    def a_wish(self, absence, child, *, wanted):
        return self._add(
            GuardianWish(
                absence_id=absence.id, child_id=child.id, wanted=wanted, decided_at=NOW
            )
        )

    def a_tandem(self, *persons, model=Model.TANDEM, role=MemberRole.BOTH, place=None):
        return self.a_cooperation(
            model, [(person, role) for person in persons], place=place
        )

    def a_cooperation(self, model, members, *, place=None):
        cooperation = self._add(
            Cooperation(
                code=self._code("C"),
                model=model,
                place_id=place.id if place else None,
                valid_from=SINCE,
            )
        )
        for person, role in members:
            self._add(
                CooperationMember(
                    cooperation_id=cooperation.id, person_id=person.id, role=role
                )
            )
        return cooperation

    def a_floater_for(self, absent, floater):
        return self.a_cooperation(
            Model.FLOATER,
            [(absent, MemberRole.MEMBER), (floater, MemberRole.SUBSTITUTE)],
        )

    def always_available(self, person):
        for weekday in (5, 6):
            self._add(
                AvailabilitySlot(
                    person_id=person.id,
                    weekday=weekday,
                    start_minute=0,
                    end_minute=1440,
                    valid_from=SINCE,
                )
            )

    def a_contact(self, child, person, day, kind=ContactKind.VISIT, place=None):
        return self._add(
            Contact(
                child_id=child.id,
                person_id=person.id,
                place_id=place.id if place else None,
                day=day,
                minutes=120,
                kind=kind,
            )
        )

    def they_know_each_other(self, child, person, *, before=MONDAY):
        """Three visits in the three weeks before: familiar."""
        for weeks in (1, 2, 3):
            self.a_contact(child, person, before - timedelta(weeks=weeks))


def a_tandem_town(build: Builder, *, children=2):
    """Anna with some children, and her tandem partner Birte whom they know."""
    anna = build.a_childminder(north=0.0)
    birte = build.a_childminder(north=0.005)
    build.a_tandem(anna, birte)
    kids = [build.a_child() for _ in range(children)]
    for kid in kids:
        build.a_contract(kid, anna)
        build.they_know_each_other(kid, birte)
    return anna, birte, kids


def built(store, tenant, make):
    """What ``make`` builds in a tenant's town, stored."""
    with store.write(tenant.id) as session:
        return make(Builder(session))
