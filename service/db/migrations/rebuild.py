"""Change constraints of a table that exists: SQLite cannot, so it is made anew there.

The new table is the old one's own statement with a part of its text replaced:
everything that is not replaced stays to the letter.
"""

import re

import sqlalchemy as sa


def rebuild(connection: sa.Connection, table: str, changes: dict[str, str]) -> None:
    """Make ``table`` anew on SQLite, with texts of its statement replaced.

    Indexes and triggers are made again; columns of both are copied. References to the
    table stay, if the connection does not enforce them meanwhile.

    Raises
    ------
    LookupError
        If a text to replace is not there: the table is not as expected.
    """
    statement, *others = _statements(connection, table)
    for old, new in changes.items():
        if old not in statement:
            raise LookupError(f"{table} has no {old}")
        statement = statement.replace(old, new)
    before = _columns(connection, table)
    made = re.sub(rf'^CREATE TABLE "?{table}"?', "CREATE TABLE _rebuilt", statement)
    connection.exec_driver_sql(made)
    kept = ", ".join(
        f'"{name}"' for name in before if name in _columns(connection, "_rebuilt")
    )
    connection.exec_driver_sql(
        f"INSERT INTO _rebuilt ({kept}) SELECT {kept} FROM {table}"
    )
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE _rebuilt RENAME TO {table}")
    for other in others:
        connection.exec_driver_sql(other)


def _statements(connection: sa.Connection, table: str) -> list[str]:
    """What made the table, its indexes and triggers; the table first."""
    found = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL "
        "ORDER BY type <> 'table', name",
        (table,),
    )
    return [row.sql for row in found]


def _columns(connection: sa.Connection, table: str) -> list[str]:
    """Names of the columns, in their order."""
    return [
        row.name for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")
    ]
