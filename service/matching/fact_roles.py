"""Who may see which kind of fact about a matching: a closed table.

As in ``service.planning.fact_roles``: a sentence is told to whoever may see all of its
facts; what were not listed would be for those who coordinate alone.
"""

from collections.abc import Collection, Mapping
from typing import Final

from service.domain.kinds import Role

COORDINATING: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
#: Both sides of an engagement; what they see is about their own.
CONCERNED: Final = COORDINATING | {Role.COACH, Role.KINDERGARTEN}
PAYING: Final = COORDINATING | {Role.COUNTY}

#: Who is with whom, how long, how far, since when, and how well it fits.
_OF_THE_PAIR: Final = (
    "agreed",
    "agreed_before",
    "coach",
    "continuity",
    "percent",
    "stage_known",
    "way",
    "wished",
)
#: A county pays for its kindergartens and needs no coach's name.
_OF_THE_COUNTY: Final = ("budget_cents", "county", "planned_cents")
#: About other pairs and coaches, and about the plan as a whole.
_OF_OTHERS: Final = (
    "bound_value",
    "chosen",
    "conflict",
    "count",
    "forced_value",
    "gain",
    "half_hours",
    "holder",
    "holder_cents",
    "language",
    "least",
    "limit",
    "load",
    "minutes",
    "month",
    "months",
    "more",
    "more_cents",
    "most",
    "others",
    "part_fault",
    "planned",
    "planned_value",
    "rank",
    "refused_by",
    "size",
    "tier",
    "topic",
    "unit",
    "value",
    "years",
)
FACT_ROLES: Final[Mapping[str, frozenset[Role]]] = {
    **dict.fromkeys(_OF_THE_PAIR, CONCERNED),
    **dict.fromkeys(_OF_THE_COUNTY, PAYING),
    "kindergarten": CONCERNED | PAYING,
    **dict.fromkeys(_OF_OTHERS, COORDINATING),
}


def sees(roles: Collection[Role], fact: str) -> bool:
    """Whether one of the roles may see this kind of fact."""
    return not FACT_ROLES.get(fact, COORDINATING).isdisjoint(roles)
