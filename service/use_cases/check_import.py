"""Dry run of an import: every fault, every difference, nothing stored."""

from collections.abc import Sequence
from pathlib import Path

from service.access import Action, require
from service.db.store import Store
from service.domain.actor import Actor
from service.imports.raw import RawSheet
from service.imports.report import ImportReport
from service.imports.runs import CHECKING, READING, keep_checked, look_at, report_of
from service.imports.source import in_memory, read_source
from service.ports import Progress, untold


def check_import(
    store: Store,
    actor: Actor,
    source: bytes | Path,
    name: str,
    *,
    keep: bool = False,
    progress: Progress = untold,
) -> ImportReport:
    """Say everything that is wrong with a file and everything it would change.

    Parameters
    ----------
    source
        A workbook, a CSV file or a ZIP of CSV files as bytes; or the path of one, or
        of a folder of CSV files.
    name
        What the file is called; tells workbook from CSV and names a lone sheet.
    keep
        Whether to remember the file, so that it can be stored by the report's
        ``run_id`` without being sent again.

    Raises
    ------
    NotPermitted
        If the actor may not import.
    TooLarge
        If the file is over a limit: size, rows, columns, what it unpacks to.
    ImportRefused
        If it is no file of a known kind, is encrypted or damaged.
    """
    require(actor, Action.IMPORT)
    progress(0, READING)
    loaded = read_source(source, name)
    progress(0.4, CHECKING)
    with store.read(actor.tenant_id) as session:
        report = report_of(loaded, look_at(store, session, loaded.sheets))
    return keep_checked(store, actor, loaded, report) if keep else report


def check_sheets(
    store: Store, actor: Actor, sheets: Sequence[RawSheet], name: str
) -> ImportReport:
    """The dry run for sheets that are in memory already."""
    require(actor, Action.IMPORT)
    loaded = in_memory(sheets, name)
    with store.read(actor.tenant_id) as session:
        return report_of(loaded, look_at(store, session, loaded.sheets))
