"""Store an import: all of a file in one transaction, or nothing."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from service.access import Action, require
from service.db.store import Store
from service.domain.actor import Actor
from service.imports.raw import RawSheet
from service.imports.report import ImportReport
from service.imports.runs import READING, checked_run, store_difference
from service.imports.source import Source, in_memory, read_source
from service.ports import Progress, untold


def store_import(
    store: Store,
    actor: Actor,
    source: bytes | Path,
    name: str,
    *,
    progress: Progress = untold,
) -> ImportReport:
    """Store what a file says; the same file again changes nothing.

    Things are known by their codes. What is stored and not in the file stays and is
    reported. Parameters as in ``check_import``.

    Raises
    ------
    NotPermitted
        If the actor may not import.
    TooLarge
        If the file is over a limit.
    ImportRefused
        If it has a fault; carries all of them.
    Busy
        If somebody else is writing.
    """
    require(actor, Action.IMPORT)
    progress(0, READING)
    return _store(store, actor, read_source(source, name), progress)


def store_sheets(
    store: Store, actor: Actor, sheets: Sequence[RawSheet], name: str
) -> ImportReport:
    """Store sheets that are in memory already."""
    require(actor, Action.IMPORT)
    return _store(store, actor, in_memory(sheets, name))


def store_checked_import(store: Store, actor: Actor, run_id: UUID) -> ImportReport:
    """Store a file that was checked and kept before; checked once more as of now.

    Raises
    ------
    NotFound
        If no such file waits.
    ImportRefused
        If it has a fault by now.
    """
    require(actor, Action.IMPORT)
    with store.read(actor.tenant_id) as session:
        run = checked_run(session, run_id)
        content, name = run.source or b"", run.file_name
    loaded = read_source(content, name)
    with store.write(actor.tenant_id) as session:
        return store_difference(
            store, session, actor, loaded, checked_run(session, run_id)
        )


def _store(
    store: Store, actor: Actor, loaded: Source, progress: Progress = untold
) -> ImportReport:
    with store.write(actor.tenant_id) as session:
        return store_difference(store, session, actor, loaded, None, progress)
