"""What a role in a tenant is bound to: the person, family, house or area it is for."""

from collections.abc import Mapping
from uuid import UUID

from service.db.base import TenantTable
from service.db.tables.children import Guardian
from service.db.tables.coaches import Coach
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.people import Person
from service.db.tables.tenancy import Area
from service.domain.kinds import Role
from service.errors import InputFault, InvalidInput

Binding = Mapping[str, UUID | None]
"""Column of a membership to the row it refers to."""

BOUND_TO: dict[str, type[TenantTable]] = {
    "person_id": Person,
    "guardian_id": Guardian,
    "coach_id": Coach,
    "kindergarten_id": Kindergarten,
    "area_id": Area,
}
_REQUIRED = {
    Role.CHILDMINDER: "person_id",
    Role.SUBSTITUTE: "person_id",
    Role.GUARDIAN: "guardian_id",
    Role.COACH: "coach_id",
    Role.KINDERGARTEN: "kindergarten_id",
    Role.COUNTY: "area_id",
}
_ALLOWED = {Role.COUNSELLOR: "area_id"}


def check_binding(role: Role, binding: Binding) -> None:
    """Refuse a role that is not bound to what it needs, or to what it cannot be.

    Raises
    ------
    InvalidInput
        With the field that is missing or too much.
    """
    if role is Role.OPERATOR:
        raise refused("role", "Betreiber gehören zu keinem Träger.", "not-in-a-tenant")
    required = _REQUIRED.get(role)
    for name in BOUND_TO:
        given = binding.get(name) is not None
        if name == required and not given:
            detail = "Diese Rolle gehört zu jemandem: bitte wählen."
            raise refused(name, detail, "missing")
        if given and name not in (required, _ALLOWED.get(role)):
            raise refused(name, _too_much(name), "not-expected")


def _too_much(name: str) -> str:
    if name == "area_id":
        return "Nur Fachberatungen und Landkreise haben ein Gebiet."
    return "Das passt nicht zu dieser Rolle."


def refused(field: str, detail: str, code: str) -> InvalidInput:
    """A refusal that names one field."""
    return InvalidInput(detail, [InputFault(f"/{field}", detail, code)])
