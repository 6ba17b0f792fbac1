"""Care contracts, cooperations, and what next year's teams are made of."""

from service.access import Action
from service.db.tables.contracts import CareContract, ContractSlot
from service.db.tables.cooperations import (
    Cooperation,
    CooperationMember,
    DesignatedSubstitute,
    HeldPlaceBudget,
    TeamWish,
)
from service.nouns.noun import Noun

CARE = (
    Noun(
        path="care-contracts",
        title="Betreuungsverträge",
        table=CareContract,
        read=Action.READ_CONTRACTS,
        change=Action.CHANGE_CONTRACTS,
        columns=(
            "code",
            "child_id",
            "person_id",
            "place_id",
            "valid_from",
            "valid_until",
            "weekly_minutes",
            "substitution_wanted",
        ),
        order=("code",),
    ),
    Noun(
        path="contract-slots",
        title="Gebuchte Zeiten eines Vertrags",
        table=ContractSlot,
        read=Action.READ_CONTRACTS,
        change=Action.CHANGE_CONTRACTS,
        columns=("contract_id", "weekday", "start_minute", "end_minute"),
        order=("contract_id", "weekday", "start_minute"),
    ),
    Noun(
        path="cooperations",
        title="Vertretungsmodelle",
        table=Cooperation,
        read=Action.READ_COOPERATIONS,
        change=Action.CHANGE_COOPERATIONS,
        columns=("code", "model", "name", "place_id", "valid_from", "valid_until"),
        order=("code",),
    ),
    Noun(
        path="cooperation-members",
        title="Wer zu einem Vertretungsmodell gehört",
        table=CooperationMember,
        read=Action.READ_COOPERATIONS,
        change=Action.CHANGE_COOPERATIONS,
        columns=(
            "cooperation_id",
            "person_id",
            "role",
            "held_places",
            "held_place_cents",
        ),
        staff_only=frozenset({"held_place_cents"}),
        order=("cooperation_id", "person_id"),
    ),
    Noun(
        path="designated-substitutes",
        title="Feste Vertretungen",
        table=DesignatedSubstitute,
        read=Action.READ_COOPERATIONS,
        change=Action.CHANGE_COOPERATIONS,
        columns=(
            "cooperation_id",
            "child_id",
            "person_id",
            "valid_from",
            "valid_until",
        ),
        order=("cooperation_id", "child_id", "valid_from"),
    ),
    Noun(
        path="team-wishes",
        title="Wünsche zu Teams",
        table=TeamWish,
        read=Action.READ_TEAM_WISHES,
        change=Action.CHANGE_TEAM_WISHES,
        columns=("person_id", "other_id", "stance"),
        order=("person_id", "other_id"),
    ),
    Noun(
        path="held-place-budgets",
        title="Jahresbudgets für Freihalteplätze",
        table=HeldPlaceBudget,
        read=Action.READ_HELD_BUDGETS,
        change=Action.CHANGE_HELD_BUDGETS,
        columns=("year", "budget_cents", "held_place_cents"),
        order=("year",),
    ),
)
