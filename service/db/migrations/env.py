"""Alembic's hook: run the migrations on the connection handed in."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

import service.db.tables  # noqa: F401  (completes the metadata)
from service.db.base import Base, UtcDateTime


def plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write types of ours as what they are in the database: migrations stay as written."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=plain_type,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
