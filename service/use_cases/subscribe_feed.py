"""A calendar feed gets a secret address."""

from collections.abc import Sequence
from uuid import UUID

from service.access import Action, require
from service.calendars.addresses import path_of
from service.calendars.entitlement import holder_for
from service.calendars.local_time import local_date
from service.calendars.recipients import Recipient
from service.calendars.refresh import refresh_recipients, zone_of
from service.calendars.subscriptions import (
    SubscriptionView,
    add_subscription,
    view_of,
)
from service.calendars.text import clean_line
from service.db.audit_trail import record
from service.db.store import Store
from service.domain.actor import Actor
from service.domain.kinds import FeedKind
from service.errors import InputFault, InvalidInput

MAX_LABEL_CHARACTERS = 100


def subscribe_feed(
    store: Store, actor: Actor, kind: FeedKind, recipient_id: UUID, label: str
) -> tuple[SubscriptionView, str]:
    """The feed can be read at the address from now on.

    Parameters
    ----------
    kind, recipient_id
        Whose calendar: a person, place, guardian or area; the tenant's own id with
        ``FeedKind.AREA`` stands for all of it.
    label
        By which its holder tells it from others ("Handy").

    Returns
    -------
    The subscription, and the path with the secret, which is stored nowhere.

    Raises
    ------
    NotPermitted
        If the actor may not subscribe at all.
    NotFound
        If the recipient is not there, or not for this actor.
    InvalidInput
        If the label is empty or too long.
    """
    [made] = subscribe_feeds(store, actor, [Recipient(kind, recipient_id)], label)
    return made


def subscribe_feeds(
    store: Store, actor: Actor, recipients: Sequence[Recipient], label: str
) -> list[tuple[SubscriptionView, str]]:
    """Subscribe for several at once, all or none, in their order.

    What stands is read once for all of them. Errors as in ``subscribe_feed``.
    """
    require(actor, Action.SUBSCRIBE)
    shown = clean_line(label)
    if not 0 < len(shown) <= MAX_LABEL_CHARACTERS:
        raise _bad_label()
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        today = local_date(now, zone_of(session))
        made = []
        for recipient in recipients:
            user_id = holder_for(session, actor, recipient, today)
            made.append(add_subscription(session, recipient, user_id, shown, now))
        refresh_recipients(session, set(recipients), now)
        for recipient, (subscription, _secret) in zip(recipients, made, strict=True):
            record(
                session,
                actor=actor,
                action="subscribe_feed",
                subject_kind="feed_subscription",
                subject_id=subscription.id,
                detail={
                    "kind": recipient.kind.value,
                    "recipient_id": str(recipient.id),
                },
                at=now,
            )
        return [(view_of(row), path_of(secret)) for row, secret in made]


def _bad_label() -> InvalidInput:
    detail = f"Erwartet wird eine Bezeichnung mit 1 bis {MAX_LABEL_CHARACTERS} Zeichen."
    return InvalidInput(detail, [InputFault("/label", detail, "label-length")])
