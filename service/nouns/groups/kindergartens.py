"""Kindergartens, what they need, when they are closed, who receives others."""

from service.access import Action
from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenClosure,
    KindergartenLanguage,
    KindergartenTopic,
)
from service.db.tables.visits import ConsultationHost, ConsultationHostTopic
from service.domain.kinds import Role
from service.nouns.checks_programme import (
    check_kindergarten,
    check_language,
    check_topic,
)
from service.nouns.complete import complete_kindergarten
from service.nouns.deeds import KINDERGARTEN_WISH
from service.nouns.noun import Noun

KINDERGARTENS = (
    Noun(
        path="kindergartens",
        title="Kitas",
        table=Kindergarten,
        read=Action.READ_KINDERGARTENS,
        change=Action.CHANGE_KINDERGARTENS,
        columns=(
            "code",
            "name",
            "institution",
            "area_id",
            "street",
            "postcode",
            "city",
            "land",
            "latitude",
            "longitude",
            "coordinates_source",
            "stage",
            "min_half_hours",
            "wished_half_hours",
            "visits_per_month",
            "first_month",
            "last_month",
            "opening_start_minute",
            "opening_end_minute",
            "preferred_weekdays",
            "last_coach_id",
            "email",
            "phone",
        ),
        told_only=frozenset({"coordinates_source"}),
        staff_only=frozenset({"preferred_weekdays", "last_coach_id", "email", "phone"}),
        staff=frozenset(
            {Role.ADMINISTRATOR, Role.COORDINATOR, Role.COACH, Role.KINDERGARTEN}
        ),
        order=("sort_key",),
        complete=complete_kindergarten,
        check=check_kindergarten,
    ),
    Noun(
        path="kindergarten-wishes",
        title="Was eine Kita sich wünscht",
        table=Kindergarten,
        part="wish",
        read=Action.READ_KINDERGARTEN_NEEDS,
        change=Action.CHANGE_KINDERGARTEN_NEEDS,
        columns=(
            "code",
            "name",
            "stage",
            "min_half_hours",
            "wished_half_hours",
            "preferred_weekdays",
            "opening_start_minute",
            "opening_end_minute",
        ),
        order=("sort_key",),
        deeds=KINDERGARTEN_WISH,
    ),
    Noun(
        path="kindergarten-topics",
        title="Themen, die eine Kita braucht",
        table=KindergartenTopic,
        read=Action.READ_KINDERGARTEN_NEEDS,
        change=Action.CHANGE_KINDERGARTEN_NEEDS,
        columns=("kindergarten_id", "topic", "weight"),
        order=("kindergarten_id", "topic"),
        before=check_topic,
    ),
    Noun(
        path="kindergarten-languages",
        title="Sprachen, die eine Kita braucht",
        table=KindergartenLanguage,
        read=Action.READ_KINDERGARTEN_NEEDS,
        change=Action.CHANGE_KINDERGARTEN_NEEDS,
        columns=("kindergarten_id", "language"),
        order=("kindergarten_id", "language"),
        check=check_language,
    ),
    Noun(
        path="kindergarten-closures",
        title="Schließzeiten",
        table=KindergartenClosure,
        read=Action.READ_KINDERGARTEN_NEEDS,
        change=Action.CHANGE_KINDERGARTEN_NEEDS,
        columns=("kindergarten_id", "first_day", "last_day"),
        order=("kindergarten_id", "first_day"),
    ),
    Noun(
        path="consultation-hosts",
        title="Konsultationseinrichtungen",
        table=ConsultationHost,
        read=Action.READ_KINDERGARTENS,
        change=Action.CHANGE_KINDERGARTENS,
        columns=("kindergarten_id", "visits_per_month", "weekdays"),
        order=("kindergarten_id",),
    ),
    Noun(
        path="consultation-host-topics",
        title="Themen, die eine Konsultationseinrichtung zeigt",
        table=ConsultationHostTopic,
        read=Action.READ_KINDERGARTENS,
        change=Action.CHANGE_KINDERGARTENS,
        columns=("host_id", "topic"),
        order=("host_id", "topic"),
        before=check_topic,
    ),
)
