"""Every night: forget what its time is over for, close the days that have passed.

Those who plan are told which proofs run out soon.

Each part may be interrupted and repeated: what is left over is done the next night.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

import structlog
from sqlalchemy import CursorResult, case, delete, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Delete, Update

from service.accounts.attempts import WINDOW as FAILURES_COUNT_FOR
from service.calendars.local_time import local_date
from service.calendars.refresh import zone_of
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.accounts import FailedAttempt, UserSession
from service.db.tables.imports import ImportRun
from service.db.tables.jobs import IdempotencyKey
from service.db.tables.planning import Proposal, PseudonymKey
from service.db.tables.publications import Assignment
from service.db.tables.studies import Study
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.domain.kinds import AssignmentState, ImportState, StudyState
from service.idempotency import KEEP as KEEP_ANSWERS
from service.jobs.warn_of_proofs import warn_of_proofs

log = structlog.get_logger()

KEEP_CHECKED_FILES = timedelta(days=1)
"""So long a checked file waits to be stored; it is full of names."""

KEEP_FAULTY_VALUES = timedelta(days=30)
"""So long a fault repeats the cell it was found in; where it was stays."""

KEEP_ENDED_SESSIONS = timedelta(days=30)

_PASSING = (
    AssignmentState.PUBLISHED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
)


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rows of a tenant were changed."""

    problems: int
    pseudonym_keys: int
    checked_files: int
    imports_with_values: int
    closed_assignments: int
    studies: int


def tidy(store: Store, problem_retention_days: int) -> None:
    """Do the night's work for every tenant and for what belongs to none.

    A fault in one tenant is put on record and keeps no other one waiting.

    Parameters
    ----------
    problem_retention_days
        So long the problem of a plan is kept.
    """
    with store.system_read() as session:
        tenant_ids = session.scalars(select(Tenant.id).order_by(Tenant.id)).all()
    keep = timedelta(days=problem_retention_days)
    for tenant_id in tenant_ids:
        _outlived("tenant", partial(tidy_tenant, store, tenant_id, keep))
        _outlived("proofs", partial(warn_of_proofs, store, tenant_id))
    _outlived("accounts", partial(tidy_accounts, store))


def tidy_tenant(store: Store, tenant_id: UUID, keep_problems: timedelta) -> Tidied:
    """Forget and close in one tenant; what was done is one entry of its trail."""
    now = store.clock.now()
    with store.write(tenant_id) as session:
        problems, keys = _forget_problems(session, now - keep_problems)
        done = Tidied(
            problems=problems,
            pseudonym_keys=keys,
            checked_files=_forget_files(session, now - KEEP_CHECKED_FILES),
            imports_with_values=_forget_values(session, now - KEEP_FAULTY_VALUES),
            closed_assignments=_close_days(session, now),
            studies=_forget_studies(session, now - keep_problems),
        )
        counts = asdict(done)
        if any(counts.values()):
            record(
                session,
                actor=system_actor(tenant_id),
                action="tidy",
                subject_kind="tenant",
                subject_id=tenant_id,
                detail=counts,
                at=now,
            )
    return done


def tidy_accounts(store: Store) -> None:
    """Forget answers kept for repeated requests, sessions ended, failed sign-ins."""
    now = store.clock.now()
    ended = now - KEEP_ENDED_SESSIONS
    with store.system_write() as session:
        session.execute(
            delete(IdempotencyKey).where(
                IdempotencyKey.created_at <= now - KEEP_ANSWERS
            )
        )
        session.execute(
            delete(FailedAttempt).where(FailedAttempt.at <= now - FAILURES_COUNT_FOR)
        )
        session.execute(
            delete(UserSession).where(
                or_(UserSession.expires_at <= ended, UserSession.revoked_at <= ended)
            )
        )


def _forget_problems(session: Session, before: datetime) -> tuple[int, int]:
    """Problems and keys of old plans go; what was proposed stays readable."""
    old = select(Proposal.id).where(Proposal.created_at <= before)
    keys = _count(
        session, delete(PseudonymKey).where(PseudonymKey.proposal_id.in_(old))
    )
    problems = _count(
        session,
        update(Proposal)
        .where(Proposal.created_at <= before, Proposal.problem.is_not(None))
        .values(problem=None),
    )
    return problems, keys


def _forget_studies(session: Session, before: datetime) -> int:
    """Studies go whole, with their keys: a result is looked at, nothing rests on it."""
    return _count(
        session,
        delete(Study).where(
            Study.created_at <= before,
            Study.state.not_in((StudyState.QUEUED, StudyState.RUNNING)),
        ),
    )


def _forget_files(session: Session, before: datetime) -> int:
    """Bytes of files that nobody stored; the record of the check stays."""
    return _count(
        session,
        update(ImportRun)
        .where(
            ImportRun.created_at <= before,
            ImportRun.state != ImportState.STORED,
            ImportRun.source.is_not(None),
        )
        .values(source=None),
    )


def _forget_values(session: Session, before: datetime) -> int:
    """The cells that faults repeat; sheet, row and column stay."""
    runs = session.scalars(select(ImportRun).where(ImportRun.created_at <= before))
    telling = [run for run in runs if any(fault["value"] for fault in run.faults)]
    for run in telling:
        run.faults = [{**fault, "value": ""} for fault in run.faults]
    session.flush()
    return len(telling)


def _close_days(session: Session, now: datetime) -> int:
    """What stood on a day that has passed is done.

    Calendars show it as before, so their events are neither revised nor counted up.
    What nobody had answered is marked: a statement for payment tells it.
    """
    today = local_date(now, zone_of(session))
    unanswered = Assignment.state == AssignmentState.PUBLISHED
    return _count(
        session,
        update(Assignment)
        .where(Assignment.day < today, Assignment.state.in_(_PASSING))
        .values(
            state=AssignmentState.DONE,
            version=Assignment.version + 1,
            closed_unanswered_at=case((unanswered, now), else_=None),
        ),
    )


def _count(session: Session, statement: Update | Delete) -> int:
    """How many rows a statement changed."""
    result = session.execute(
        statement, execution_options={"synchronize_session": False}
    )
    return cast("CursorResult[Any]", result).rowcount


def _outlived(part: str, work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        # on record; the other parts follow, and the next night does this one again
        log.exception("tidying_failed", part=part)
