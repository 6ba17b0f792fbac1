"""All sheets, in the order in which they are stored: who is referred to comes first.

A new sheet is one file here (or an entry in one) with its headings, its noun and the
table its rows become; it is added to the sheets of a town or of a programme below.
What needs more than one cell is a check in ``service/imports/checks``.
"""

from service.imports.sheet import Sheet
from service.imports.sheets.absences import ABSENCES, CHILD_ABSENCES
from service.imports.sheets.areas import AREAS
from service.imports.sheets.availability import AVAILABILITY, EXCEPTIONS
from service.imports.sheets.children import CHILDREN, GUARDIANS, IDENTITIES
from service.imports.sheets.clusters import CLUSTER_MEMBERS, CLUSTERS
from service.imports.sheets.coaches import COACHES, MONTHS, WINDOWS
from service.imports.sheets.consultation import HOSTS
from service.imports.sheets.contracts import CONTRACTS
from service.imports.sheets.cooperations import (
    COOPERATIONS,
    DESIGNATED,
    HELD_BUDGETS,
    MEMBERS,
    TEAM_WISHES,
)
from service.imports.sheets.counties import (
    BUDGETS,
    COUNTIES,
    FEE_BAND_PRICES,
    FEE_BANDS,
)
from service.imports.sheets.engagements import ENGAGEMENTS
from service.imports.sheets.kindergartens import CLOSURES, KINDERGARTENS
from service.imports.sheets.pairs import CONFLICTS, REFUSALS
from service.imports.sheets.people import CAPABILITIES, LIMITS, PEOPLE
from service.imports.sheets.places import PLACE_STAFF, PLACES
from service.imports.sheets.programme_days import PROGRAMME_DAYS
from service.imports.sheets.proofs import (
    COURSE_DAYS,
    COURSE_ENROLMENTS,
    CREDENTIALS,
    PERMITS,
    QUALIFICATIONS,
)
from service.imports.sheets.relations import CONTACTS, EXCLUSIONS
from service.imports.sheets.topics import COACH_TOPICS, KINDERGARTEN_TOPICS, TOPICS

SHEETS: tuple[Sheet, ...] = (
    AREAS,
    PLACES,
    PEOPLE,
    PLACE_STAFF,
    PERMITS,
    QUALIFICATIONS,
    CREDENTIALS,
    CAPABILITIES,
    LIMITS,
    AVAILABILITY,
    EXCEPTIONS,
    CHILDREN,
    IDENTITIES,
    GUARDIANS,
    CONTRACTS,
    COOPERATIONS,
    MEMBERS,
    DESIGNATED,
    TEAM_WISHES,
    HELD_BUDGETS,
    CONTACTS,
    EXCLUSIONS,
    ABSENCES,
    CHILD_ABSENCES,
    COURSE_ENROLMENTS,
    COURSE_DAYS,
)

PROGRAMME_SHEETS: tuple[Sheet, ...] = (
    COUNTIES,
    BUDGETS,
    FEE_BANDS,
    FEE_BAND_PRICES,
    TOPICS,
    COACHES,
    COACH_TOPICS,
    WINDOWS,
    MONTHS,
    KINDERGARTENS,
    KINDERGARTEN_TOPICS,
    CLOSURES,
    CONFLICTS,
    REFUSALS,
    ENGAGEMENTS,
    PROGRAMME_DAYS,
    HOSTS,
    CLUSTERS,
    CLUSTER_MEMBERS,
)

NOUNS = {sheet.noun.name: sheet.noun for sheet in (*SHEETS, *PROGRAMME_SHEETS)}
"""Name of a noun to the noun."""
