"""What frames a programme: topics, fees, budgets, days, clusters."""

from service.access import Action
from service.db.tables.programme import (
    CountyBudget,
    FeeBand,
    FeeBandPrice,
    ProgrammeDay,
    Topic,
)
from service.db.tables.workshops import Cluster, ClusterMember
from service.nouns.checks_programme import check_budget, check_land
from service.nouns.complete import complete_cluster_member
from service.nouns.noun import Noun

PROGRAMME = (
    Noun(
        path="topics",
        title="Themen des Programms",
        table=Topic,
        read=Action.READ_PROGRAMME,
        change=Action.CHANGE_PROGRAMME,
        columns=("key", "title"),
        order=("key",),
    ),
    Noun(
        path="programme-days",
        title="Arbeitskreise und Qualifizierungstage",
        table=ProgrammeDay,
        read=Action.READ_PROGRAMME,
        change=Action.CHANGE_PROGRAMME,
        columns=("day", "title", "kind", "audience"),
        order=("day",),
    ),
    Noun(
        path="fee-bands",
        title="Honorarstufen",
        table=FeeBand,
        read=Action.READ_FEES,
        change=Action.CHANGE_FEES,
        columns=("name", "cents_per_hour"),
        order=("name",),
    ),
    Noun(
        path="fee-band-prices",
        title="Honorarstufen ab einem Tag",
        table=FeeBandPrice,
        read=Action.READ_FEES,
        change=Action.CHANGE_FEES,
        columns=("fee_band_id", "valid_from", "cents_per_hour"),
        order=("valid_from", "fee_band_id"),
    ),
    Noun(
        path="county-budgets",
        title="Budgets der Landkreise",
        table=CountyBudget,
        read=Action.READ_BUDGETS,
        change=Action.CHANGE_BUDGETS,
        columns=("area_id", "year", "budget_cents"),
        order=("year", "area_id"),
        check=check_budget,
    ),
    Noun(
        path="clusters",
        title="Verbünde",
        table=Cluster,
        read=Action.READ_CLUSTERS,
        change=Action.CHANGE_CLUSTERS,
        columns=("name",),
        order=("name",),
    ),
    Noun(
        path="cluster-members",
        title="Kommunen der Verbünde",
        table=ClusterMember,
        read=Action.READ_CLUSTERS,
        change=Action.CHANGE_CLUSTERS,
        columns=(
            "cluster_id",
            "commune",
            "area_id",
            "land",
            "participants",
            "room_capacity",
            "postcode",
            "latitude",
            "longitude",
            "coordinates_source",
        ),
        told_only=frozenset({"coordinates_source"}),
        order=("cluster_id", "commune"),
        complete=complete_cluster_member,
        check=check_land,
    ),
)
