"""Closed vocabularies of the stored state; the solver's own are reused."""

from enum import StrEnum

from solver.matching.problem import ConflictKind, RefusalOrigin, Stage
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
    "AppointmentState",
    "AreaKind",
    "ArrangementKind",
    "AssignmentState",
    "BusyKind",
    "ClusterEventKind",
    "ConflictKind",
    "ContactKind",
    "CoordinatesSource",
    "CourseKind",
    "DayAudience",
    "EngagementState",
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
    "ProgrammeDayKind",
    "ProposalKind",
    "ProposalState",
    "QualificationKind",
    "RefusalOrigin",
    "Role",
    "SchedulingKind",
    "Stage",
    "StudyKind",
    "StudyState",
    "TenantKind",
    "TravelMode",
]


class TenantKind(StrEnum):
    """Who plans."""

    YOUTH_OFFICE = "youth_office"
    ASSOCIATION = "association"
    PROGRAMME = "programme"


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
    COACH = "coach"
    KINDERGARTEN = "kindergarten"
    COUNTY = "county"


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


class CourseKind(StrEnum):
    """What a course leads to: QHB, its follow-up (160+), the inclusion supplement."""

    QHB = "qhb"
    FOLLOW_UP = "follow_up"
    INCLUSION = "inclusion"

    @property
    def qualifies(self) -> QualificationKind:
        """Where its units count once it is finished."""
        if self is CourseKind.INCLUSION:
            return QualificationKind.INCLUSION
        return QualificationKind.LADDER


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


class ProposalKind(StrEnum):
    """Which problem a proposal solves: cover for days, or coaches for a year."""

    SUBSTITUTION = "substitution"
    MATCHING = "matching"


class ProposalState(StrEnum):
    """Life of a proposal."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    PUBLISHED = "published"


class TeamStance(StrEnum):
    """What somebody, or the counsellor about two, says of a team of both."""

    WISHED = "wished"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"


class StudyKind(StrEnum):
    """What a study looks into; its result is looked at and never published."""

    STRESS = "stress"
    WHATIF = "whatif"
    PAIRING = "pairing"
    YEAR = "year"


class StudyState(StrEnum):
    """Life of a study."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


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
    COACH = "coach"
    KINDERGARTEN = "kindergarten"
    COUNTY = "county"
    HOST = "host"
    CLUSTER = "cluster"


class JobKind(StrEnum):
    """Long work."""

    PROPOSE = "propose"
    IMPORT = "import"
    REFRESH_FEEDS = "refresh_feeds"
    MATCH = "match"
    SCHEDULE = "schedule"
    STUDY = "study"
    VISITS = "visits"


class SchedulingKind(StrEnum):
    """Whose dates are planned: sessions of coaches, visits to hosts, workshops."""

    SESSIONS = "sessions"
    CONSULTATIONS = "consultations"
    WORKSHOPS = "workshops"


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


class EngagementState(StrEnum):
    """Life of an engagement; ``ended`` covers those of past years."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


class AppointmentState(StrEnum):
    """Life of a session, a visit or an event; ``moved`` stands at its new time."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"

    @property
    def unconfirmed(self) -> bool:
        """Whether it stands and nobody has said yes to its date, or not to this one."""
        return self in (AppointmentState.PLANNED, AppointmentState.MOVED)


class BusyKind(StrEnum):
    """How a foreign calendar came in."""

    UPLOAD = "upload"


class ProgrammeDayKind(StrEnum):
    """Why a day of the programme is taken."""

    WORKING_GROUP = "working_group"
    QUALIFICATION = "qualification"


class DayAudience(StrEnum):
    """Whose dates a day of the programme blocks."""

    EVERYBODY = "everybody"
    COACHES = "coaches"


class ClusterEventKind(StrEnum):
    """What a cluster meets for; conferences are held over all clusters."""

    WORKSHOP = "workshop"
    STEERING = "steering"
    GROUP = "group"
    OPENING = "opening"
    INTERIM = "interim"
    CLOSING = "closing"
    COMMUNAL_DAY = "communal_day"
