"""What is forgotten when, exactly at its limit; and days that have passed."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from service.db.store import tenant_of
from service.db.tables.accounts import User, UserSession
from service.db.tables.audit import AuditDetail, AuditEvent
from service.db.tables.feeds import FeedEvent
from service.db.tables.imports import ImportRun
from service.db.tables.jobs import IdempotencyKey
from service.db.tables.planning import Proposal, ProposalItem, PseudonymKey
from service.db.tables.publications import Assignment
from service.doctor import doctor
from service.domain.actor import system_actor
from service.domain.answers import Answer
from service.domain.kinds import AssignmentState, FeedKind
from service.errors import Conflict, NotFound
from service.jobs import tidy as tidying
from service.jobs.limits import JobLimits
from service.jobs.periodic import run_due
from service.jobs.schedule import periodic_tasks
from service.jobs.tidy import tidy
from service.settings import Settings
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from service.use_cases.audit_proposal import audit_proposal, derive_again
from service.use_cases.check_import import check_import
from service.use_cases.store_import import store_checked_import
from service.use_cases.subscribe_feed import subscribe_feed
from tests.service.explaining.wired import audited_by_wire
from tests.service.imports.build import PEOPLE, SMALL, workbook
from tests.service.planning.run import propose, publish
from tests.service.use_cases.conftest import make_town
from tests.tenants import make_tenant

DAYS = 10
TICK = timedelta(microseconds=1)


@pytest.fixture
def any_town(any_store, any_tenant):
    yield make_town(any_store, any_tenant)
    assert doctor(any_store) == ()


@pytest.fixture
def town(store, tenant):
    yield make_town(store, tenant)
    assert doctor(store) == ()


def entries(store, tenant_id):
    """Counts of the trail's entries about tidying."""
    with store.read(tenant_id) as session:
        return list(
            session.scalars(
                select(AuditDetail.detail)
                .join(AuditEvent, AuditEvent.id == AuditDetail.event_id)
                .where(AuditEvent.action == "tidy")
                .order_by(AuditEvent.number)
            )
        )


def rows(store, tenant_id, table):
    with store.read(tenant_id) as session:
        return session.scalars(select(table)).all()


def test_problems_and_keys_go_exactly_after_their_time(any_store, clock, any_town):
    home, actor = any_town.tenant_id, any_town.actor
    proposal_id = propose(any_store, actor)
    items = len(rows(any_store, home, ProposalItem))
    clock.advance(days=DAYS)
    clock.set(clock.now() - TICK)
    tidy(any_store, DAYS)
    assert derive_again(any_store, actor, proposal_id, audited_by_wire).accepted
    assert len(rows(any_store, home, PseudonymKey)) == 1
    clock.set(clock.now() + TICK)
    tidy(any_store, DAYS)
    tidy(any_store, DAYS)
    assert rows(any_store, home, PseudonymKey) == []
    assert rows(any_store, home, Proposal)[0].problem is None
    assert len(rows(any_store, home, ProposalItem)) == items > 0
    with pytest.raises(Conflict, match="nach Ablauf der Frist gelöscht"):
        derive_again(any_store, actor, proposal_id, audited_by_wire)
    assert not audit_proposal(any_store, actor, proposal_id).publishable
    (entry,) = entries(any_store, home)
    assert (entry["problems"], entry["pseudonym_keys"]) == (1, 1)


def test_the_setting_says_how_long(store, clock, town):
    propose(store, town.actor)
    limits = JobLimits.from_settings(Settings(problem_retention_days=3))
    tasks = periodic_tasks(store, {}, limits, lambda _: None)
    run_due(store, tasks)
    clock.advance(days=2)
    run_due(store, tasks)
    assert len(rows(store, town.tenant_id, PseudonymKey)) == 1
    clock.advance(days=1)
    run_due(store, tasks)
    assert rows(store, town.tenant_id, PseudonymKey) == []


def test_a_checked_file_waits_a_day_and_no_longer(any_store, clock, any_tenant):
    actor = system_actor(any_tenant.id)
    kept = check_import(any_store, actor, workbook(SMALL), "x.xlsx", keep=True)
    clock.advance(days=1)
    clock.set(clock.now() - TICK)
    tidy(any_store, DAYS)
    assert rows(any_store, any_tenant.id, ImportRun)[0].source is not None
    clock.set(clock.now() + TICK)
    tidy(any_store, DAYS)
    assert rows(any_store, any_tenant.id, ImportRun)[0].source is None
    with pytest.raises(NotFound):
        store_checked_import(any_store, actor, kept.run_id)


