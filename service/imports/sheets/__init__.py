"""All sheets, in the order in which they are stored: who is referred to comes first."""

from service.imports.sheet import Sheet
from service.imports.sheets.absences import ABSENCES, CHILD_ABSENCES
from service.imports.sheets.areas import AREAS
from service.imports.sheets.availability import AVAILABILITY, EXCEPTIONS
from service.imports.sheets.children import CHILDREN, GUARDIANS, IDENTITIES
from service.imports.sheets.contracts import CONTRACTS
from service.imports.sheets.cooperations import COOPERATIONS, DESIGNATED, MEMBERS
from service.imports.sheets.people import CAPABILITIES, LIMITS, PEOPLE
from service.imports.sheets.places import PLACE_STAFF, PLACES
from service.imports.sheets.proofs import CREDENTIALS, PERMITS, QUALIFICATIONS
from service.imports.sheets.relations import CONTACTS, EXCLUSIONS

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
    CONTACTS,
    EXCLUSIONS,
    ABSENCES,
    CHILD_ABSENCES,
)

SHEET_BY_NAME = {name: sheet for sheet in SHEETS for name in sheet.names}
"""Compared form of every sheet's name and variant to the sheet."""

NOUNS = {sheet.noun.name: sheet.noun for sheet in SHEETS}
"""Name of a noun to the noun."""
