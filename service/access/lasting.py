"""How long a contract or an assignment gives access to those it concerns."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_

from service.db.tables.contracts import CareContract
from service.db.tables.publications import Assignment
from service.db.validity import lasts
from service.domain.kinds import AssignmentState

CONTRACT_DAYS_AFTER = 14
"""Handing over what belongs to the child takes some days beyond the last one."""

CONTRACT_DAYS_BEFORE = 60
"""Families and childminders prepare the first day together."""

ASSIGNMENT_DAYS_AFTER = 7
"""Questions about a covered day come within a week."""

RUNNING = (
    AssignmentState.PUBLISHED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
)
"""An assignment that stands; one that was answered no or was ended gives nothing."""


def lasting_contract(today: date) -> ColumnElement[bool]:
    """Contracts that give access today: running, just ended or about to begin."""
    return and_(
        CareContract.valid_from <= today + timedelta(days=CONTRACT_DAYS_BEFORE),
        lasts(CareContract.valid_until, today - timedelta(days=CONTRACT_DAYS_AFTER)),
    )


def lasting_assignment(today: date) -> ColumnElement[bool]:
    """Assignments that give access today: standing, to come or just past."""
    return and_(
        Assignment.state.in_(RUNNING),
        Assignment.day >= today - timedelta(days=ASSIGNMENT_DAYS_AFTER),
    )
