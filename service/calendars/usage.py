"""When a subscription was last used: one write per day, beside the answering.

The reader never waits for it. Uses are collected in memory and written a little later
by a thread of their own; a crash loses at most the dates of a minute, and the next
request brings them back.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, Timer
from uuid import UUID

import structlog
from sqlalchemy import or_, update

from service.db.store import Store
from service.db.tables.feeds import FeedSubscription
from service.errors import Busy, StorageFault

WRITE_AFTER_SECONDS = 30.0
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Use:
    """A subscription was used on a day on which it had not been used before."""

    tenant_id: UUID
    subscription_id: UUID
    day: date


@dataclass(slots=True)
class UsageLog:
    """Collects uses of one process and writes them in portions."""

    store: Store
    seconds: float = WRITE_AFTER_SECONDS
    _pending: set[Use] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _timer: Timer | None = None

    def note(self, use: Use | None) -> None:
        """Remember a use; writes nothing itself."""
        if use is None or use in self._pending:
            return
        with self._lock:
            self._pending.add(use)
            if self._timer is None:
                self._timer = Timer(self.seconds, self.write)
                self._timer.daemon = True
                self._timer.start()

    def write(self) -> None:
        """Store what was collected; while the database cannot, it is tried again.

        Anything else that goes wrong is logged and the dates are dropped: the next
        request of each subscription brings its date back.
        """
        with self._lock:
            uses, self._pending, self._timer = self._pending, set(), None
        by_tenant: dict[UUID, list[Use]] = defaultdict(list)
        for use in uses:
            by_tenant[use.tenant_id].append(use)
        for tenant_id, own in by_tenant.items():
            try:
                self._store(tenant_id, own)
            except (Busy, StorageFault) as error:
                log.warning("feed_uses_wait", tenant=str(tenant_id), reason=str(error))
                for use in own:
                    self.note(use)
            except Exception:  # top of a thread: nobody else would tell
                log.exception("feed_uses_lost", tenant=str(tenant_id))

    def _store(self, tenant_id: UUID, uses: list[Use]) -> None:
        """One transaction per tenant; a date never goes back."""
        with self.store.write(tenant_id) as session:
            for day in {use.day for use in uses}:
                used = [use.subscription_id for use in uses if use.day == day]
                session.execute(
                    update(FeedSubscription)
                    .where(
                        FeedSubscription.id.in_(used),
                        or_(
                            FeedSubscription.last_used_on.is_(None),
                            FeedSubscription.last_used_on < day,
                        ),
                    )
                    .values(last_used_on=day)
                    .execution_options(synchronize_session=False)
                )
