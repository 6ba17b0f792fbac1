"""What has a life of its own: absences, what is settled by hand, what stands."""

from service.access import Action
from service.db.tables.absences import Absence
from service.db.tables.planning import Arrangement
from service.db.tables.publications import Assignment, Publication
from service.nouns.deeds import ABSENCE, ARRANGEMENT
from service.nouns.noun import Noun

PLANNING = (
    Noun(
        path="absences",
        title="Abwesenheiten",
        table=Absence,
        read=Action.READ_ABSENCES,
        change=Action.REPORT_ABSENCE,
        columns=(
            "person_id",
            "first_day",
            "last_day",
            "expected_return",
            "start_minute",
            "end_minute",
            "absence_class",
            "reported_at",
            "withdrawn_at",
        ),
        staff_only=frozenset({"absence_class", "expected_return", "reported_at"}),
        optional=frozenset({"absence_class"}),
        order=("first_day", "person_id"),
        deeds=ABSENCE,
    ),
    Noun(
        path="arrangements",
        title="Von Hand Festgelegtes",
        table=Arrangement,
        read=Action.READ_ARRANGEMENTS,
        change=Action.ARRANGE,
        columns=(
            "kind",
            "child_id",
            "day",
            "start_minute",
            "end_minute",
            "person_id",
            "place_id",
            "created_at",
            "released_at",
        ),
        order=("day", "child_id"),
        deeds=ARRANGEMENT,
    ),
    Noun(
        path="assignments",
        title="Vertretungen, die stehen",
        table=Assignment,
        read=Action.READ_ASSIGNMENTS,
        change=None,
        columns=(
            "child_id",
            "day",
            "piece",
            "start_minute",
            "end_minute",
            "person_id",
            "place_id",
            "absent_person_id",
            "model",
            "state",
            "publication_id",
            "sequence",
            "revised_at",
            "answer_note",
        ),
        staff_only=frozenset({"answer_note"}),
        order=("day", "start_minute", "child_id"),
    ),
    Noun(
        path="publications",
        title="Freigaben",
        table=Publication,
        read=Action.READ_PUBLICATIONS,
        change=None,
        columns=(
            "number",
            "proposal_id",
            "first_day",
            "last_day",
            "published_at",
            "withdrawn_at",
        ),
        order=("number",),
    ),
)
