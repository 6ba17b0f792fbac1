"""A Kita year as a workbook for the committee."""

from collections.abc import Iterable, Sequence

from service.ahead.year.view import CoverView, YearView
from service.ahead.year.words import (
    CLASHES,
    MODELS,
    no_shift_sentence,
    notes,
    who,
)
from service.reports.sheet_words import hours
from service.reports.workbook import Column, Form, Notes, Sheet, Value

_COVER = (
    Column("Kinderstunden gebraucht", Form.HOURS),
    Column("Kinderstunden offen", Form.HOURS),
    Column("gedeckt", Form.PERCENT, 10),
)


def year_sheets(view: YearView) -> Sequence[Sheet | Notes]:
    """What the figures are, then months, districts, weeks, clashes, shifts."""
    return (
        Notes("Erläuterung", notes(view)),
        _months(view),
        _districts(view),
        _weeks(view),
        _clashes(view),
        _shifts(view),
    )


def _cover(cover: CoverView) -> tuple[Value, ...]:
    share = cover.covered_permille
    return (
        hours(cover.needed_minutes),
        hours(cover.uncovered_minutes),
        None if share is None else share / 10,
    )


def _by_model(cover: CoverView) -> Iterable[Value]:
    return (hours(cover.by_model.get(model, 0)) for model in MODELS)


def _models() -> Iterable[Column]:
    return (Column(f"gedeckt durch {name}", Form.HOURS) for name in MODELS.values())


def _months(view: YearView) -> Sheet:
    rows = []
    for month in view.months:
        cover = CoverView(month.needed_minutes, month.uncovered_minutes, {})
        rows.append((f"{month.first_day:%m/%Y}", month.absent_days, *_cover(cover)))
    columns = (Column("Monat"), Column("Personentage weg", Form.COUNT), *_COVER)
    total = ("zusammen", view.announced_days, *_cover(view.whole))
    return Sheet("Monate", "Das Kita-Jahr nach Monaten", columns, rows, total)


def _districts(view: YearView) -> Sheet:
    rows = [(d.name, *_cover(d.cover), *_by_model(d.cover)) for d in view.districts]
    columns = (Column("Gebiet", width=28), *_COVER, *_models())
    total = ("zusammen", *_cover(view.whole), *_by_model(view.whole))
    return Sheet("Gebiete", "Das Kita-Jahr nach Gebieten", columns, rows, total)


def _weeks(view: YearView) -> Sheet:
    rows = [
        (week.monday, district.name, *_cover(week.cover), *_by_model(week.cover))
        for district in view.districts
        for week in district.weeks
    ]
    columns = (
        Column("Woche vom", Form.DAY),
        Column("Gebiet", width=28),
        *_COVER,
        *_models(),
    )
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    return Sheet("Wochen", "Jede Woche und jedes Gebiet", columns, rows)


def _clashes(view: YearView) -> Sheet:
    rows = [
        (
            CLASHES[clash.kind],
            clash.first_day,
            clash.last_day,
            clash.days,
            f"{clash.away} von {clash.members}",
            who(clash),
            clash.place,
            hours(clash.uncovered_minutes),
        )
        for clash in view.clashes
    ]
    columns = (
        Column("Was zusammentrifft", width=40),
        Column("vom", Form.DAY),
        Column("bis", Form.DAY),
        Column("Arbeitstage", Form.COUNT),
        Column("weg"),
        Column("wer", width=60),
        Column("Ort", width=28),
        Column("Kinderstunden offen", Form.HOURS),
    )
    return Sheet("Zusammentreffen", "Wo die Vertretung selbst fehlt", columns, rows)


def _shifts(view: YearView) -> Sheet:
    rows = [
        (
            shift.name,
            shift.from_week,
            _ferien(shift.from_school_holidays),
            shift.to_week,
            _ferien(shift.to_school_holidays),
            shift.gain_child_days,
            hours(shift.least_gain_minutes),
        )
        for shift in view.shifts
    ]
    columns = (
        Column("Wer", width=30),
        Column("statt der Woche vom", Form.DAY),
        Column("diese liegt"),
        Column("die Woche vom", Form.DAY),
        Column("diese liegt"),
        Column("Kindertage weniger offen", Form.COUNT),
        Column("Kinderstunden weniger offen", Form.HOURS),
    )
    return Sheet("Verschieben", no_shift_sentence(view), columns, rows)


def _ferien(school_holidays: bool) -> str:  # noqa: FBT001 - one fact, named at the call
    return "in den Ferien" if school_holidays else "außerhalb"
