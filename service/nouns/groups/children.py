"""Children by code, their names apart, and who has custody."""

from service.access import Action
from service.db.tables.absences import GuardianWish
from service.db.tables.children import (
    Child,
    ChildAbsence,
    ChildCapability,
    ChildIdentity,
    Guardian,
    Guardianship,
)
from service.domain.kinds import Role
from service.nouns.checks import check_capability
from service.nouns.complete import complete_child
from service.nouns.deeds import CHILD_ABSENCE, WISH
from service.nouns.noun import Noun

HOME = frozenset(
    {"latitude", "longitude", "postcode", "household", "max_extra_way_minutes"}
)
"""Where a child lives: who covers for some hours need not know."""

CHILDREN = (
    Noun(
        path="children",
        title="Kinder, ohne Namen",
        table=Child,
        read=Action.READ_CHILDREN,
        change=Action.CHANGE_CHILDREN,
        columns=(
            "code",
            "birth_month",
            "capacity_weight",
            "household",
            "postcode",
            "latitude",
            "longitude",
            "coordinates_source",
            "travel_mode",
            "max_extra_way_minutes",
            "area_id",
        ),
        told_only=frozenset({"coordinates_source"}),
        staff_only=HOME,
        staff=frozenset({Role.ADMINISTRATOR, Role.COUNSELLOR, Role.GUARDIAN}),
        order=("code",),
        complete=complete_child,
    ),
    Noun(
        path="child-identities",
        title="Namen und Notizen der Kinder",
        table=ChildIdentity,
        read=Action.READ_IDENTITIES,
        change=Action.CHANGE_IDENTITIES,
        columns=("child_id", "given_name", "family_name", "notes"),
        staff_only=frozenset({"notes"}),
        order=("child_id",),
    ),
    Noun(
        path="child-capabilities",
        title="Was ein Kind braucht",
        table=ChildCapability,
        read=Action.READ_CHILDREN,
        change=Action.CHANGE_CHILDREN,
        columns=("child_id", "tag"),
        order=("child_id", "tag"),
        check=check_capability,
    ),
    Noun(
        path="guardians",
        title="Personensorgeberechtigte",
        table=Guardian,
        read=Action.READ_GUARDIANS,
        change=Action.CHANGE_GUARDIANS,
        columns=("code", "given_name", "family_name", "email", "phone"),
        order=("code",),
    ),
    Noun(
        path="guardianships",
        title="Wer für welches Kind sorgt",
        table=Guardianship,
        read=Action.READ_GUARDIANS,
        change=Action.CHANGE_GUARDIANS,
        columns=("guardian_id", "child_id"),
        order=("child_id", "guardian_id"),
    ),
    Noun(
        path="child-absences",
        title="Fehlzeiten der Kinder",
        table=ChildAbsence,
        read=Action.READ_CHILD_ABSENCES,
        change=Action.REPORT_CHILD_ABSENCE,
        columns=("child_id", "first_day", "last_day", "start_minute", "end_minute"),
        order=("first_day", "child_id"),
        deeds=CHILD_ABSENCE,
    ),
    Noun(
        path="guardian-wishes",
        title="Ob Vertretung gewünscht ist",
        table=GuardianWish,
        read=Action.READ_WISHES,
        change=Action.STATE_WISH,
        columns=("absence_id", "child_id", "wanted", "decided_at"),
        told_only=frozenset({"decided_at"}),
        order=("decided_at",),
        deeds=WISH,
    ),
)
