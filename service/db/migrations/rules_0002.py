"""What the databases decide themselves, as of revision 0002.

A coach's sessions never overlap, a kindergarten has one accepted engagement in a
month; new tables stand behind the walls; vocabularies that grew are checked as they
are now. Nothing here follows the tables of the program.
"""

import sqlalchemy as sa
from alembic.operations import Operations

from service.db.migrations.rebuild import rebuild
from service.db.migrations.vocabulary import allow, stand_behind_walls

STANDING = "('planned', 'confirmed', 'moved', 'held')"

_FEEDS = (
    "'person', 'place', 'guardian', 'area'",
    "'coach', 'kindergarten', 'county', 'host', 'cluster'",
)
GROWN = {
    ("tenant", "kind"): ("'youth_office', 'association'", "'programme'"),
    ("membership", "role"): (
        "'counsellor', 'coordinator', 'childminder', 'substitute', 'guardian', "
        "'administrator', 'operator'",
        "'coach', 'kindergarten', 'county'",
    ),
    ("feed_subscription", "kind"): _FEEDS,
    ("feed_event", "kind"): _FEEDS,
    ("feed_document", "kind"): _FEEDS,
    ("outbox_message", "recipient_kind"): _FEEDS,
    ("job", "kind"): ("'propose', 'import', 'refresh_feeds'", "'match', 'schedule'"),
}
"""Columns whose vocabulary grew: what was allowed, what came."""

BOUND_TO = ("coach", "kindergarten")
"""What a membership can be bound to beside what it could before."""


def first_of_month(column: str, name: str) -> sa.CheckConstraint:
    """A month is stored as its first day."""
    from alembic import op

    if op.get_bind().dialect.name == "sqlite":
        return sa.CheckConstraint(f"{column} LIKE '%-01'", name=name)
    return sa.CheckConstraint(f"extract(day from {column}) = 1", name=name)


def create(op: Operations, tables: tuple[str, ...]) -> None:
    """Create the rules; ``tables`` are the new ones."""
    connection = op.get_bind()
    sqlite = connection.dialect.name == "sqlite"
    run = connection.exec_driver_sql
    run(
        "ALTER TABLE proposal ADD COLUMN kind VARCHAR(32) DEFAULT 'substitution' "
        "NOT NULL CONSTRAINT ck_proposal_kind CHECK (kind IN ('substitution', 'matching'))"
    )
    for (table, column), (old, new) in GROWN.items():
        allow(connection, table, column, old, f"{old}, {new}")
    if sqlite:
        rebuild(connection, "membership", _bound_on_sqlite())
        statements = _sqlite()
    else:
        statements = [*_bound_on_postgres(), *_postgres()]
        stand_behind_walls(connection, tables)
    for statement in statements:
        run(statement)


def unbind(op: Operations) -> None:
    """Take the references of memberships away, before their targets are dropped."""
    connection = op.get_bind()
    _delete(connection, "membership", f"role IN ({GROWN['membership', 'role'][1]})")
    if connection.dialect.name == "sqlite":
        changes = _bound_on_sqlite()
        rebuild(connection, "membership", {new: old for old, new in changes.items()})
        return
    for target in BOUND_TO:
        connection.exec_driver_sql(f"ALTER TABLE membership DROP COLUMN {target}_id")


def shrink(op: Operations) -> None:
    """Drop what the former program does not know, after the tables are gone.

    Feeds of new kinds are deleted. What others refer to stays: a programme as an
    association, a matching's proposal without its items, its job as one that is over.
    """
    connection = op.get_bind()
    run = connection.exec_driver_sql
    run("ALTER TABLE proposal DROP COLUMN kind")
    run("UPDATE tenant SET kind = 'association' WHERE kind = 'programme'")
    new_jobs = GROWN["job", "kind"][1]
    run(
        "UPDATE job SET kind = 'propose', state = CASE WHEN state IN "
        "('queued', 'running') THEN 'cancelled' ELSE state END "
        f"WHERE kind IN ({new_jobs})"
    )
    for (table, column), (old, new) in GROWN.items():
        if table not in ("tenant", "job"):
            _delete(connection, table, f"{column} IN ({new})")
        allow(connection, table, column, f"{old}, {new}", old)


