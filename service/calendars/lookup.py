"""The lean way from a secret's hash to a feed: past the ORM, not past the walls.

Plain selects on one connection that only reads. As soon as the tenant is known the
connection is bound to it, so that the check of every statement and PostgreSQL's row
security hold here as everywhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, select

from service.calendars.entitlement import HOLDING, is_entitled, with_holding
from service.calendars.recipients import Recipient
from service.calendars.rights import TENANT_ID
from service.db.base import TENANT
from service.db.engine import READ_ONLY
from service.db.faults import refusals_told
from service.db.store import APPLICATION_ROLE, Store
from service.db.tables.feeds import (
    FeedAddress,
    FeedDocument,
    FeedEvent,
    FeedSubscription,
)
from service.db.tables.tenancy import Tenant

_ADDRESS = (
    select(
        FeedAddress.tenant_id,
        FeedAddress.subscription_id,
        FeedAddress.revoked,
        Tenant.closed_at,
        Tenant.time_zone,
    )
    .join(Tenant, Tenant.id == FeedAddress.tenant_id)
    .where(FeedAddress.token_hash == bindparam("token_hash"))
)
_FEED = with_holding(
    select(
        *HOLDING,
        FeedSubscription.last_used_on,
        FeedDocument.etag,
        FeedDocument.revised_at,
    ).join(
        FeedDocument,
        and_(
            FeedDocument.tenant_id == TENANT_ID,
            FeedDocument.kind == FeedSubscription.kind,
            FeedDocument.recipient_id == FeedSubscription.recipient_id,
        ),
    )
).where(FeedSubscription.id == bindparam("subscription_id"))
_OF_RECIPIENT = (
    FeedDocument.tenant_id == TENANT_ID,
    FeedDocument.kind == bindparam("kind"),
    FeedDocument.recipient_id == bindparam("recipient_id"),
)
_BODY = select(FeedDocument.etag, FeedDocument.revised_at, FeedDocument.body).where(
    *_OF_RECIPIENT
)
_EVENT = select(FeedEvent.body).where(
    FeedEvent.tenant_id == TENANT_ID,
    FeedEvent.kind == bindparam("kind"),
    FeedEvent.recipient_id == bindparam("recipient_id"),
    FeedEvent.uid == bindparam("uid"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a secret leads; only addresses that hold become one."""

    tenant_id: UUID
    subscription_id: UUID
    time_zone: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's validators and whose it is."""

    recipient: Recipient
    last_used_on: date | None
    etag: str
    revised_at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A feed's bytes with the validators that belong to them."""

    etag: str
    revised_at: datetime
    body: bytes


@dataclass(slots=True)
class Lookup:
    """One request's reads."""

    _connection: Connection
    _tenant: dict[str, UUID] = field(default_factory=dict)

    def address(self, token_hash: bytes) -> Address | None:
        """Where the secret leads; none if unknown, revoked or the tenant has closed."""
        row = self._connection.execute(_ADDRESS, {"token_hash": token_hash}).first()
        if row is None or row.revoked or row.closed_at is not None:
            return None
        self._enter(row.tenant_id)
        return Address(row.tenant_id, row.subscription_id, row.time_zone)

    def feed(self, address: Address, today: date) -> Feed | None:
        """The feed at an address; none if its holder's right has ended."""
        wanted = {**self._tenant, "subscription_id": address.subscription_id}
        rows = self._connection.execute(_FEED, wanted).all()
        if not rows or not is_entitled(
            self._connection, address.tenant_id, rows, today
        ):
            return None
        row = rows[0]
        recipient = Recipient(row.kind, row.recipient_id)
        return Feed(recipient, row.last_used_on, row.etag, row.revised_at)

    def document(self, recipient: Recipient) -> Document | None:
        """The bytes, with the validators read in the same statement."""
        row = self._connection.execute(_BODY, self._of(recipient)).first()
        return None if row is None else Document(row.etag, row.revised_at, row.body)

    def event(self, recipient: Recipient, uid: UUID) -> bytes | None:
        """One event of the recipient, as bytes."""
        wanted = {**self._of(recipient), "uid": uid}
        row = self._connection.execute(_EVENT, wanted).first()
        return None if row is None else bytes(row.body)

    def _of(self, recipient: Recipient) -> dict[str, object]:
        return {
            **self._tenant,
            "kind": recipient.kind,
            "recipient_id": recipient.id,
        }

    def _enter(self, tenant_id: UUID) -> None:
        """From here on this tenant's rows only."""
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql(
                "SELECT set_config('lueckenlos.tenant', %(tenant)s, true)",
                {"tenant": str(tenant_id)},
            )
        self._connection.execution_options(**{TENANT: tenant_id})
        self._tenant["tenant_id"] = tenant_id


@contextmanager
def looking_up(store: Store) -> Iterator[Lookup]:
    """One read-only transaction for one request.

    Raises
    ------
    StorageFault, Busy
        If the database cannot answer.
    """
    with refusals_told(), store.engine.connect() as connection:
        connection.execution_options(**{READ_ONLY: True, "postgresql_readonly": True})
        connection.begin()
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        yield Lookup(connection)
