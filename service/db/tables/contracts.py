"""Care contracts: which child is with whom on which weekdays."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, within_tenant


class CareContract(TenantTable):
    """Contract of a child with a person at a place."""

    __tablename__ = "care_contract"
    __table_args__ = (
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
        within_tenant("place_id", "place"),
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint("valid_until >= valid_from", "dates"),
    )

    code: Mapped[str] = mapped_column(String(40))
    child_id: Mapped[UUID]
    person_id: Mapped[UUID]
    place_id: Mapped[UUID]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    weekly_minutes: Mapped[int]
    substitution_wanted: Mapped[bool] = mapped_column(default=True)


class ContractSlot(TenantTable):
    """Booked interval on a weekday (Monday = 0)."""

    __tablename__ = "contract_slot"
    __table_args__ = (
        within_tenant("contract_id", "care_contract", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "contract_id", "weekday", "start_minute"),
        CheckConstraint("weekday between 0 and 6", "weekday"),
        CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            "minutes",
        ),
    )

    contract_id: Mapped[UUID]
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
