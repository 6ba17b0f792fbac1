"""The ranking of changes as a workbook for the committee."""

from collections.abc import Sequence

from service.ahead.whatif.view import WhatIfView
from service.ahead.whatif.words import grounds, verdict
from service.reports.sheet_words import euros, hours
from service.reports.workbook import Column, Form, Notes, Sheet


def whatif_sheets(view: WhatIfView) -> Sequence[Sheet | Notes]:
    """What it rests on, the changes, and where bases reach most."""
    return (
        Notes("Erläuterung", (verdict(view), *grounds(view))),
        _changes(view),
        _sitings(view),
    )


def _changes(view: WhatIfView) -> Sheet:
    rows = [
        (
            change.rank,
            change.sentence,
            hours(change.covered.year_minutes),
            euros(change.cents_a_year),
            euros(change.cents_per_hour),
            "ja" if change.proven else "nein",
        )
        for change in view.changes
    ]
    columns = (
        Column("Rang", Form.COUNT, 8),
        Column("Maßnahme", width=84),
        Column("gedeckte Kinderstunden im Jahr", Form.HOURS),
        Column("Kosten im Jahr", Form.EUROS),
        Column("Kosten je gedeckter Kinderstunde", Form.EUROS),
        Column("bewiesen", width=10),
    )
    return Sheet("Maßnahmen", verdict(view), columns, rows)


def _sitings(view: WhatIfView) -> Sheet:
    rows = [
        (
            len(siting.spots),
            spot,
            ", ".join(members),
            hours(siting.reached_minutes),
            hours(siting.bound_minutes),
        )
        for siting in view.sitings
        for spot, members in zip(siting.spots, siting.members, strict=True)
    ]
    columns = (
        Column("Stützpunkte", Form.COUNT, 12),
        Column("Standort", width=44),
        Column("für", width=60),
        Column("alle zusammen erreichen (h je Woche)", Form.HOURS),
        Column("mehr ist nicht möglich (h je Woche)", Form.HOURS),
    )
    title = "Offene Kinderstunden einzelner Abwesenheiten in Reichweite der Familien"
    return Sheet("Standorte", title, columns, rows)
