"""Sessions, accounts of hours and what a plan of dates says, in lines."""

from collections.abc import Sequence

from service.calendars.local_time import wall_clock
from service.hour_words import hour_words
from service.i18n import translate as _
from service.number_words import money_words
from service.reports.month import MONTH_NAMES
from service.scheduling.told import ToldWithoutDate
from service.tables_text import Column, table
from service.use_cases.move_session import MovedSession
from service.use_cases.read_schedulings import SchedulingView
from service.use_cases.read_sessions import AccountView, SessionAccounts, SessionView

#: German words of the states of a session.
STATES = {
    "planned": "geplant",
    "confirmed": "bestätigt",
    "moved": "verlegt",
    "cancelled": "abgesagt",
    "held": "gehalten",
}
#: German words of whoever refused a date, or has not confirmed it.
SIDES = {
    "coach": "Prozessbegleitung",
    "kindergarten": "Kita",
    "coordinator": "Koordination",
}
#: So many reasons are told of a session without a date.
MOST_REASONS = 3


def session_lines(sessions: Sequence[SessionView], width: int) -> list[str]:
    """One line per session, by time."""
    columns = [
        Column(_("Tag")),
        Column(_("Uhrzeit")),
        Column(_("Kita"), grows=True),
        Column(_("Begleitung"), grows=True),
        Column(_("Stand")),
        Column(_("gehalten"), right=True),
    ]
    rows = [
        [
            f"{view.day:%d.%m.%Y}",
            f"{wall_clock(view.start_minute)}–{wall_clock(view.end_minute)}",
            view.kindergarten,
            view.coach,
            _state(view),
            "–" if view.held_minutes is None else hour_words(view.held_minutes),
        ]
        for view in sessions
    ]
    return table(columns, rows, width)


def _state(view: SessionView) -> str:
    """The state, and who has asked for another day."""
    word = _(STATES[view.state.value])
    if not view.refused_by:
        return word
    sides = ", ".join(_(SIDES[side.value]) for side in view.refused_by)
    return _("{state}, anderer Tag erbeten ({sides})").format(state=word, sides=sides)


def account_lines(accounts: SessionAccounts, width: int) -> list[str]:
    """Hours of kindergartens, coaches and counties."""
    parts = (
        (_("Kita"), accounts.kindergartens),
        (_("Begleitung"), accounts.coaches),
        (_("Landkreis"), accounts.counties),
    )
    told = [_accounts(title, views, width) for title, views in parts if views]
    return [line for part in told for line in ("", *part)]


def _accounts(title: str, views: Sequence[AccountView], width: int) -> list[str]:
    columns = [
        Column(title, grows=True),
        Column(_("vereinbart"), right=True),
        Column(_("geplant"), right=True),
        Column(_("gehalten"), right=True),
        Column(_("offen"), right=True),
        Column(_("Euro"), right=True),
    ]
    budgets = any(view.budget_cents is not None for view in views)
    if budgets:
        columns += [Column(_("Budget"), right=True), Column(_("frei"), right=True)]
    rows = [
        [
            view.name,
            hour_words(view.agreed_minutes),
            hour_words(view.planned_minutes),
            hour_words(view.held_minutes),
            hour_words(view.left_minutes),
            money_words(view.held_cents),
            *(
                map(money_words, (view.budget_cents, view.left_cents))
                if budgets
                else ()
            ),
        ]
        for view in views
    ]
    return table(columns, rows, width)


def _alone(alone: ToldWithoutDate) -> str:
    """What found no date: an event, a visit of the year, a session of a month."""
    if alone.event:
        return _("{event} hat keinen Termin:").format(event=alone.event)
    what = _("{kindergarten} hat {year} keinen {which}Besuch:")
    if alone.coach:
        what = _(
            "{kindergarten} hat im {month} {year} keinen {which}Termin mit {coach}:"
        )
    return what.format(
        kindergarten=alone.kindergarten,
        coach=alone.coach,
        month=_(MONTH_NAMES[alone.month.month - 1]),
        year=alone.month.year,
        which="" if alone.number == 1 else f"{alone.number}. ",
    )


def moved_text(done: MovedSession) -> str:
    """Where a session is now, and that no fewer others could move for it."""
    said = _("Verlegt auf den {day}; alle anderen Termine bleiben.")
    if done.others_moved:
        said = _(
            "Verlegt auf den {day}; dafür wurden {count} andere verlegt, ob weniger"
            " reichen, ist nicht bewiesen."
        )
        if done.proven:
            said = _(
                "Verlegt auf den {day}; dafür wurden {count} andere verlegt, weniger"
                " reichen nicht."
            )
    return said.format(day=f"{done.day:%d.%m.%Y}", count=done.others_moved)


def planned_lines(done: SchedulingView) -> list[str]:
    """What a plan changed, what found no date, what is proven."""
    said = _("{added} neu, {moved} verlegt, {cancelled} abgesagt, {kept} unverändert.")
    lines = [
        said.format(
            added=done.added, moved=done.moved, cancelled=done.cancelled, kept=done.kept
        )
    ]
    for alone in done.without_date:
        lines.append(_alone(alone))
        texts = dict.fromkeys(refused.text for refused in alone.refusals)
        lines += [f"  {text}" for text in list(texts)[:MOST_REASONS]]
    if done.without_way:
        missing = _("Ohne Punkt auf der Karte, daher ohne Termine: {names}.")
        lines.append(missing.format(names=", ".join(done.without_way)))
    lines += done.assumed
    if done.proven:
        lines.append(_("Besser geht es nicht: alle Stufen sind bewiesen."))
    return lines
