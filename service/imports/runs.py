"""Import runs: a checked file waiting to be stored, and the record of what was."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from service.calendars.refresh import refresh_feeds
from service.db.audit_trail import record
from service.db.store import Store, tenant_of
from service.db.tables.imports import ImportRun
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import ImportState
from service.errors import ImportRefused, NotFound
from service.imports.books import book_of
from service.imports.engaged import follow_engagements
from service.imports.examine import Examined, examine, read_sheets
from service.imports.raw import RawSheet
from service.imports.report import ImportReport, noun_difference
from service.imports.source import Source
from service.imports.touching import touched_by
from service.imports.writing import write_differences
from service.ports import Progress, local_day, untold

#: Steps of an import, as ``Progress`` tells them.
READING = "Datei wird gelesen"
CHECKING = "Angaben werden geprüft"
STORING = "Angaben werden gespeichert"
TELLING = "Kalender werden aufgefrischt"


def report_of(source: Source, examined: Examined) -> ImportReport:
    """What came out, as a report."""
    return ImportReport(
        file_name=source.name,
        digest=source.digest,
        row_count=examined.row_count,
        faults=examined.faults.in_order([sheet.name for sheet in source.sheets]),
        fault_count=examined.faults.count,
        notices=examined.notices.in_order([sheet.name for sheet in source.sheets]),
        differences=tuple(noun_difference(item) for item in examined.differences),
    )


def look_at(store: Store, session: Session, sheets: Sequence[RawSheet]) -> Examined:
    """Compare sheets with the state of the session's tenant."""
    tenant = session.get_one(Tenant, tenant_of(session))
    reading = read_sheets(sheets, book_of(tenant.kind))
    return examine(session, reading, _today(store, session))


def _today(store: Store, session: Session) -> date:
    tenant = session.get_one(Tenant, tenant_of(session))
    return local_day(store.clock, tenant.time_zone)


def keep_checked(
    store: Store, actor: Actor, source: Source, report: ImportReport
) -> ImportReport:
    """Remember a checked file; a sound one with its bytes, so that it can be stored."""
    state = ImportState.CHECKED if report.is_sound else ImportState.REFUSED
    with store.write(actor.tenant_id) as session:
        run = ImportRun(
            file_name=source.name[:200],
            digest=report.digest,
            state=state,
            source=source.content if report.is_sound else None,
            faults=[asdict(fault) for fault in report.faults],
            changes=report.counts(),
            created_at=store.clock.now(),
            created_by=actor.user_id,
        )
        session.add(run)
        session.flush()
        record(
            session,
            actor=actor,
            action="check_import",
            subject_kind="import_run",
            subject_id=run.id,
            detail={"state": state.value, "faults": report.fault_count},
            at=store.clock.now(),
        )
        return replace(report, run_id=run.id)


def store_difference(
    store: Store,
    session: Session,
    actor: Actor,
    source: Source,
    run: ImportRun | None,
    progress: Progress = untold,
) -> ImportReport:
    """Store a file in the session's transaction; nothing at all if nothing differs.

    Raises
    ------
    ImportRefused
        If the file has a fault.
    """
    progress(0.2, CHECKING)
    examined = look_at(store, session, source.sheets)
    report = report_of(source, examined)
    if not report.is_sound:
        raise ImportRefused(report.summary, report.faults)
    if not report.changes_something:
        if run is not None:
            run.state, run.source = ImportState.STORED, None
            run.stored_at = store.clock.now()
        return replace(report, run_id=None if run is None else run.id)
    now = store.clock.now()
    stamps = {"reported_at": now, "reported_by": actor.user_id, "revised_at": now}
    progress(0.6, STORING)
    write_differences(session, examined.differences, stamps)
    run_id = _record_stored(store, session, actor, report, run)
    progress(0.9, TELLING)
    touched = touched_by(examined.differences, _today(store, session))
    refresh_feeds(session, touched, store.clock.now())
    follow_engagements(session, examined.differences, now)
    return replace(report, stored=True, run_id=run_id)


def _record_stored(
    store: Store,
    session: Session,
    actor: Actor,
    report: ImportReport,
    run: ImportRun | None,
) -> UUID:
    """Leave numbers, not values: what was imported is in the tables."""
    now = store.clock.now()
    if run is None:
        run = ImportRun(
            file_name=report.file_name[:200],
            digest=report.digest,
            created_at=now,
            created_by=actor.user_id,
        )
        session.add(run)
    run.state, run.source, run.stored_at = ImportState.STORED, None, now
    run.faults, run.changes = [], report.counts()
    session.flush()
    record(
        session,
        actor=actor,
        action="store_import",
        subject_kind="import_run",
        subject_id=run.id,
        detail={"digest": report.digest, "changes": report.counts()},
        at=now,
    )
    return run.id


def checked_run(session: Session, run_id: UUID) -> ImportRun:
    """A checked file that waits to be stored.

    Raises
    ------
    NotFound
        If there is none with this id, or it was refused or stored before.
    """
    run = session.get(ImportRun, (tenant_of(session), run_id))
    if run is None or run.state is not ImportState.CHECKED or run.source is None:
        raise NotFound
    return run
