"""Landkreise with their Budgets, and the steps of the fee scale."""

from service.db.tables.programme import CountyBudget, FeeBand, FeeBandPrice
from service.db.tables.tenancy import Area
from service.domain.kinds import AreaKind
from service.imports.sheet import Column, Noun, Sheet, Values
from service.imports.sheets import shared_programme
from service.imports.values.dates import DayReader
from service.imports.values.numbers import Euros, Whole
from service.imports.values.texts import Text


def _county(values: Values) -> None:
    values["kind"] = AreaKind.COUNTY


COUNTIES = Sheet(
    name="Landkreise",
    aliases=("Kreise", "Landkreise und Städte", "Kreise und Städte"),
    noun=Noun("county", "Landkreise", Area, ("name",), code="name"),
    columns=(Column("Name", "name", Text(100), ("Landkreis", "Kreis"), required=True),),
    complete=_county,
)

BUDGETS = Sheet(
    name="Budgets",
    aliases=("Kreisbudgets", "Mittel"),
    noun=Noun("county_budget", "Budgets", CountyBudget, ("area_id", "year")),
    columns=(
        shared_programme.county(),
        Column("Jahr", "year", Whole(2000, 2100), ("Haushaltsjahr",), required=True),
        Column(
            "Budget",
            "budget_cents",
            Euros(10_000_000),
            ("Betrag", "Budget (Euro)", "Mittel"),
            required=True,
        ),
    ),
)

FEE_BANDS = Sheet(
    name="Honorarstufen",
    aliases=("Honorarstaffel", "Honorare"),
    noun=Noun("fee_band", "Honorarstufen", FeeBand, ("name",), code="name"),
    columns=(
        Column("Stufe", "name", Text(100), ("Name", "Honorarstufe"), required=True),
        Column(
            "Stundensatz",
            "cents_per_hour",
            Euros(1000),
            ("Satz", "Euro je Stunde"),
            required=True,
        ),
    ),
)

FEE_BAND_PRICES = Sheet(
    name="Honorare ab",
    aliases=("Honorarstufen ab", "Honoraränderungen"),
    noun=Noun(
        "fee_band_price",
        "Honorarstufen ab einem Tag",
        FeeBandPrice,
        ("fee_band_id", "valid_from"),
    ),
    columns=(
        Column(
            "Stufe",
            "fee_band_id",
            Text(100),
            ("Honorarstufe",),
            required=True,
            repeats=True,
            refers_to="fee_band",
        ),
        Column("ab", "valid_from", DayReader(), ("gültig ab", "von"), required=True),
        Column(
            "Stundensatz",
            "cents_per_hour",
            Euros(1000),
            ("Satz", "Euro je Stunde"),
            required=True,
        ),
    ),
)
