"""The stress test as a workbook for the committee."""

from collections.abc import Sequence
from datetime import timedelta

from service.ahead.stress.view import CoverageView, StressView
from service.reports.sheet_words import hours
from service.reports.workbook import Column, Form, Notes, Sheet, Value
from service.studies.naming import CODES_ONLY
from solver.counted import counted

KINDS = {
    "childminder": "Kindertagespflegeperson",
    "floater": "Vertretungskraft",
    "base_staff": "Vertretungsstelle",
    "kita_staff": "Kita",
}


def stress_sheets(view: StressView) -> Sequence[Sheet | Notes]:
    """What was asked, figures of the whole, by district, by person, worst pairs."""
    return (
        Notes("Erläuterung", notes(view)),
        _whole(view),
        _districts(view),
        _persons(view),
        _singles(view),
        _pairs(view),
    )


def notes(view: StressView) -> tuple[str, ...]:
    """What the figures are and what they are not."""
    days = f"{view.first_day:%d.%m.%Y} bis {view.last_day:%d.%m.%Y}"
    lines = [
        f"Belastungsprobe des Vertretungsnetzes an einer normalen Woche ({days}).",
        (
            "Normal heißt: niemand fehlt, nichts ist vereinbart. Dann fehlt jede Person"
            " einmal allein, je zwei fehlen zugleich, eine Grippewelle wird gezogen."
        ),
        (
            "Gezählt werden Kinderstunden ohne Betreuung: die beste Verteilung, die die"
            " Regeln zulassen, mit Beweis. Jeder Tag steht für sich; Wochenstunden und"
            " Ruhezeit zwischen zwei Tagen sind nicht geprüft."
        ),
        (
            "N-1: der Anteil gedeckter Kinderstunden, wenn eine Person fehlt; N-2, wenn"
            " zwei fehlen. Engpass ist die Regel, an der die meisten scheitern, die"
            " kommen könnten."
        ),
        (
            "Was an einer Person hängt, sind die Kinderstunden, die zusätzlich offen"
            " bleiben, wenn außer einer anderen auch sie fehlt."
        ),
    ]
    if view.wave is not None:
        lines.append(
            f"Grippewelle: {counted(view.wave.draws, 'ausgeloste Wochen')}; wer wann"
            " krank ist, hängt nur von Person und Tag ab. Krankheitstage sind eine"
            " Annahme, keine Statistik dieses Trägers."
        )
    if view.codes_only:
        lines.append(CODES_ONLY)
    if view.unproven:
        lines.append(f"{counted(view.unproven, 'Werte sind')} nicht zu Ende bewiesen.")
    if not view.complete:
        lines.append(
            "Die Rechenzeit reichte nicht für alles; was fehlt, ist leer, was dasteht,"
            " gilt."
        )
    return tuple(lines)


def _hours(minutes: int | None) -> timedelta | None:
    return None if minutes is None else hours(minutes)


def _percent(permille: int | None) -> float | None:
    return None if permille is None else permille / 10


def _coverage(view: CoverageView) -> tuple[Value, ...]:
    return (
        view.absences,
        view.safe_absences,
        _hours(view.needed_minutes),
        _hours(view.uncovered_minutes),
        _percent(view.covered_permille),
    )


_COVERAGE = (
    Column("Abwesenheiten", Form.COUNT),
    Column("davon ganz gedeckt", Form.COUNT),
    Column("Kinderstunden gebraucht", Form.HOURS),
    Column("Kinderstunden offen", Form.HOURS),
    Column("gedeckt", Form.PERCENT, 10),
)


