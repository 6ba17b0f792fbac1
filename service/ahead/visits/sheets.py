"""Contact visits of some weeks as a workbook for the committee."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from service.ahead.visits.overview import PairView, VisitMark, VisitsOverview
from service.ahead.visits.words import STATES, span, summary
from service.calendars.local_time import wall_clock
from service.domain.kinds import AppointmentState
from service.reports.sheet_words import hours
from service.reports.workbook import Column, Form, Notes, Sheet, Value

_HELD = AppointmentState.HELD
_COUNTS = (
    Column("Besuche", Form.COUNT, 10),
    Column("Stunden geplant", Form.HOURS, 12),
    Column("davon gehalten", Form.COUNT, 10),
    Column("Stunden gehalten", Form.HOURS, 12),
)


def visits_sheets(view: VisitsOverview) -> Sequence[Sheet | Notes]:
    """What the figures are, then pairs, visits, visitors, weeks."""
    return (
        Notes("Erläuterung", _notes(view)),
        _pairs(view),
        _visits(view),
        _visitors(view),
        _weeks(view),
    )


def _notes(view: VisitsOverview) -> tuple[str, ...]:
    return (
        f"Kontaktbesuche vom {span(view)}.",
        *summary(view),
        "Vertraut ist ein Kind nach den Schwellen des Regelprofils für Kontakte.",
        "„Vertraut danach“ nimmt an, dass jeder eingetragene Besuch stattfindet.",
        "Freie Plätze sind nicht betrachtet: gezählt wird nur, wen die Kinder kennen.",
    )


def _counts(marks: Sequence[VisitMark]) -> tuple[Value, ...]:
    held = [mark for mark in marks if mark.state is _HELD]
    return (
        len(marks),
        hours(sum(m.end_minute - m.start_minute for m in marks)),
        len(held),
        hours(sum(m.held_minutes or 0 for m in held)),
    )


def _pairs(view: VisitsOverview) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (
            pair.visitor,
            pair.host,
            "Vertretungsstelle" if pair.at_base else "Haushalt",
            pair.every_weeks,
            pair.last_contact,
            pair.children,
            pair.familiar_before,
            pair.familiar_after,
            pair.fade,
            *_counts(pair.visits),
        )
        for pair in view.pairs
    ]
    columns = (
        Column("Besuch von", width=28),
        Column("bei", width=28),
        Column("Treffpunkt", width=18),
        Column("alle … Wochen", Form.COUNT, 9),
        Column("letzter Kontakt vorher", Form.DAY, 12),
        Column("Kinder", Form.COUNT, 9),
        Column("vertraut vorher", Form.COUNT, 10),
        Column("vertraut danach", Form.COUNT, 10),
        Column("verblasst", Form.COUNT, 10),
        *_COUNTS,
    )
    pairs = view.pairs
    total: tuple[Value, ...] = (
        "zusammen",
        "",
        "",
        None,
        None,
        sum(pair.children for pair in pairs),
        sum(pair.familiar_before for pair in pairs),
        sum(pair.familiar_after for pair in pairs),
        sum(pair.fade for pair in pairs),
        *_counts([mark for _, mark in _marks(view)]),
    )
    return Sheet("Paare", "Wer wen besucht, und was es bringt", columns, rows, total)


def _visits(view: VisitsOverview) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (
            mark.day,
            wall_clock(mark.start_minute),
            wall_clock(mark.end_minute),
            pair.visitor,
            pair.host,
            "Vertretungsstelle" if pair.at_base else "Haushalt",
            STATES[mark.state],
            mark.held_minutes,
        )
        for pair, mark in sorted(
            _marks(view), key=lambda found: (found[1].day, found[1].start_minute)
        )
    ]
    columns = (
        Column("Tag", Form.DAY, 12),
        Column("von", width=8),
        Column("bis", width=8),
        Column("Besuch von", width=28),
        Column("bei", width=28),
        Column("Treffpunkt", width=18),
        Column("Stand", width=14),
        Column("gehalten", Form.MINUTES, 12),
    )
    return Sheet("Besuche", "Alle Besuche nach Tagen", columns, rows)


def _visitors(view: VisitsOverview) -> Sheet:
    found: dict[str, list[VisitMark]] = {pair.visitor: [] for pair in view.pairs}
    hosts: dict[str, set[str]] = defaultdict(set)
    for pair in view.pairs:
        found[pair.visitor] += pair.visits
        hosts[pair.visitor].add(pair.host)
    rows = [
        (visitor, len(hosts[visitor]), *_counts(marks))
        for visitor, marks in sorted(found.items())
    ]
    columns = (
        Column("Besuch von", width=28),
        Column("Haushalte", Form.COUNT, 10),
        *_COUNTS,
    )
    title = "Kontaktpflege ist Arbeitszeit: Stunden nach Personen"
    return Sheet("Stunden", title, columns, rows)


def _weeks(view: VisitsOverview) -> Sheet:
    found: dict[date, list[VisitMark]] = {}
    monday = view.first_day - timedelta(days=view.first_day.weekday())
    while monday <= view.last_day:
        found[monday] = []
        monday += timedelta(days=7)
    for _, mark in _marks(view):
        found[mark.day - timedelta(days=mark.day.weekday())].append(mark)
    rows = [(monday, *_counts(marks)) for monday, marks in found.items()]
    columns = (Column("Woche vom", Form.DAY, 12), *_COUNTS)
    return Sheet("Wochen", "Besuche nach Wochen", columns, rows)


def _marks(view: VisitsOverview) -> Iterator[tuple[PairView, VisitMark]]:
    for pair in view.pairs:
        for mark in pair.visits:
            yield pair, mark
