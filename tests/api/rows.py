"""One row of every plain noun around one child, one person and one place."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from service.db.tables.absences import Absence, GuardianWish
from service.db.tables.availability import AvailabilityException, AvailabilitySlot
from service.db.tables.children import (
    Child,
    ChildAbsence,
    ChildCapability,
    ChildIdentity,
    Guardian,
    Guardianship,
)
from service.db.tables.contracts import CareContract, ContractSlot
from service.db.tables.cooperations import (
    Cooperation,
    CooperationMember,
    DesignatedSubstitute,
    HeldPlaceBudget,
    TeamWish,
)
from service.db.tables.courses import CourseDay, CourseEnrolment
from service.db.tables.people import (
    Credential,
    Permit,
    Person,
    PersonalLimit,
    PersonCapability,
    Qualification,
)
from service.db.tables.places import Place, PlaceCapability, PlaceOpening, PlaceStaff
from service.db.tables.planning import Arrangement
from service.db.tables.relations import Contact, Exclusion, FamiliarityOverride
from service.db.tables.tenancy import RuleOverride
from service.domain.kinds import (
    AbsenceClass,
    ArrangementKind,
    ContactKind,
    CourseKind,
    ExclusionOrigin,
    MemberRole,
    Model,
    PersonKind,
    PlaceKind,
    QualificationKind,
    TeamStance,
)
from tests.api.programme_rows import programme_rows

FIRST = date(2026, 11, 2)
LAST = date(2027, 7, 31)


def rows_around(tag: str, area_id: UUID, at: datetime) -> dict[str, Any]:
    """Rows by the path of their noun, in an order in which they can be stored."""
    person, place, child, guardian = uuid4(), uuid4(), uuid4(), uuid4()
    contract, cooperation, absence = uuid4(), uuid4(), uuid4()
    both: dict[str, Any] = {"child_id": child, "person_id": person}
    minutes = {"start_minute": 480, "end_minute": 960}
    return {
        "places": Place(
            id=place, code=f"O-{tag}", kind=PlaceKind.OWN_HOME, area_id=area_id
        ),
        "persons": Person(
            id=person,
            code=f"P-{tag}",
            kind=PersonKind.CHILDMINDER,
            given_name="Anna",
            family_name=f"Muster {tag}",
            sort_key=f"muster {tag}",
            home_place_id=place,
            area_id=area_id,
            email=f"{tag}@tagespflege.example",
        ),
        "children": Child(
            id=child, code=f"K-{tag}", birth_month=date(2024, 3, 1), area_id=area_id
        ),
        "guardians": Guardian(id=guardian, code=f"S-{tag}", given_name="Kim"),
        "guardianships": Guardianship(guardian_id=guardian, child_id=child),
        "child-identities": ChildIdentity(child_id=child, given_name="Mia", notes="x"),
        "child-capabilities": ChildCapability(child_id=child, tag="infant"),
        "child-absences": ChildAbsence(child_id=child, first_day=FIRST, last_day=FIRST),
        "permits": Permit(
            person_id=person, places=5, valid_from=FIRST, valid_until=LAST
        ),
        "qualifications": Qualification(
            person_id=person,
            kind=QualificationKind.LADDER,
            units=300,
            completed_on=FIRST,
        ),
        "course-enrolments": CourseEnrolment(
            person_id=person, course=CourseKind.QHB, units=300, begins_on=FIRST
        ),
        "course-days": CourseDay(person_id=person, course=CourseKind.QHB, day=FIRST),
        "credentials": Credential(
            person_id=person, kind="first_aid", issued_on=FIRST, expires_on=LAST
        ),
        "person-capabilities": PersonCapability(person_id=person, tag="infant"),
        "personal-limits": PersonalLimit(person_id=person, max_extra_children=2),
        "availability-slots": AvailabilitySlot(
            person_id=person, weekday=0, valid_from=FIRST, **minutes
        ),
        "availability-exceptions": AvailabilityException(
            person_id=person, day=FIRST, available=True, **minutes
        ),
        "place-staff": PlaceStaff(place_id=place, person_id=person, valid_from=FIRST),
        "place-openings": PlaceOpening(place_id=place, weekday=0, **minutes),
        "place-capabilities": PlaceCapability(place_id=place, tag="step-free"),
        "care-contracts": CareContract(
            id=contract,
            code=f"V-{tag}",
            place_id=place,
            valid_from=FIRST,
            weekly_minutes=1500,
            **both,
        ),
        "contract-slots": ContractSlot(contract_id=contract, weekday=0, **minutes),
        "cooperations": Cooperation(
            id=cooperation, code=f"M-{tag}", model=Model.TANDEM, valid_from=FIRST
        ),
        "cooperation-members": CooperationMember(
            cooperation_id=cooperation, person_id=person, role=MemberRole.BOTH
        ),
        "designated-substitutes": DesignatedSubstitute(
            cooperation_id=cooperation, valid_from=FIRST, **both
        ),
        "held-place-budgets": HeldPlaceBudget(
            year=2000 + sum(tag.encode()) % 100, budget_cents=1_000_000
        ),
        "team-wishes": TeamWish(
            person_id=person, other_id=person, stance=TeamStance.WISHED
        ),
        "contacts": Contact(
            day=FIRST, minutes=60, kind=ContactKind.VISIT, place_id=place, **both
        ),
        "exclusions": Exclusion(origin=ExclusionOrigin.PERSON, first_day=FIRST, **both),
        "familiarity-overrides": FamiliarityOverride(
            first_day=FIRST, last_day=LAST, reason="x", **both
        ),
        "absences": Absence(
            id=absence,
            person_id=person,
            first_day=FIRST,
            last_day=LAST,
            absence_class=AbsenceClass.SHORT_NOTICE,
            reported_at=at,
        ),
        "guardian-wishes": GuardianWish(
            absence_id=absence, child_id=child, wanted=True, decided_at=at
        ),
        "arrangements": Arrangement(
            kind=ArrangementKind.FORBID, day=FIRST, created_at=at, **both
        ),
        "rule-overrides": RuleOverride(
            area_id=area_id,
            rule="extra-way-limit",
            parameter="max_extra_way_minutes",
            value=20,
            source="Satzung",
            valid_from=FIRST + timedelta(days=len(tag)),  # once per day and area
        ),
        **programme_rows(tag, area_id),
    }