def _whole(view: StressView) -> Sheet:
    rows: list[tuple[Value, ...]] = [("N-1: eine Person fehlt", *_coverage(view.n1))]
    if view.n2 is not None:
        rows.append(("N-2: zwei fehlen zugleich", *_coverage(view.n2)))
    if view.wave is not None:
        wave = view.wave
        covered = wave.needed_minutes - wave.uncovered_minutes
        share = 1000 * covered // wave.needed_minutes if wave.needed_minutes else None
        rows += [
            (
                f"Grippewelle: {counted(wave.draws, 'Wochen')} zusammen",
                wave.absences,
                None,
                _hours(wave.needed_minutes),
                _hours(wave.uncovered_minutes),
                _percent(share),
            ),
            ("Grippewelle: mittlere Woche", *_week(wave.median_minutes)),
            ("Grippewelle: jede zehnte schlimmer", *_week(wave.tenth_worst_minutes)),
            (
                "Grippewelle: jede hundertste schlimmer",
                *_week(wave.hundredth_worst_minutes),
            ),
            ("Grippewelle: schlimmste Woche", *_week(wave.worst_minutes)),
        ]
    columns = (Column("Was geprüft wird", width=40), *_COVERAGE)
    return Sheet("Kennzahlen", "Kennzahlen des Netzes", columns, rows)


def _week(minutes: int) -> tuple[Value, ...]:
    return None, None, None, _hours(minutes), None


def _districts(view: StressView) -> Sheet:
    rows = [
        (
            district.name,
            district.persons,
            *_coverage(district.single),
            _hours(district.wave_uncovered_minutes),
        )
        for district in view.districts
    ]
    columns = (
        Column("Gebiet", width=28),
        Column("Personen", Form.COUNT),
        *_COVERAGE,
        Column("offen in der Welle", Form.HOURS),
    )
    return Sheet("Gebiete", "Einzelne Abwesenheiten nach Gebiet", columns, rows)


def _persons(view: StressView) -> Sheet:
    rows = [
        (
            person.name,
            KINDS.get(person.kind, person.kind),
            person.district,
            _hours(person.needed_minutes),
            _hours(person.uncovered_minutes),
            person.bottleneck or "",
            _hours(person.hanging_minutes),
            person.partners,
            person.worst_partner or "",
            person.rank,
        )
        for person in view.persons
    ]
    columns = (
        Column("Person", width=28),
        Column("Art", width=24),
        Column("Gebiet", width=24),
        Column("gebraucht, wenn sie fehlt", Form.HOURS),
        Column("davon offen", Form.HOURS),
        Column("Engpass", width=36),
        Column("hängt an ihr", Form.HOURS),
        Column("bei so vielen anderen", Form.COUNT),
        Column("am meisten zusammen mit", width=28),
        Column("Rang der Schwachstellen", Form.COUNT),
    )
    title = "Je Person über die Tage der Woche, Kinderstunden"
    return Sheet("Personen", title, columns, rows)


def _singles(view: StressView) -> Sheet:
    rows = [
        (
            single.name,
            single.day,
            gap.child,
            f"{_clock(gap.start_minute)} bis {_clock(gap.end_minute)}",
            _hours(gap.minutes),
            gap.bottleneck,
        )
        for single in view.singles
        for gap in single.gaps
    ]
    columns = (
        Column("es fehlt", width=28),
        Column("Tag", Form.DAY, 12),
        Column("Kind ohne Betreuung", width=24),
        Column("Zeit", width=16),
        Column("Stunden", Form.HOURS, 10),
        Column("Engpass", width=40),
    )
    return Sheet("Lücken", "Was offen bleibt, wenn eine Person fehlt", columns, rows)


def _pairs(view: StressView) -> Sheet:
    rows = [
        (
            pair.first,
            pair.second,
            pair.day,
            _hours(pair.needed_minutes),
            _hours(pair.uncovered_minutes),
            _hours(pair.surplus_minutes),
        )
        for pair in view.pairs
    ]
    columns = (
        Column("es fehlt", width=28),
        Column("und zugleich", width=28),
        Column("Tag", Form.DAY, 12),
        Column("Kinderstunden gebraucht", Form.HOURS),
        Column("davon offen", Form.HOURS),
        Column("mehr als einzeln", Form.HOURS),
    )
    title = f"Die schlimmsten Paare: {len(rows)} von {view.all_pairs}"
    return Sheet("Paare", title, columns, rows)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
