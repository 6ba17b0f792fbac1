"""Areas, rules of a municipality, and who may do what."""

from service.access import Action
from service.db.tables.accounts import Membership
from service.db.tables.tenancy import Area, RuleOverride
from service.nouns.checks import check_membership, check_override, keep_an_administrator
from service.nouns.noun import Noun

TENANCY = (
    Noun(
        path="areas",
        title="Gebiete",
        table=Area,
        read=Action.READ_AREAS,
        change=Action.CHANGE_AREAS,
        columns=("kind", "name", "parent_id"),
        order=("name",),
    ),
    Noun(
        path="rule-overrides",
        title="Eigene Zahlen einer Gemeinde für eine Regel",
        table=RuleOverride,
        read=Action.READ_RULES,
        change=Action.CHANGE_RULES,
        columns=(
            "area_id",
            "rule",
            "parameter",
            "value",
            "source",
            "valid_from",
            "valid_until",
        ),
        order=("rule", "parameter", "valid_from"),
        check=check_override,
    ),
    Noun(
        path="memberships",
        title="Rollen von Benutzerinnen und Benutzern",
        table=Membership,
        read=Action.READ_USERS,
        change=Action.CHANGE_USERS,
        columns=(
            "user_id",
            "role",
            "person_id",
            "guardian_id",
            "area_id",
            "coach_id",
            "kindergarten_id",
            "ended_at",
        ),
        told_only=frozenset({"ended_at"}),
        order=("role",),
        check=check_membership,
        after_delete=keep_an_administrator,
    ),
)
