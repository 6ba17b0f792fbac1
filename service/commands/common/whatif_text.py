"""A ranking of changes in lines for a terminal."""

import textwrap

from service.ahead.whatif.view import WhatIfView
from service.ahead.whatif.words import grounds, hours, verdict
from service.i18n import translate as _
from service.number_words import CENTS_PER_EURO, euro_words
from service.tables_text import Column, table


def whatif_lines(view: WhatIfView, width: int) -> list[str]:
    """The verdict, the best changes, where bases reach most, what it rests on."""
    lines = textwrap.wrap(verdict(view), width)
    if view.changes:
        lines += ["", *_changes(view, width)]
    if view.sitings:
        lines += ["", *_sitings(view, width)]
    for ground in grounds(view):
        lines += ["", *textwrap.wrap(ground, width)]
    return lines


def _changes(view: WhatIfView, width: int) -> list[str]:
    columns = [
        Column(_("Rang"), right=True),
        Column(_("Maßnahme"), grows=True),
        Column(_("h im Jahr"), right=True),
        Column(_("Kosten im Jahr"), right=True),
        Column(_("je Stunde"), right=True),
    ]
    rows = [
        [
            str(change.rank),
            change.sentence,
            hours(change.covered.year_minutes),
            euro_words(change.cents_a_year // CENTS_PER_EURO * CENTS_PER_EURO),
            euro_words(change.cents_per_hour),
        ]
        for change in view.changes
    ]
    return table(columns, rows, width)


def _sitings(view: WhatIfView, width: int) -> list[str]:
    columns = [
        Column(_("Stützpunkte"), right=True),
        Column(_("Standort"), grows=True),
        Column(_("für"), grows=True),
        Column(_("erreicht h"), right=True),
        Column(_("höchstens h"), right=True),
    ]
    rows = []
    for siting in view.sitings:
        for at, spot in enumerate(siting.spots):
            rows.append(
                [
                    "" if at else str(len(siting.spots)),
                    spot,
                    ", ".join(siting.members[at]),
                    "" if at else hours(siting.reached_minutes),
                    "" if at else hours(siting.bound_minutes),
                ]
            )
    said = _("Offene Kinderstunden je Woche in Reichweite von Stützpunkten:")
    return [said, *table(columns, rows, width)]
