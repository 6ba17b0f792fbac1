"""What each role is bound to: what it needs is asked for, what is too much refused."""

from uuid import uuid4

import pytest

from service.accounts.binding import BOUND_TO, check_binding
from service.domain.kinds import Role
from service.errors import InvalidInput

NEEDED = {
    Role.CHILDMINDER: "person_id",
    Role.SUBSTITUTE: "person_id",
    Role.GUARDIAN: "guardian_id",
    Role.COACH: "coach_id",
    Role.KINDERGARTEN: "kindergarten_id",
    Role.COUNTY: "area_id",
}
FREE = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.COUNSELLOR)


@pytest.mark.parametrize("role", [*NEEDED, *FREE])
def test_a_role_is_bound_to_what_it_needs_and_nothing_else(role):
    needed = NEEDED.get(role)
    allowed = {needed, "area_id" if role is Role.COUNSELLOR else None}
    for name in BOUND_TO:
        binding = {needed: uuid4()} if needed else {}
        binding[name] = uuid4()
        if name in allowed:
            check_binding(role, binding)
            continue
        with pytest.raises(InvalidInput) as refusal:
            check_binding(role, binding)
        assert refusal.value.faults[0].pointer == f"/{name}"


@pytest.mark.parametrize("role", NEEDED)
def test_a_role_that_belongs_to_somebody_says_to_whom(role):
    with pytest.raises(InvalidInput) as refusal:
        check_binding(role, {})
    assert refusal.value.faults[0].pointer == f"/{NEEDED[role]}"


def test_an_operator_has_no_place_in_a_tenant():
    with pytest.raises(InvalidInput, match="gehören zu keinem Träger"):
        check_binding(Role.OPERATOR, {})
