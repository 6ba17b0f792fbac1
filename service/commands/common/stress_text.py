"""A stress test in lines for a terminal: figures, districts, the weak points."""

import textwrap
from collections.abc import Sequence

from service.ahead.stress.view import CoverageView, PersonView, StressView
from service.commands.common.printing import day_words
from service.hour_words import hour_words
from service.i18n import translate as _
from service.studies.naming import CODES_ONLY
from service.tables_text import Column, table
from solver.counted import told

MOST_PERSONS = 15
MOST_PAIRS = 5


def stress_lines(view: StressView, width: int) -> list[str]:
    """The whole, the worst first."""
    return [
        *_summary(view, width),
        "",
        *_figures(view, width),
        "",
        *_districts(view, width),
        "",
        *_persons(view, width),
        *_fragile(view, width),
        *_pairs(view, width),
        *_notes(view, width),
    ]


def percent(permille: int | None) -> str:
    """``71,6 %``."""
    return "–" if permille is None else f"{permille / 10:.1f} %".replace(".", ",")


def _summary(view: StressView, width: int) -> list[str]:
    sentence = told(
        "Normale Woche {first} bis {last}: fehlt eine Person, sind {share} der"
        " Kinderstunden gedeckt; bei {safe} von {all} Abwesenheiten sind es alle.",
        {
            "first": day_words(view.first_day),
            "last": day_words(view.last_day),
            "share": percent(view.n1.covered_permille),
            "safe": view.n1.safe_absences,
            "all": view.n1.absences,
        },
        _,
    )
    return textwrap.wrap(sentence, width)


def _figures(view: StressView, width: int) -> list[str]:
    columns = [
        Column(_("Es fehlt"), grows=True),
        Column(_("Fälle"), right=True),
        Column(_("ganz gedeckt"), right=True),
        Column(_("gebraucht h"), right=True),
        Column(_("offen h"), right=True),
        Column(_("gedeckt"), right=True),
    ]
    rows = [[_("eine Person (N-1)"), *_coverage(view.n1)]]
    if view.n2 is not None:
        rows.append([_("zwei zugleich (N-2)"), *_coverage(view.n2)])
    lines = table(columns, rows, width)
    if view.wave is not None:
        wave = view.wave
        said = _(
            "Grippewelle, {draws} ausgeloste Wochen: offen bleiben in der mittleren"
            " {median} Kinderstunden, in jeder zehnten mehr als {tenth}, in jeder"
            " hundertsten mehr als {hundredth}, in der schlimmsten {worst}."
        )
        sentence = said.format(
            draws=wave.draws,
            median=hour_words(wave.median_minutes),
            tenth=hour_words(wave.tenth_worst_minutes),
            hundredth=hour_words(wave.hundredth_worst_minutes),
            worst=hour_words(wave.worst_minutes),
        )
        lines += ["", *textwrap.wrap(sentence, width)]
    return lines


def _coverage(view: CoverageView) -> list[str]:
    return [
        str(view.absences),
        str(view.safe_absences),
        hour_words(view.needed_minutes),
        hour_words(view.uncovered_minutes),
        percent(view.covered_permille),
    ]


def _districts(view: StressView, width: int) -> list[str]:
    columns = [
        Column(_("Gebiet"), grows=True),
        Column(_("Personen"), right=True),
        Column(_("offen h"), right=True),
        Column(_("gedeckt"), right=True),
    ]
    rows = [
        [
            district.name,
            str(district.persons),
            hour_words(district.single.uncovered_minutes),
            percent(district.single.covered_permille),
        ]
        for district in view.districts
    ]
    return table(columns, rows, width)


def _persons(view: StressView, width: int) -> list[str]:
    open_ones = [person for person in view.persons if person.uncovered_minutes]
    if not open_ones:
        return [_("Fehlt eine Person allein, bleibt nirgends etwas offen.")]
    columns = [
        Column(_("Fehlt"), grows=True),
        Column(_("Gebiet"), grows=True),
        Column(_("offen h"), right=True),
        Column(_("von h"), right=True),
        Column(_("Engpass"), grows=True),
    ]
    rows = [_person(person) for person in open_ones[:MOST_PERSONS]]
    lines = table(columns, rows, width)
    left = len(open_ones) - MOST_PERSONS
    if left > 0:
        said = _("… und {count} weitere; alle stehen in --json und --xlsx.")
        lines.append(said.format(count=left))
    return lines


def _person(person: PersonView) -> list[str]:
    return [
        person.name,
        person.district,
        hour_words(person.uncovered_minutes),
        hour_words(person.needed_minutes),
        person.bottleneck or "",
    ]


def _fragile(view: StressView, width: int) -> Sequence[str]:
    ranked = sorted(
        (person for person in view.persons if person.rank is not None),
        key=lambda person: person.rank or 0,
    )
    if not ranked:
        return ()
    columns = [
        Column(_("Rang"), right=True),
        Column(_("Daran hängt am meisten"), grows=True),
        Column(_("Kinderstunden"), right=True),
        Column(_("bei so vielen"), right=True),
    ]
    rows = [
        [
            str(person.rank),
            person.name,
            hour_words(person.hanging_minutes),
            str(person.partners),
        ]
        for person in ranked
    ]
    return ["", *table(columns, rows, width)]


def _pairs(view: StressView, width: int) -> Sequence[str]:
    if not view.pairs:
        return ()
    said = "{count} Paare lassen zugleich mehr offen als einzeln; die schlimmsten:"
    columns = [
        Column(_("Fehlt"), grows=True),
        Column(_("und zugleich"), grows=True),
        Column(_("am"), right=True),
        Column(_("mehr h"), right=True),
    ]
    rows = [
        [pair.first, pair.second, day_words(pair.day), hour_words(pair.surplus_minutes)]
        for pair in view.pairs[:MOST_PAIRS]
    ]
    first = told(said, {"count": view.all_pairs}, _)
    return ["", first, *table(columns, rows, width)]


def _notes(view: StressView, width: int) -> Sequence[str]:
    said = [
        _(
            "Jeder Tag steht für sich; Wochenstunden und Ruhezeit zwischen zwei Tagen"
            " sind nicht geprüft. Wie oft jemand krank ist, ist eine Annahme."
        )
    ]
    if view.codes_only:
        said.append(_(CODES_ONLY))
    if view.unproven:
        unproven = "{count} Werte sind nicht zu Ende bewiesen."
        said.append(told(unproven, {"count": view.unproven}, _))
    if not view.complete:
        said.append(
            _("Die Rechenzeit reichte nicht für alles; was dasteht, gilt trotzdem.")
        )
    return ["", *(line for text in said for line in textwrap.wrap(text, width))]