def _delete(connection: sa.Connection, table: str, which: str) -> None:
    """Delete rows of all tenants; a subscription with its address."""
    run = connection.exec_driver_sql
    walled = connection.dialect.name != "sqlite"
    if walled:
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    if table == "feed_subscription":
        run(
            "DELETE FROM feed_address WHERE subscription_id IN "
            f"(SELECT id FROM feed_subscription WHERE {which})"
        )
    run(f"DELETE FROM {table} WHERE {which}")
    if walled:
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _reference(target: str) -> str:
    """The constraint that ties a membership to a row of ``target``."""
    return (
        f"CONSTRAINT fk_membership_tenant_id_{target}_id "
        f"FOREIGN KEY(tenant_id, {target}_id) REFERENCES {target} (tenant_id, id)"
    )


def _bound_on_sqlite() -> dict[str, str]:
    """Texts of the table ``membership`` and what replaces them."""
    columns = "".join(f", {target}_id CHAR(32)" for target in BOUND_TO)
    references = "".join(f"{_reference(target)}, " for target in BOUND_TO)
    after, before = "area_id CHAR(32)", "CONSTRAINT uq_membership"
    return {after: f"{after}{columns}", before: f"{references}{before}"}


def _bound_on_postgres() -> list[str]:
    """The same where a table can be altered."""
    return [
        statement
        for target in BOUND_TO
        for statement in (
            f"ALTER TABLE membership ADD COLUMN {target}_id UUID",
            f"ALTER TABLE membership ADD {_reference(target)}",
        )
    ]


def _sqlite() -> list[str]:
    """Triggers for the overlaps, of new rows and of changed ones."""
    rules = (
        (
            "coach-in-two-sessions",
            "coaching_session",
            f"NEW.state IN {STANDING}",
            f"""other.coach_id = NEW.coach_id AND other.state IN {STANDING}
            AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at""",
        ),
        (
            "kindergarten-twice",
            "engagement",
            "NEW.state = 'accepted'",
            """other.kindergarten_id = NEW.kindergarten_id AND other.state = 'accepted'
            AND other.first_month <= NEW.last_month
            AND NEW.first_month <= other.last_month""",
        ),
    )
    return [
        f"""
        CREATE TRIGGER "{table}_{name}_{event.lower()}" BEFORE {event} ON {table}
        WHEN {counts} AND EXISTS (
            SELECT 1 FROM {table} AS other
            WHERE other.tenant_id = NEW.tenant_id AND {overlaps} {itself}
        )
        BEGIN SELECT RAISE(ABORT, '{name}'); END
        """
        for name, table, counts, overlaps in rules
        for event, itself in (
            ("INSERT", ""),
            (
                "UPDATE",
                "AND NOT (other.tenant_id = OLD.tenant_id AND other.id = OLD.id)",
            ),
        )
    ]


def _postgres() -> list[str]:
    """Exclusion constraints."""
    return [
        f"""
        ALTER TABLE coaching_session ADD CONSTRAINT "coach-in-two-sessions"
        EXCLUDE USING gist (
            tenant_id WITH =, coach_id WITH =, tstzrange(starts_at, ends_at) WITH &&
        ) WHERE (state IN {STANDING})
        """,
        """
        ALTER TABLE engagement ADD CONSTRAINT "kindergarten-twice"
        EXCLUDE USING gist (
            tenant_id WITH =, kindergarten_id WITH =,
            daterange(first_month, last_month, '[]') WITH &&
        ) WHERE (state = 'accepted')
        """,
    ]
