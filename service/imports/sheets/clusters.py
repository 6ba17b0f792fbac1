"""Verbünde and their communes: who meets for workshops, and where there is room."""

from service.db.tables.workshops import Cluster, ClusterMember
from service.imports.coordinates import locate
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared, shared_programme
from service.imports.values.choices import Choice
from service.imports.values.numbers import Whole
from service.imports.values.texts import Text

LANDS = Choice(
    (
        ("Baden-Württemberg", "BW"),
        ("Bayern", "BY"),
        ("Berlin", "BE"),
        ("Brandenburg", "BB"),
        ("Bremen", "HB"),
        ("Hamburg", "HH"),
        ("Hessen", "HE"),
        ("Mecklenburg-Vorpommern", "MV"),
        ("Niedersachsen", "NI"),
        ("Nordrhein-Westfalen", "NW"),
        ("Rheinland-Pfalz", "RP"),
        ("Saarland", "SL"),
        ("Sachsen", "SN"),
        ("Sachsen-Anhalt", "ST"),
        ("Schleswig-Holstein", "SH"),
        ("Thüringen", "TH"),
    )
)

CLUSTERS = Sheet(
    name="Verbünde",
    aliases=("Cluster", "Werkstattverbünde"),
    noun=Noun("cluster", "Verbünde", Cluster, ("name",), code="name"),
    columns=(
        Column("Name", "name", Text(100), ("Verbund", "Bezeichnung"), required=True),
    ),
)

CLUSTER_MEMBERS = Sheet(
    name="Verbundkommunen",
    aliases=("Kommunen", "Kommunen der Verbünde"),
    noun=Noun(
        "cluster_member", "Verbundkommunen", ClusterMember, ("cluster_id", "commune")
    ),
    columns=(
        Column(
            "Verbund",
            "cluster_id",
            Text(100),
            ("Cluster",),
            required=True,
            repeats=True,
            refers_to="cluster",
        ),
        Column("Kommune", "commune", Text(100), ("Stadt", "Name"), required=True),
        shared_programme.county(required=False),
        Column("Land", "land", LANDS, ("Bundesland",), required=True),
        Column(
            "Teilnehmende",
            "participants",
            Whole(0, 1000),
            ("Personen", "Teilnehmer"),
            required=True,
        ),
        Column(
            "Raum für",
            "room_capacity",
            Whole(0, 10_000),
            ("Raumplätze", "Plätze im Raum"),
            default=0,
        ),
        *shared.location(),
    ),
    complete=locate,
)
