"""Closed vocabularies of the stored state; the solver's own are reused."""

from enum import StrEnum

from solver.substitution.problem import (
    ExclusionOrigin,
    Familiarity,
    FixedKind,
    Model,
    PersonKind,
    PlaceKind,
)

__all__ = [
    "AbsenceClass",
    "AreaKind",
    "ArrangementKind",
    "AssignmentState",
    "ContactKind",
    "CoordinatesSource",
    "ExclusionOrigin",
    "Familiarity",
    "FeedKind",
    "FixedKind",
    "ImportState",
    "JobKind",
    "JobState",
    "MemberRole",
    "Model",
    "PersonKind",
    "PlaceKind",
    "ProposalState",
    "QualificationKind",
    "Role",
    "TenantKind",
    "TravelMode",
]


class TenantKind(StrEnum):
    """Who plans."""

    YOUTH_OFFICE = "youth_office"
    ASSOCIATION = "association"


class AreaKind(StrEnum):
    """A scope within a tenant."""

    COUNTY = "county"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"


class Role(StrEnum):
    """What a user may be within a tenant; the operator stands outside of tenants."""

    COUNSELLOR = "counsellor"
    COORDINATOR = "coordinator"
    CHILDMINDER = "childminder"
    SUBSTITUTE = "substitute"
    GUARDIAN = "guardian"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


class TravelMode(StrEnum):
    """How a family or a floater travels."""

    CAR = "car"
    BICYCLE = "bicycle"
    FOOT = "foot"


class CoordinatesSource(StrEnum):
    """Where a point on the map comes from."""

    GIVEN = "given"
    POSTCODE = "postcode"


class QualificationKind(StrEnum):
    """Ladder (QHB units), or the inclusion supplement."""

    LADDER = "ladder"
    INCLUSION = "inclusion"


class MemberRole(StrEnum):
    """A member is substituted, a substitute stands in; in a tandem both are both."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    BOTH = "both"


class ContactKind(StrEnum):
    """How a child met a person; ``settled`` is a confirmation, not a visit."""

    VISIT = "visit"
    CARE = "care"
    PLAY_GROUP = "play_group"
    SETTLED = "settled"


class AbsenceClass(StrEnum):
    """Class of an absence; the reason itself is never asked and never stored."""

    SHORT_NOTICE = "short_notice"
    PLANNED = "planned"
    TRAINING = "training"
    OTHER = "other"


class ArrangementKind(StrEnum):
    """What a counsellor settled by hand before or after a plan."""

    PIN = "pin"
    FORBID = "forbid"
    ARRANGED = "arranged"


class ProposalState(StrEnum):
    """Life of a proposal."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    PUBLISHED = "published"


class AssignmentState(StrEnum):
    """Life of an assignment; ``ended`` is no longer part of what stands."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    STARTED = "started"
    DONE = "done"
    ENDED = "ended"


class FeedKind(StrEnum):
    """Whose calendar a feed is."""

    PERSON = "person"
    PLACE = "place"
    GUARDIAN = "guardian"
    AREA = "area"


class JobKind(StrEnum):
    """Long work."""

    PROPOSE = "propose"
    IMPORT = "import"
    REFRESH_FEEDS = "refresh_feeds"


class JobState(StrEnum):
    """Life of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportState(StrEnum):
    """Life of an import."""

    CHECKED = "checked"
    REFUSED = "refused"
    STORED = "stored"
