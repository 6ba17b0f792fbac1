"""Every table, imported once so that the metadata is complete."""

from service.db.tables import (
    absences,
    accounts,
    audit,
    availability,
    children,
    contracts,
    cooperations,
    feeds,
    imports,
    jobs,
    people,
    places,
    planning,
    publications,
    relations,
    tenancy,
)

__all__ = [
    "absences",
    "accounts",
    "audit",
    "availability",
    "children",
    "contracts",
    "cooperations",
    "feeds",
    "imports",
    "jobs",
    "people",
    "places",
    "planning",
    "publications",
    "relations",
    "tenancy",
]
