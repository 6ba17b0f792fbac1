"""A Kita year in lines for a terminal: months, clashes, shifts, what is proven."""

import textwrap
from collections.abc import Iterable, Sequence

from service.ahead.year.view import CoverView, YearView
from service.ahead.year.words import (
    CLASHES,
    days_of,
    no_shift_sentence,
    notes,
    percent,
    shift_sentence,
    who,
)
from service.hour_words import hour_words
from service.i18n import translate as _
from service.i18n import translate_sentence
from service.tables_text import Column, table

MOST_CLASHES = 15


def year_lines(view: YearView, width: int) -> list[str]:
    """Months and districts, then what comes together, what shifting would do."""
    return [
        *_months(view, width),
        "",
        *_districts(view, width),
        "",
        *_clashes(view, width),
        "",
        *_shifts(view, width),
        "",
        *_wrapped(notes(view), width),
    ]


def _wrapped(sentences: Iterable[str], width: int) -> list[str]:
    """In the language of whoever sits at the terminal."""
    told = map(translate_sentence, sentences)
    return [line for said in told for line in textwrap.wrap(said, width)]


def _months(view: YearView, width: int) -> Sequence[str]:
    columns = [
        Column(_("Monat"), grows=True),
        Column(_("Personentage weg"), right=True),
        *_cover_columns(),
    ]
    rows = [
        [
            f"{month.first_day:%m/%Y}",
            str(month.absent_days),
            *_cover(CoverView(month.needed_minutes, month.uncovered_minutes, {})),
        ]
        for month in view.months
    ]
    rows.append([_("zusammen"), str(view.announced_days), *_cover(view.whole)])
    return table(columns, rows, width)


def _cover_columns() -> Sequence[Column]:
    return (
        Column(_("gebraucht h"), right=True),
        Column(_("offen h"), right=True),
        Column(_("gedeckt"), right=True),
    )


def _cover(cover: CoverView) -> Sequence[str]:
    return (
        hour_words(cover.needed_minutes),
        hour_words(cover.uncovered_minutes),
        percent(cover.covered_permille),
    )


def _districts(view: YearView, width: int) -> Sequence[str]:
    columns = [Column(_("Gebiet"), grows=True), *_cover_columns()]
    rows = [[district.name, *_cover(district.cover)] for district in view.districts]
    return table(columns, rows, width)


def _clashes(view: YearView, width: int) -> Sequence[str]:
    if not view.clashes:
        return [_("Nirgends fehlen die, die vertreten sollten.")]
    columns = [
        Column(_("Tage")),
        Column(_("Was zusammentrifft"), grows=True),
        Column(_("wer"), grows=True),
        Column(_("offen h"), right=True),
    ]
    worst = sorted(view.clashes, key=lambda c: -c.uncovered_minutes)[:MOST_CLASHES]
    rows = [
        [
            days_of(clash.first_day, clash.last_day),
            _(CLASHES[clash.kind]),
            translate_sentence(who(clash)),
            hour_words(clash.uncovered_minutes),
        ]
        for clash in sorted(worst, key=lambda c: (c.first_day, c.kind))
    ]
    lines = table(columns, rows, width)
    more = len(view.clashes) - len(rows)
    if more:
        said = _("{count} weitere stehen in der Arbeitsmappe (--xlsx).")
        lines.append(said.format(count=more))
    return lines


def _shifts(view: YearView, width: int) -> Sequence[str]:
    sentences = [*map(shift_sentence, view.shifts), no_shift_sentence(view)]
    return _wrapped(sentences, width)
