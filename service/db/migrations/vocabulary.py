"""Steps that migrations share: a vocabulary grows, new tables stand behind the walls.

Nothing here follows the tables of the program: names and words are the caller's.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from service.db.migrations.rebuild import rebuild
from service.db.migrations.rules_0001 import ROLE, wall


def allow(
    connection: sa.Connection, table: str, column: str, before: str, after: str
) -> None:
    """Change the vocabulary of a column.

    Parameters
    ----------
    before, after
        The words in quotes, with commas between, as the check names them.
    """
    old, new = f"CHECK ({column} IN ({before}))", f"CHECK ({column} IN ({after}))"
    if connection.dialect.name == "sqlite":
        rebuild(connection, table, {old: new})
        return
    name = f"ck_{table}_{column}"
    connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {new}")


def stand_behind_walls(connection: sa.Connection, tables: Iterable[str]) -> None:
    """Let the program use new tables of tenants, each row by its own tenant only."""
    if connection.dialect.name == "sqlite":
        return  # every statement of a session carries its tenant
    for table in tables:
        connection.exec_driver_sql(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {ROLE}"
        )
        for statement in wall(table):
            connection.exec_driver_sql(statement)
