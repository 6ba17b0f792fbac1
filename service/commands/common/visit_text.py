"""Consultation visits in lines."""

from collections.abc import Sequence

from service.calendars.local_time import wall_clock
from service.commands.common.session_text import STATES
from service.dates.consultations.views import VisitView
from service.i18n import translate as _
from service.tables_text import Column, table


def visit_lines(visits: Sequence[VisitView], width: int) -> list[str]:
    """One line per visit, by day."""
    columns = [
        Column(_("Tag")),
        Column(_("Uhrzeit")),
        Column(_("Kita"), grows=True),
        Column(_("besucht"), grows=True),
        Column(_("Stand")),
    ]
    rows = [
        [
            f"{view.day:%d.%m.%Y}",
            f"{wall_clock(view.start_minute)}–{wall_clock(view.end_minute)}",
            view.kindergarten,
            view.host,
            _(STATES[view.state.value]),
        ]
        for view in visits
    ]
    return table(columns, rows, width)
