"""What the databases decide themselves, as of revision 0001.

One child is never with two substitutes at once, nobody is in two places at once, the
audit trail is only appended to; on PostgreSQL every tenant's table shows and takes
rows of the transaction's tenant only. Nothing here follows the tables of the program:
a migration stays as it was written.
"""

import sqlalchemy as sa
from alembic.operations import Operations

ACTIVE = "('published', 'accepted', 'started', 'done')"
ROLE = "lueckenlos_app"
WITHOUT_WALL = {
    "alembic_version",
    "api_token",
    "failed_attempt",
    "feed_address",
    "idempotency_key",
    "job",
    "periodic",
    "tenant",
    "user_account",
    "user_session",
    "user_tenant",
}


def create(op: Operations) -> None:
    """Create the rules."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        statements = _sqlite()
    else:
        statements = _postgres()
        for table in _tables_with_wall(connection):
            statements.extend(wall(table))
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop(op: Operations) -> None:
    """Drop the rules; the triggers of a table go with it."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return
    connection.exec_driver_sql(_DROP_ROLE)
    connection.exec_driver_sql("DROP FUNCTION refuse_change_of_audit_event() CASCADE")


def _sqlite() -> list[str]:
    """Triggers for the overlaps (new rows, changed rows) and the audit trail."""
    statements = []
    for name, same, other in (
        ("child-twice", "child_id", ""),
        ("person-in-two-places", "person_id", "AND other.place_id <> NEW.place_id"),
    ):
        for event in ("INSERT", "UPDATE"):
            itself = (
                ""
                if event == "INSERT"
                else "AND NOT (other.tenant_id = OLD.tenant_id AND other.id = OLD.id)"
            )
            statements.append(
                f"""
                CREATE TRIGGER "assignment_{name}_{event.lower()}"
                BEFORE {event} ON assignment
                WHEN NEW.state IN {ACTIVE} AND EXISTS (
                    SELECT 1 FROM assignment AS other
                    WHERE other.tenant_id = NEW.tenant_id
                    AND other.{same} = NEW.{same}
                    AND other.day = NEW.day
                    AND other.start_minute < NEW.end_minute
                    AND NEW.start_minute < other.end_minute
                    AND other.state IN {ACTIVE}
                    {other} {itself}
                )
                BEGIN SELECT RAISE(ABORT, '{name}'); END
                """
            )
    statements.extend(
        f"""
        CREATE TRIGGER audit_event_{event.lower()} BEFORE {event} ON audit_event
        BEGIN SELECT RAISE(ABORT, 'audit-append-only'); END
        """
        for event in ("UPDATE", "DELETE")
    )
    return statements


def _postgres() -> list[str]:
    """Exclusion constraints, the trigger of the audit trail, the application's role."""
    return [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        f"""
        ALTER TABLE assignment ADD CONSTRAINT "child-twice" EXCLUDE USING gist (
            tenant_id WITH =, child_id WITH =, day WITH =,
            int4range(start_minute, end_minute) WITH &&
        ) WHERE (state IN {ACTIVE})
        """,
        f"""
        ALTER TABLE assignment ADD CONSTRAINT "person-in-two-places"
        EXCLUDE USING gist (
            tenant_id WITH =, person_id WITH =, day WITH =, place_id WITH <>,
            int4range(start_minute, end_minute) WITH &&
        ) WHERE (state IN {ACTIVE})
        """,
        """
        CREATE FUNCTION refuse_change_of_audit_event() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit-append-only'; END $$
        """,
        """
        CREATE TRIGGER audit_event_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_event()
        """,
        # roles belong to the whole server: another database's upgrade may create it
        f"""
        DO $$ BEGIN
            CREATE ROLE {ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$
        """,
        f"""
        DO $$ BEGIN
            GRANT {ROLE} TO CURRENT_USER;
        EXCEPTION WHEN insufficient_privilege THEN
            IF NOT pg_has_role(current_user, '{ROLE}', 'MEMBER') THEN RAISE; END IF;
        END $$
        """,
        f"GRANT USAGE ON SCHEMA public TO {ROLE}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}",
        f"REVOKE UPDATE, DELETE ON audit_event FROM {ROLE}",
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {ROLE}",
    ]


_DROP_ROLE = f"""
DO $$ BEGIN
    EXECUTE 'DROP OWNED BY {ROLE}';
    DROP ROLE {ROLE};
EXCEPTION WHEN dependent_objects_still_exist THEN NULL;
END $$
"""


def _tables_with_wall(connection: sa.Connection) -> list[str]:
    """All tables just created but those that stand outside of the walls."""
    return sorted(set(sa.inspect(connection).get_table_names()) - WITHOUT_WALL)


def wall(table: str) -> list[str]:
    """Row-level security, for the owner too."""
    own = "tenant_id = nullif(current_setting('lueckenlos.tenant', true), '')::uuid"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY own_tenant ON {table} USING ({own}) WITH CHECK ({own})",
    ]
