"""Orte: county, municipalities and districts."""

from service.db.tables.tenancy import Area
from service.imports.sheet import Column, Noun, Sheet
from service.imports.values.choices import Choice
from service.imports.values.texts import Text

KINDS = Choice(
    (
        ("Kreis", "county"),
        ("Landkreis", "county"),
        ("Gemeinde", "municipality"),
        ("Stadt", "municipality"),
        ("Bezirk", "district"),
        ("Stadtteil", "district"),
        ("Ortsteil", "district"),
    )
)

AREAS = Sheet(
    name="Orte",
    aliases=("Bezirke", "Stadtteile", "Gebiete", "Orte und Bezirke"),
    noun=Noun("area", "Orte", Area, ("kind", "name"), code="name"),
    columns=(
        Column("Name", "name", Text(40), ("Ort", "Bezeichnung"), required=True),
        Column("Art", "kind", KINDS, ("Ebene",), required=True),
        Column(
            "gehört zu",
            "parent_id",
            Text(40),
            ("übergeordnet", "liegt in"),
            refers_to="area",
        ),
    ),
)