def test_faults_lose_their_cells_and_keep_their_places(any_store, clock, any_tenant):
    wrong = {**SMALL, "Personen": (*PEOPLE, ("T-3", "Mohnhagen", "A", "B", "R-1"))}
    check_import(
        any_store, system_actor(any_tenant.id), workbook(wrong), "x.xlsx", keep=True
    )
    (before,) = rows(any_store, any_tenant.id, ImportRun)
    clock.advance(days=30)
    clock.set(clock.now() - TICK)
    tidy(any_store, DAYS)
    (still,) = rows(any_store, any_tenant.id, ImportRun)
    assert still.faults == before.faults
    assert "Mohnhagen" in repr(still.faults)
    clock.set(clock.now() + TICK)
    tidy(any_store, DAYS)
    tidy(any_store, DAYS)
    (after,) = rows(any_store, any_tenant.id, ImportRun)
    assert "Mohnhagen" not in repr([fault["value"] for fault in after.faults])
    assert after.faults == [{**fault, "value": ""} for fault in before.faults]
    (entry,) = entries(any_store, any_tenant.id)
    assert entry["imports_with_values"] == 1


def test_answers_and_ended_sessions_go(any_store, clock):
    now, week = clock.now(), timedelta(days=7)
    month = timedelta(days=30)
    user = uuid4()
    with any_store.system_write() as session:
        session.add(
            User(
                id=user,
                email="a@example.org",
                display_name="A",
                password_hash="",
                created_at=now,
            )
        )
        session.flush()
        for name, age in (("old", timedelta(days=2)), ("new", timedelta(days=1))):
            session.add(
                IdempotencyKey(
                    user_id=user,
                    key=name,
                    request_digest="0" * 64,
                    created_at=now - age,
                )
            )
        for number, (expires, revoked) in enumerate(
            (
                (now - month, None),
                (now - month + TICK, None),
                (now + week, now - month),
                (now + week, now - week),
                (now + week, None),
            )
        ):
            session.add(
                UserSession(
                    token_hash=bytes([number]) * 32,
                    user_id=user,
                    created_at=now,
                    last_seen_at=now,
                    expires_at=expires,
                    revoked_at=revoked,
                )
            )
    tidy(any_store, DAYS)
    with any_store.system_read() as session:
        assert session.scalars(select(IdempotencyKey.key)).all() == ["new"]
        left = session.scalars(select(UserSession.token_hash)).all()
    assert sorted(hashed[0] for hashed in left) == [1, 3, 4]


def test_a_day_is_closed_when_it_has_passed_where_the_tenant_is(
    any_store, clock, any_town
):
    home, actor = any_town.tenant_id, any_town.actor
    publish(any_store, actor)
    for kind, whose in ((FeedKind.PERSON, any_town.birte), (FeedKind.AREA, home)):
        subscribe_feed(any_store, system_actor(home), kind, whose, "Handy")
    first, *_ = rows(any_store, home, Assignment)
    answer_assignment(any_store, actor, AnswerAssignment(first.id, Answer.ACCEPT))
    before = rows(any_store, home, Assignment)
    events = {
        row.id: (row.sequence, row.body) for row in rows(any_store, home, FeedEvent)
    }
    clock.set(datetime(2026, 11, 2, 22, 59, tzinfo=UTC))  # 23:59 in Berlin
    tidy(any_store, DAYS)
    assert {row.version for row in rows(any_store, home, Assignment)} == {
        row.version for row in before
    }
    clock.set(datetime(2026, 11, 2, 23, 0, tzinfo=UTC))
    tidy(any_store, DAYS)
    after = {row.id: row for row in rows(any_store, home, Assignment)}
    today = datetime(2026, 11, 3, tzinfo=UTC).date()
    for row in before:
        now = after[row.id]
        passed = row.day < today
        assert now.state is (AssignmentState.DONE if passed else row.state)
        assert now.version == row.version + passed
        assert now.sequence == row.sequence
        unanswered = passed and row.id != first.id
        assert (now.closed_unanswered_at is not None) == unanswered
    assert {row.day < today for row in before} == {True, False}
    assert events
    assert events == {
        row.id: (row.sequence, row.body) for row in rows(any_store, home, FeedEvent)
    }


def test_a_fault_in_one_tenant_keeps_no_other_waiting(store, clock, town, monkeypatch):
    other = min(make_tenant(store, f"Stadt {n}").id for n in range(8))
    propose(store, town.actor)
    clock.advance(days=DAYS)
    forget = tidying._forget_problems

    def fault(session, before):
        if tenant_of(session) == other:
            raise ZeroDivisionError
        return forget(session, before)

    monkeypatch.setattr(tidying, "_forget_problems", fault)
    with capture_logs() as logs:
        tidy(store, DAYS)
    assert [entry["event"] for entry in logs] == ["tidying_failed"]
    assert rows(store, town.tenant_id, PseudonymKey) == []
