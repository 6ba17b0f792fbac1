"""A process killed at any statement of publishing leaves all of it, or nothing."""

import pytest
from sqlalchemy import func, select

from service.db.tables.publications import Assignment, Publication
from service.domain.kinds import AssignmentState
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.withdraw_publication import withdraw_publication
from tests.faults import kill_at_every_point
from tests.service.planning.run import propose, publish


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_kill_during_publish(any_store, any_town, any_url, clock):
    town = any_town
    proposal = propose(any_store, town.actor)
    any_store.engine.dispose()

    def is_done(store):
        with store.read(town.tenant_id) as session:
            live = Assignment.state == AssignmentState.PUBLISHED
            return session.scalar(select(func.count()).where(live)) == 4

    report = kill_at_every_point(
        any_url,
        lambda store: publish_proposal(store, town.actor, proposal),
        is_done,
        clock=clock,
    )
    assert report.old >= 5
    assert report.points > 40


@pytest.mark.slow
def test_a_kill_during_withdraw(store, town, sqlite_url, clock):
    published = publish(store, town.actor)
    store.engine.dispose()

    def is_done(store):
        with store.read(town.tenant_id) as session:
            return session.scalars(select(Publication.withdrawn_at)).one() is not None

    report = kill_at_every_point(
        sqlite_url,
        lambda store: withdraw_publication(store, town.actor, published.publication_id),
        is_done,
        clock=clock,
    )
    assert report.old > 10
    assert report.new == 1
