"""The statement of held sessions, and the accounts of a year, as sheets."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from service.reports.month import MONTH_NAMES
from service.reports.sheet_words import euros, hours
from service.reports.workbook import Column, Form, Notes, Sheet, Value
from service.use_cases.read_sessions import AccountView, SessionAccounts, SessionView

#: Name and id of whom hours are added up for.
Owner = tuple[str, UUID | None]


def statement_sheets(
    month: date, sessions: Sequence[SessionView], accounts: SessionAccounts
) -> Sequence[Sheet | Notes]:
    """Each held session of a month; sums by coach, kindergarten and county."""
    title = f"Gehaltene Termine im {MONTH_NAMES[month.month - 1]} {month.year}"
    return (
        _sessions("Termine", title, sessions),
        _sums("Begleitung", title, ((_coach(v), v) for v in sessions if v.coach_id)),
        _sums("Kita", title, ((_house(v), v) for v in sessions)),
        _sums("Landkreis", title, ((_county(v), v) for v in sessions)),
        _accounts("Konten Kitas", accounts.year, accounts.kindergartens),
        _accounts("Konten Begleitungen", accounts.year, accounts.coaches),
        _accounts("Konten Landkreise", accounts.year, accounts.counties),
    )


def _sessions(name: str, title: str, views: Sequence[SessionView]) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (
            view.day,
            view.coach,
            view.kindergarten,
            view.county,
            hours(view.end_minute - view.start_minute),
            hours(view.held_minutes or 0),
            euros(view.cents),
        )
        for view in views
    ]
    planned = sum(view.end_minute - view.start_minute for view in views)
    held = sum(view.held_minutes or 0 for view in views)
    return Sheet(
        name,
        title,
        (
            Column("Tag", Form.DAY, 12),
            Column("Begleitung", width=28),
            Column("Kita", width=34),
            Column("Landkreis", width=26),
            Column("Stunden geplant", Form.HOURS, 12),
            Column("Stunden gehalten", Form.HOURS, 12),
            Column("Euro", Form.EUROS, 14),
        ),
        rows,
        ("Summe", "", "", "", hours(planned), hours(held), _total(views)),
    )


def _total(views: Sequence[SessionView]) -> float | None:
    known = [view.cents for view in views if view.cents is not None]
    return euros(sum(known)) if known else None


def _coach(view: SessionView) -> Owner:
    return view.coach, view.coach_id


def _house(view: SessionView) -> Owner:
    return view.kindergarten, view.kindergarten_id


def _county(view: SessionView) -> Owner:
    return view.county, view.county_id


def _sums(name: str, title: str, views: Iterable[tuple[Owner, SessionView]]) -> Sheet:
    """A row for each owner; two of the same name are two."""
    together: dict[Owner, list[SessionView]] = {}
    for owner, view in views:
        together.setdefault(owner, []).append(view)
    rows: list[tuple[Value, ...]] = [
        (
            owner[0],
            len(found),
            hours(sum(view.held_minutes or 0 for view in found)),
            _total(found),
        )
        for owner, found in sorted(together.items(), key=lambda one: str(one[0]))
    ]
    return Sheet(
        name,
        title,
        (
            Column(name, width=34),
            Column("Termine", Form.COUNT, 10),
            Column("Stunden gehalten", Form.HOURS, 12),
            Column("Euro", Form.EUROS, 14),
        ),
        rows,
    )


def _accounts(name: str, year: int, views: Sequence[AccountView]) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (
            view.name,
            hours(view.agreed_minutes),
            hours(view.planned_minutes),
            hours(view.held_minutes),
            hours(view.left_minutes),
            euros(view.planned_cents),
            euros(view.held_cents),
            euros(view.budget_cents),
            euros(view.left_cents),
        )
        for view in views
    ]
    return Sheet(
        name,
        f"Stundenkonten {year}",
        (
            Column("Name", width=34),
            Column("vereinbart", Form.HOURS, 12),
            Column("geplant", Form.HOURS, 12),
            Column("gehalten", Form.HOURS, 12),
            Column("offen", Form.HOURS, 12),
            Column("Euro geplant", Form.EUROS, 14),
            Column("Euro gehalten", Form.EUROS, 14),
            Column("Budget", Form.EUROS, 14),
            Column("Budget frei", Form.EUROS, 14),
        ),
        rows,
    )
