"""What lies between a child and a person."""

from service.access import Action
from service.db.tables.relations import Contact, Exclusion, FamiliarityOverride
from service.nouns.noun import Noun

RELATIONS = (
    Noun(
        path="contacts",
        title="Kontakte",
        table=Contact,
        read=Action.READ_CONTACTS,
        change=Action.CHANGE_CONTACTS,
        columns=("child_id", "person_id", "place_id", "day", "minutes", "kind"),
        order=("child_id", "day"),
    ),
    Noun(
        path="exclusions",
        title="Ausschlüsse",
        table=Exclusion,
        read=Action.READ_EXCLUSIONS,
        change=Action.CHANGE_EXCLUSIONS,
        columns=("person_id", "child_id", "origin", "first_day", "last_day"),
        order=("first_day",),
    ),
    Noun(
        path="familiarity-overrides",
        title="Ausnahmen von der Vertrautheit",
        table=FamiliarityOverride,
        read=Action.READ_OVERRIDES,
        change=Action.CHANGE_OVERRIDES,
        columns=("child_id", "person_id", "first_day", "last_day", "reason"),
        order=("first_day",),
    ),
)
