"""Columns and details that several sheets share."""

from service.db.base import TenantTable
from service.imports.sheet import Column, Detail, Values
from service.imports.values.choices import Choice
from service.imports.values.dates import DayReader
from service.imports.values.numbers import Coordinate, Whole
from service.imports.values.texts import Code, Postcode
from service.imports.values.times import IntervalsReader, TimeReader, clock

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_LONG = (
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
)

TAGS = Choice(
    (
        ("Inklusion", "inclusion"),
        ("Integration", "inclusion"),
        ("Säugling", "infant"),
        ("Säuglinge", "infant"),
        ("Medikamente", "medication"),
        ("Medikamentengabe", "medication"),
        ("Allergie", "allergy"),
        ("Allergien", "allergy"),
        ("keine Tiere", "no_pets"),
        ("tierfrei", "no_pets"),
        ("stufenlos", "step_free"),
        ("barrierefrei", "step_free"),
        ("Türkisch", "language_tr"),
        ("Arabisch", "language_ar"),
        ("Ukrainisch", "language_uk"),
        ("Russisch", "language_ru"),
        ("Polnisch", "language_pl"),
        ("Englisch", "language_en"),
        ("Gebärdensprache", "language_sign"),
    )
)
"""What children need and persons or places offer."""

TRAVEL = Choice(
    (
        ("Auto", "car"),
        ("Pkw", "car"),
        ("Fahrrad", "bicycle"),
        ("Rad", "bicycle"),
        ("zu Fuß", "foot"),
        ("Fuß", "foot"),
    )
)


def person(*, heading: str = "Person", repeats: bool = True) -> Column:
    """Whom a row is about."""
    aliases = ("Personenkürzel", "Tagespflegeperson", "Kindertagespflegeperson", "KTPP")
    return Column(
        heading,
        "person_id",
        Code(),
        aliases,
        required=True,
        repeats=repeats,
        refers_to="person",
    )


def child(*, required: bool = True, repeats: bool = False) -> Column:
    """Which child a row is about."""
    return Column(
        "Kind",
        "child_id",
        Code(),
        ("Kinderkürzel", "Kindkürzel"),
        required=required,
        repeats=repeats,
        refers_to="child",
    )


def place(*, required: bool = False) -> Column:
    """Where."""
    return Column(
        "Raum",
        "place_id",
        Code(),
        ("Räume", "Betreuungsort", "Platz", "Raumkürzel"),
        required=required,
        refers_to="place",
    )


def area() -> Column:
    """In which area."""
    return Column(
        "Bezirk",
        "area_id",
        Code(),
        ("Stadtteil", "Ortsteil", "Stadtbezirk", "Gebiet"),
        refers_to="area",
    )


def own_code(prefix: str) -> Column:
    """The code of the row itself."""
    return Column("Kürzel", "code", Code(), ("Nr.", "Code", prefix), required=True)


def valid_from(*, required: bool = True, repeats: bool = False) -> Column:
    """First day."""
    return Column(
        "gültig von",
        "valid_from",
        DayReader(),
        ("gültig ab", "ab", "Beginn", "von"),
        required=required,
        repeats=repeats,
    )


def valid_until(*, required: bool = False) -> Column:
    """Last day."""
    return Column(
        "gültig bis",
        "valid_until",
        DayReader(),
        ("Ende", "befristet bis", "bis"),
        required=required,
    )


def first_day() -> Column:
    """First day of a span of days."""
    return Column(
        "von", "first_day", DayReader(), ("erster Tag", "ab", "Beginn"), required=True
    )


def last_day() -> Column:
    """Last day of a span of days; blank is an open end."""
    return Column("bis", "last_day", DayReader(), ("letzter Tag", "Ende"))


def time_from(*, required: bool = False) -> Column:
    """Beginning within a day."""
    return Column(
        "Uhrzeit von",
        "start_minute",
        TimeReader(),
        ("von Uhr", "Zeit von"),
        required=required,
    )


def time_until(*, required: bool = False) -> Column:
    """End within a day."""
    return Column(
        "Uhrzeit bis",
        "end_minute",
        TimeReader(),
        ("bis Uhr", "Zeit bis"),
        required=required,
    )


def ages() -> tuple[Column, Column]:
    """Lower and upper bound of the children's age."""
    months = Whole(0, 168)
    return (
        Column("Mindestalter", "min_age_months", months, ("Mindestalter (Monate)",)),
        Column("Höchstalter", "max_age_months", months, ("Höchstalter (Monate)",)),
    )


def location() -> tuple[Column, ...]:
    """Postcode and coordinates."""
    north = Coordinate("Breitengrad", 47.0, 55.2)
    east = Coordinate("Längengrad", 5.5, 15.5)
    return (
        Column("PLZ", "postcode", Postcode(), ("Postleitzahl",), default=""),
        Column("Breitengrad", "latitude", north, ("Breite", "Lat", "Latitude")),
        Column("Längengrad", "longitude", east, ("Länge", "Lon", "Longitude")),
    )


def weekdays() -> tuple[Column, ...]:
    """One column per weekday with its interval."""
    return tuple(
        Column(short, f"weekday_{number}", IntervalsReader(), (long,))
        for number, (short, long) in enumerate(zip(WEEKDAYS, _LONG, strict=True))
    )


def gather_weekdays(values: Values, field: str = "slots") -> None:
    """Make ``slots`` (weekday, start, end) of the weekday columns."""
    fields = [f"weekday_{number}" for number in range(len(WEEKDAYS))]
    if not any(name in values for name in fields):
        return
    slots: list[tuple[int, int, int]] = []
    for number, name in enumerate(fields):
        intervals = values.pop(name, None)
        if isinstance(intervals, tuple):
            slots += [(number, start, end) for start, end in intervals]
    values[field] = tuple(slots)


def weekday_mask(values: Values, field: str) -> None:
    """Make a bit mask of weekdays, Monday = 1."""
    days = values.get(field)
    if isinstance(days, tuple):
        values[field] = sum(1 << day for day in days)


def gather_tags(values: Values) -> None:
    """Make rows of one column of the tags."""
    tags = values.get("tags")
    if "tags" in values:
        values["tags"] = (
            tuple((tag,) for tag in tags) if isinstance(tags, tuple) else ()
        )


def show_slot(slot: tuple[object, ...]) -> str:
    """``Mo 07:30-14:00``."""
    weekday, start, end = slot[:3]
    if not (isinstance(weekday, int) and isinstance(start, int)):
        return str(slot)
    return f"{WEEKDAYS[weekday]} {clock(start)}-{clock(int(str(end)))}"


def show_tag(row: tuple[object, ...]) -> str:
    """German label of a tag."""
    return str(TAGS.write(row[0]))


def tag_detail(table: type[TenantTable], owner: str, heading: str) -> Detail:
    """Tags owned by a noun."""
    return Detail("tags", heading, table, ("tag",), ((owner, "id"),), show_tag)
