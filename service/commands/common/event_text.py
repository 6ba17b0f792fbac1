"""Events of clusters in lines."""

from collections.abc import Sequence

from service.commands.common.session_text import STATES
from service.dates.workshops.views import EventView
from service.i18n import translate as _
from service.tables_text import Column, table

#: Whose a conference of all clusters is.
EVERYBODY = "alle Verbünde"


def event_lines(events: Sequence[EventView], width: int) -> list[str]:
    """One line per event, by day."""
    columns = [
        Column(_("Tag")),
        Column(_("Verbund"), grows=True),
        Column(_("Veranstaltung"), grows=True),
        Column(_("Gastgeberin"), grows=True),
        Column(_("Stand")),
    ]
    rows = [
        [
            days_of(view),
            view.cluster or _(EVERYBODY),
            view.title,
            view.host or "–",
            _(STATES[view.state.value]),
        ]
        for view in events
    ]
    return table(columns, rows, width)


def days_of(view: EventView) -> str:
    """``13.04.2027``, or ``13.–14.04.2027`` of several."""
    if view.first_day == view.last_day:
        return f"{view.first_day:%d.%m.%Y}"
    if view.first_day.month == view.last_day.month:
        return f"{view.first_day:%d.}–{view.last_day:%d.%m.%Y}"
    return f"{view.first_day:%d.%m.}–{view.last_day:%d.%m.%Y}"
