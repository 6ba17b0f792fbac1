"""To whom the rows of a table belong, as data.

A row belongs to persons, children and areas by its columns, or it belongs to whom its
parent row belongs.
"""

from dataclasses import dataclass

from service.db.base import TenantTable
from service.db.tables.absences import Absence, GuardianWish
from service.db.tables.availability import AvailabilityException, AvailabilitySlot
from service.db.tables.children import (
    Child,
    ChildAbsence,
    ChildCapability,
    ChildIdentity,
    Guardianship,
)
from service.db.tables.contact_visits import ContactVisit
from service.db.tables.contracts import CareContract, ContractSlot
from service.db.tables.cooperations import DesignatedSubstitute, TeamWish
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
from service.db.tables.planning import (
    Arrangement,
    Proposal,
    ProposalGap,
    ProposalItem,
)
from service.db.tables.publications import Assignment
from service.db.tables.relations import Contact, Exclusion, FamiliarityOverride
from service.db.tables.studies import Study
from service.db.tables.tenancy import Area


@dataclass(frozen=True, slots=True)
class Links:
    """Columns that lead from a row to those it belongs to."""

    persons: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    parent: tuple[str, type[TenantTable]] | None = None


OF_PERSON = Links(persons=("person_id",))
OF_CHILD = Links(children=("child_id",))
OF_BOTH = Links(persons=("person_id",), children=("child_id",))
OF_PROPOSAL = Links(parent=("proposal_id", Proposal))

LINKS: dict[type[TenantTable], Links] = {
    Area: Links(areas=("id",)),
    Person: Links(persons=("id",)),
    Permit: OF_PERSON,
    Qualification: OF_PERSON,
    Credential: OF_PERSON,
    CourseEnrolment: OF_PERSON,
    CourseDay: OF_PERSON,
    PersonCapability: OF_PERSON,
    PersonalLimit: OF_PERSON,
    AvailabilitySlot: OF_PERSON,
    AvailabilityException: OF_PERSON,
    Place: Links(areas=("area_id",)),
    PlaceStaff: Links(parent=("place_id", Place)),
    PlaceOpening: Links(parent=("place_id", Place)),
    PlaceCapability: Links(parent=("place_id", Place)),
    Child: Links(children=("id",)),
    ChildIdentity: OF_CHILD,
    ChildCapability: OF_CHILD,
    Guardianship: OF_CHILD,
    ChildAbsence: OF_CHILD,
    CareContract: OF_BOTH,
    ContractSlot: Links(parent=("contract_id", CareContract)),
    DesignatedSubstitute: OF_BOTH,
    TeamWish: OF_PERSON,
    Contact: OF_BOTH,
    ContactVisit: Links(persons=("visitor_id", "host_id")),
    Exclusion: OF_BOTH,
    FamiliarityOverride: OF_BOTH,
    Absence: OF_PERSON,
    GuardianWish: OF_CHILD,
    Proposal: Links(areas=("area_id",)),
    ProposalItem: OF_PROPOSAL,
    ProposalGap: OF_PROPOSAL,
    Study: Links(areas=("area_id",)),
    Arrangement: OF_CHILD,
    Assignment: Links(
        persons=("person_id", "absent_person_id"), children=("child_id",)
    ),
}
"""Tables that are missing here (and in ``reach``) are reached by nobody but those
who see the whole tenant."""
