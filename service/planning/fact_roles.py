"""Who may see which kind of fact of a reason: a closed table.

Explanations are personal data. A test holds that every fact of every rule and of every
answer is listed here; what were not would be for those who plan alone.
"""

from collections.abc import Collection, Mapping
from typing import Final

from service.domain.kinds import Role

PLANNERS: Final = frozenset({Role.COUNSELLOR, Role.ADMINISTRATOR})
CONCERNED: Final = PLANNERS | {Role.CHILDMINDER, Role.SUBSTITUTE, Role.GUARDIAN}
FAMILY: Final = PLANNERS | {Role.GUARDIAN}
STAFF: Final = PLANNERS | {Role.CHILDMINDER, Role.SUBSTITUTE}

_OF_ALL: Final = ("person", "child", "place", "day", "start", "end", "time")
_OF_COOPERATION: Final = ("model", "designated")
_OF_FAMILIES: Final = (
    "familiarity",
    "required_familiarity",
    "extra_way",
    "limit_minutes",
)
#: About other persons: what they lack, whom they have, how they work, who said no.
_OF_OTHERS: Final = (
    "alone_minutes",
    "balance_weeks",
    "capability",
    "chosen",
    "credential",
    "days",
    "exclusion_origin",
    "holder",
    "known_weeks",
    "limit",
    "limit_days",
    "limit_persons",
    "others",
    "period_days",
    "permit_fault",
    "personal_limit",
    "persons",
    "qualification",
    "required_minutes",
    "required_units",
    "rest_minutes",
    "sibling",
    "units",
    "week_limit",
    "work_minutes",
)
#: About the plan as a whole: what it is worth, and what would change it.
_OF_THE_PLAN: Final = (
    "bound_value",
    "forced_value",
    "gain_minutes",
    "handover_fault",
    "need",
    "part_fault",
    "planned_value",
    "rank",
    "shortest_minutes",
    "size",
    "step_minutes",
    "tier",
    "unit",
    "value",
)
FACT_ROLES: Final[Mapping[str, frozenset[Role]]] = {
    **dict.fromkeys(_OF_ALL, CONCERNED),
    **dict.fromkeys(_OF_COOPERATION, CONCERNED),
    **dict.fromkeys(_OF_FAMILIES, FAMILY),
    "present": STAFF,
    **dict.fromkeys(_OF_OTHERS, PLANNERS),
    **dict.fromkeys(_OF_THE_PLAN, PLANNERS),
}


def sees(roles: Collection[Role], fact: str) -> bool:
    """Whether one of the roles may see this kind of fact."""
    return not FACT_ROLES.get(fact, PLANNERS).isdisjoint(roles)
