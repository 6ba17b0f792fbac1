"""From a sick call to the calendars, through the use cases that people use."""

from uuid import UUID

import pytest

from service.db.store import Store
from service.db.tables.children import Guardian, Guardianship
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.domain.kinds import FeedKind
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.report_absence import ReportAbsence, report_absence
from service.use_cases.serve_feed import serve_feed
from service.use_cases.subscribe_feed import subscribe_feed
from service.use_cases.withdraw_publication import withdraw_publication
from tests.service.calendars.reading import Calendar, read
from tests.service.planning.build import MONDAY, TUESDAY, Builder, a_tandem_town, built
from tests.service.planning.run import propose


@pytest.mark.slow
def test_what_is_published_is_read_at_once_and_taken_back(
    store: Store, tenant: Tenant
) -> None:
    actor = system_actor(tenant.id)

    def town(build: Builder):
        anna, birte, kids = a_tandem_town(build)
        guardian = Guardian(code="E-1")
        build.session.add(guardian)
        build.session.flush()
        build.session.add(Guardianship(guardian_id=guardian.id, child_id=kids[0].id))
        return anna.id, birte.id, guardian.id

    anna, birte, guardian = built(store, tenant, town)
    paths = {
        recipient: _subscribed(store, actor, kind, recipient)
        for kind, recipient in (
            (FeedKind.PERSON, anna),
            (FeedKind.PERSON, birte),
            (FeedKind.GUARDIAN, guardian),
            (FeedKind.AREA, tenant.id),
        )
    }
    report_absence(store, actor, ReportAbsence(anna, MONDAY, TUESDAY))
    assert [one.text("SUMMARY") for one in _feed(store, paths[anna]).events] == [
        "Abwesend"
    ]
    proposal = propose(store, actor, MONDAY, TUESDAY)
    assert _feed(store, paths[birte]).events == []
    published = publish_proposal(store, actor, proposal)
    by_day = {recipient: _feed(store, path) for recipient, path in paths.items()}
    for recipient in (birte, guardian, tenant.id):
        assert len(by_day[recipient].shown()) == 2, recipient
    withdraw_publication(store, actor, published.publication_id)
    for recipient in (birte, guardian, tenant.id):
        left = _feed(store, paths[recipient])
        assert [one.raw("STATUS") for one in left.events] == ["CANCELLED"] * 2
    publish_proposal(store, actor, propose(store, actor, MONDAY, TUESDAY))
    for recipient in (birte, guardian, tenant.id):
        again = _feed(store, paths[recipient])
        assert again.by_uid().keys() == by_day[recipient].by_uid().keys()
        assert {one.raw("SEQUENCE") for one in again.shown()} == {"2"}


def _subscribed(store: Store, actor, kind: FeedKind, recipient: UUID) -> str:
    return subscribe_feed(store, actor, kind, recipient, "Handy")[1]


def _feed(store: Store, path: str) -> Calendar:
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    return read(serve_feed(store, secret, lambda *_: False).body)
