"""Imports: what was read, what it would change, what was stored."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice
from service.domain.kinds import ImportState


class ImportRun(TenantTable):
    """One file that was checked, and stored where it had no fault."""

    __tablename__ = "import_run"

    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[ImportState] = mapped_column(choice(ImportState, "state"))
    source: Mapped[bytes | None] = mapped_column(LargeBinary)
    faults: Mapped[list[Any]] = mapped_column(default=list)
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    stored_at: Mapped[datetime | None]
