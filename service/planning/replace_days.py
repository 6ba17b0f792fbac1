"""Whole days of assignments are replaced; identities keep row and UID.

What ends or changes is first taken out of what stands, then everything is put as it
shall be: so the database's rule that no child is in two places never trips over a
state in between.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.publications import Assignment
from service.domain.kinds import AssignmentState
from service.domain.touched import Touched
from service.planning.wanted import Identity, Wanted
from service.snapshot.standing import LIVE


@dataclass(slots=True)
class Changes:
    """Rows that are new, changed or ended, for messages and calendars."""

    added: list[Assignment] = field(default_factory=list)
    changed: list[Assignment] = field(default_factory=list)
    ended: list[Assignment] = field(default_factory=list)

    @property
    def rows(self) -> Sequence[Assignment]:
        """All of them."""
        return (*self.added, *self.changed, *self.ended)

    @property
    def touched(self) -> Touched:
        """Whose calendars may differ now."""
        rows = self.rows
        return Touched(
            person_ids=frozenset(
                key for row in rows for key in (row.person_id, row.absent_person_id)
            ),
            child_ids=frozenset(row.child_id for row in rows),
            place_ids=frozenset(row.place_id for row in rows),
            days=frozenset(row.day for row in rows),
        )


def replace_days(
    session: Session,
    days: Sequence[date],
    wanted: Mapping[Identity, Wanted],
    publication_id: UUID,
    now: datetime,
) -> Changes:
    """Make exactly ``wanted`` stand on the days.

    Parameters
    ----------
    session
        In the publishing transaction.
    days
        Whole days; what stands there and is not wanted ends.
    wanted
        By identity (child, day, piece, person, place).
    publication_id
        What the rows belong to from now on.
    now
        The instant; a row's ``revised_at`` grows strictly.
    """
    known = _known(session, days)
    changes = Changes()
    changed = [
        (known[key], wish, known[key].state)
        for key, wish in wanted.items()
        if key in known and _differs(known[key], wish)
    ]
    for row in known.values():
        if row.state in LIVE and _identity(row) not in wanted:
            end(row, now)
            changes.ended.append(row)
    for row, _, _ in changed:
        row.state = AssignmentState.ENDED
    session.flush()
    for row, wish, before in changed:
        _revise(row, wish, before, now)
        changes.changed.append(row)
    for key, wish in wanted.items():
        if key in known:
            known[key].publication_id = publication_id
        else:
            changes.added.append(_new(session, key, wish, publication_id, now))
    session.flush()
    return changes


def end(row: Assignment, now: datetime) -> None:
    """The row no longer stands; its calendars show it as cancelled."""
    row.state = AssignmentState.ENDED
    row.sequence += 1
    row.revised_at = later(row.revised_at, now)


def later(before: datetime, now: datetime) -> datetime:
    """Now, but at least a second after the last revision."""
    return max(now, before + timedelta(seconds=1))


def _known(session: Session, days: Sequence[date]) -> dict[Identity, Assignment]:
    """All rows of the days, those that ended included."""
    rows = session.scalars(
        select(Assignment).where(Assignment.day >= days[0], Assignment.day <= days[-1])
    )
    return {_identity(row): row for row in rows}


def _identity(row: Assignment) -> Identity:
    return row.child_id, row.day, row.piece, row.person_id, row.place_id


def _differs(row: Assignment, wish: Wanted) -> bool:
    """Whether time or state change, or the row stands no longer."""
    if row.state not in LIVE:
        return True
    if (row.start_minute, row.end_minute) != (wish.slot.start, wish.slot.end):
        return True
    agreed = wish.state is AssignmentState.ACCEPTED
    return agreed and row.state is AssignmentState.PUBLISHED


def _revise(
    row: Assignment, wish: Wanted, before: AssignmentState, now: datetime
) -> None:
    """Put time and state as wished; what was accepted or begun stays so if fixed."""
    moved = (row.start_minute, row.end_minute) != (wish.slot.start, wish.slot.end)
    stood = before in LIVE
    kept = stood and wish.fixed and before is not AssignmentState.PUBLISHED
    row.state = before if kept else wish.state
    row.start_minute, row.end_minute = wish.slot.start, wish.slot.end
    row.absent_person_id = wish.absent_person_id
    row.model = wish.model
    row.facts = wish.facts or row.facts
    row.sequence += moved or not stood
    row.revised_at = later(row.revised_at, now)


def _new(
    session: Session,
    key: Identity,
    wish: Wanted,
    publication_id: UUID,
    now: datetime,
) -> Assignment:
    row = Assignment(
        id=uuid4(),
        uid=uuid4(),
        child_id=wish.child_id,
        day=wish.day,
        piece=key[2],
        start_minute=wish.slot.start,
        end_minute=wish.slot.end,
        person_id=wish.person_id,
        place_id=wish.place_id,
        absent_person_id=wish.absent_person_id,
        model=wish.model,
        state=wish.state,
        publication_id=publication_id,
        sequence=0,
        revised_at=now,
        facts=wish.facts,
    )
    session.add(row)
    return row
