"""Statements for payment as sheets: one row per substitute, and one per day."""

from collections.abc import Iterator, Sequence

from service.reports.sheet_words import (
    euros,
    hours,
    made_words,
    month_words,
    quarter_hours,
)
from service.reports.titles import PERSON_KIND_TITLES
from service.reports.views import StatementReport, StatementView, WorkView
from service.reports.workbook import Column, Form, Notes, Sheet, Value

_SUMS = (
    Column("Vertretungstage", Form.COUNT, 19),
    Column("Kinder", Form.COUNT, 10),
    Column("Vertretungsstunden", Form.HOURS, 23),
    Column("Kinderstunden", Form.HOURS, 18),
    Column("davon unbestätigt", Form.HOURS, 14),
    Column("Betrag", Form.EUROS, 14),
    Column("Freihalteplätze", Form.COUNT, 17),
    Column("Platztage", Form.COUNT, 12),
    Column("Kontakte", Form.COUNT, 12),
    Column("Kontaktstunden", Form.HOURS, 17),
)


def statement_sheets(report: StatementReport) -> Sequence[Sheet | Notes]:
    """One row per substitute, one per day of work, and how it was counted."""
    named = any(each.name is not None for each in report.statements)
    who = [Column("Kürzel", width=12)]
    if named:
        who.append(Column("Name", width=26))
    head = f"{report.tenant}, {month_words(report)}"
    return (
        Sheet(
            "Abrechnung",
            f"Abrechnung der Vertretungen: {head}",
            (*who, Column("Art", width=27), Column("Status", width=16), *_SUMS),
            [_person_row(each, named=named) for each in report.statements],
            _total(report, named=named),
        ),
        Sheet(
            "Tage",
            f"Vertretungen je Tag: {head}",
            (
                Column("Kürzel", width=12),
                Column("Tag", Form.DAY, 12),
                Column("Kinder", Form.COUNT, 10),
                Column("Vertretungsstunden", Form.HOURS, 23),
                Column("Kinderstunden", Form.HOURS, 18),
                Column("davon unbestätigt", Form.HOURS, 14),
                Column("Betrag", Form.EUROS, 14),
            ),
            _day_rows(report),
        ),
        Notes("Hinweise Abrechnung", _notes(report)),
    )


def _person_row(each: StatementView, *, named: bool) -> tuple[Value, ...]:
    who: tuple[Value, ...] = (each.code, each.name) if named else (each.code,)
    status = "angestellt" if each.employed else "selbstständig"
    return *who, PERSON_KIND_TITLES[each.kind], status, *_sums([each])


def _total(report: StatementReport, *, named: bool) -> tuple[Value, ...]:
    blank: tuple[Value, ...] = (None,) * (3 if named else 2)
    return "gesamt", *blank, *_sums(report.statements)


def _sums(of: Sequence[StatementView]) -> tuple[Value, ...]:
    """Sums over some statements; the same child counts once for each substitute."""
    return (
        sum(each.days for each in of),
        sum(each.children for each in of),
        quarter_hours(sum(each.quarters for each in of)),
        quarter_hours(sum(each.child_quarters for each in of)),
        hours(sum(each.unconfirmed_child_minutes for each in of)),
        euros(_cents(of)),
        sum(each.held_places for each in of),
        sum(each.held_place_days for each in of),
        sum(each.contacts for each in of),
        quarter_hours(sum(each.contact_quarters for each in of)),
    )


def _cents(of: Sequence[StatementView]) -> int | None:
    paid = [each.cents for each in of if each.cents is not None]
    return sum(paid) if paid else None


def _day_rows(report: StatementReport) -> Iterator[tuple[Value, ...]]:
    for each in report.statements:
        for work in each.work:
            yield each.code, *_work(work)


def _work(work: WorkView) -> tuple[Value, ...]:
    return (
        work.day,
        work.children,
        quarter_hours(work.quarters),
        quarter_hours(work.child_quarters),
        hours(work.unconfirmed_child_minutes),
        euros(work.cents),
    )


def _notes(report: StatementReport) -> tuple[str, ...]:
    return (
        made_words(report),
        (
            "Vertretungsstunden sind die Zeit, in der mindestens ein Kind in"
            " Vertretung da war; Kinderstunden zählen jedes Kind. Je Tag zählt die"
            " angefangene Viertelstunde; die Monatssumme ist die Summe der Tage."
        ),
        (
            "Unbestätigt ist, was freigegeben, aber weder zugesagt noch als begonnen"
            " gemeldet ist; es ist in den Kinderstunden enthalten, hier ohne Rundung."
        ),
        (
            "Freihalteplätze: die höchste Zahl an einem Tag des Monats."
            " Platztage: Plätze mal Kalendertage, an denen sie vereinbart waren."
        ),
        (
            "Kontakte sind Besuche und Spielgruppen. Mehrere Kinder am selben"
            " Tag, am selben Ort und in derselben Art zählen als ein Kontakt mit"
            " der längsten Zeit; bezahlt wird je angefangene Viertelstunde der"
            " Monatssumme."
        ),
        (
            "Betrag: für ein Kind auf einem Freihalteplatz mit Tagespauschale diese,"
            " sonst der Satz je Kind und Stunde für die angefangenen Viertelstunden des"
            " Tages; es gelten die heute gespeicherten Sätze. Ohne Satz bleibt er leer."
            " Leere Freihalteplätze und Kontakte haben hier keinen Betrag."
        ),
        "Was außerhalb vereinbart wurde, steht in keiner Abrechnung.",
    )
