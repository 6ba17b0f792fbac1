"""Contact visits and what a plan of them says, in lines."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from service.calendars.local_time import wall_clock
from service.commands.common.numbers import amount_said
from service.commands.common.session_text import STATES
from service.hour_words import hour_words
from service.i18n import translate as _
from service.number_words import number_words
from service.tables_text import Column, table
from service.use_cases.plan_visits import PlannedVisits
from service.use_cases.read_visits import VisitView
from solver.counted import told
from solver.words import WORDS

#: Weights are minutes times hundredths of a chance.
_PERCENT_MINUTES_PER_HOUR: Final = 6000
_RISK = "contact-risk"


def visit_lines(visits: Sequence[VisitView], width: int) -> list[str]:
    """One line per visit, by time."""
    columns = [
        Column(_("Tag")),
        Column(_("Uhrzeit")),
        Column(_("Besuch von"), grows=True),
        Column(_("bei"), grows=True),
        Column(_("Ort"), grows=True),
        Column(_("Stand")),
        Column(_("gehalten"), right=True),
    ]
    rows = [
        [
            f"{view.day:%d.%m.%Y}",
            f"{wall_clock(view.start_minute)}–{wall_clock(view.end_minute)}",
            view.visitor,
            view.host,
            view.place,
            _state(view),
            "–" if view.held_minutes is None else hour_words(view.held_minutes),
        ]
        for view in visits
    ]
    return table(columns, rows, width)


def _state(view: VisitView) -> str:
    word = _(STATES[view.state.value])
    return (
        _("{state}, Vertretung oder Abwesenheit zur selben Zeit").format(state=word)
        if (view.clashes)
        else word
    )


def planned_lines(done: PlannedVisits, width: int) -> list[str]:
    """What a plan changed, what it is worth, and who has no visit."""
    changes = {
        "added": done.added,
        "moved": done.moved,
        "cancelled": done.cancelled,
        "kept": done.kept,
    }
    lines = [
        told(
            "{added} Besuche neu, {moved} verlegt, {cancelled} abgesagt,"
            " {kept} unverändert.",
            changes,
            _,
        ),
        "",
        *table(
            [
                Column(_("Stufe"), grows=True),
                Column(_("Wert"), right=True),
                Column(_("bewiesen")),
            ],
            [_tier(tier) for tier in done.tiers],
            width,
        ),
    ]
    if done.capacity_ignored:
        note = (
            "Gezählt wird, ob jemand Vertrautes da ist, nicht, ob ein Platz frei ist."
        )
        lines += ["", _(note)]
    if done.missed:
        said = _("Zeiträume ohne Besuch: {count}")
        lines += ["", said.format(count=len(done.missed))]
        columns = [
            Column(_("ab")),
            Column(_("Besuch von"), grows=True),
            Column(_("bei"), grows=True),
            Column(_("Grund"), grows=True),
        ]
        rows = [
            [f"{one.first_day:%d.%m.%Y}", one.visitor, one.host, one.text]
            for one in done.missed
        ]
        lines += table(columns, rows, width)
    return lines


def _tier(tier: Mapping[str, Any]) -> list[str]:
    name = _(WORDS["tier"][tier["id"]])
    proven = (
        _("ja")
        if tier["proven"]
        else _("ab {bound}").format(
            bound=_value(tier["id"], tier["unit"], tier["bound"])
        )
    )
    return [name, _value(tier["id"], tier["unit"], tier["value"]), proven]


def _value(tier: str, unit: str, value: int) -> str:
    if tier == _RISK:
        tenths = (value * 10 + _PERCENT_MINUTES_PER_HOUR // 2) // (
            _PERCENT_MINUTES_PER_HOUR
        )
        said = _("{whole},{tenth} Kinderstunden")
        return said.format(whole=number_words(tenths // 10), tenth=tenths % 10)
    return amount_said(value, unit)
