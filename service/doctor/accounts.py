"""Accounts: every role can be found when its user signs in."""

from collections.abc import Iterator

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from service.db.tables.accounts import Membership, UserTenant


def members_nobody_finds(session: Session) -> Iterator[tuple[str, str]]:
    """Roles in this tenant that a sign-in would not find."""
    rows = session.execute(
        select(Membership.user_id, Membership.role)
        .join(
            UserTenant,
            and_(
                UserTenant.user_id == Membership.user_id,
                UserTenant.tenant_id == Membership.tenant_id,
            ),
            isouter=True,
        )
        .where(Membership.ended_at.is_(None), UserTenant.user_id.is_(None))
        .order_by(Membership.user_id)
    )
    for user_id, role in rows:
        yield (
            "member",
            (
                f"Konto {user_id} hat die Rolle „{role.value}“, findet sie beim "
                "Anmelden aber nicht."
            ),
        )
