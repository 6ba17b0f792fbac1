"""The database itself: schema, file, references."""

from collections.abc import Iterator

from sqlalchemy import Engine

from service.db.migrate import require_current


def whole(engine: Engine) -> Iterator[tuple[str, str]]:
    """What the database says about itself; PostgreSQL keeps its references always."""
    require_current(engine)
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield "file", f"Die Datei der Datenbank ist beschädigt: {line}."
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check")
        for table, row, target, _ in broken:
            yield (
                "reference",
                (
                    f"In der Tabelle {table} verweist Zeile {row} auf etwas in "
                    f"{target}, das es nicht gibt."
                ),
            )
