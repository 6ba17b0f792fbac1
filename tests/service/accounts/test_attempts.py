"""Failed sign-ins are counted for all web processes together."""

import pytest
from sqlalchemy import func, select

from service.accounts.attempts import Limit, limited
from service.db.engine import make_engine
from service.db.store import Store
from service.db.tables.accounts import FailedAttempt
from service.errors import SignInRequired, TooManyAttempts
from service.jobs.tidy import tidy_accounts

HERE = Limit("from 192.0.2.1", 3)
THERE = Limit("from 192.0.2.2", 3)


def fail(store, *limits):
    with pytest.raises(SignInRequired), limited(store, limits):
        raise SignInRequired


def stored(store):
    with store.system_read() as session:
        return session.scalar(select(func.count()).select_from(FailedAttempt))


def test_two_processes_count_together(any_store, any_url):
    other = Store(make_engine(any_url), any_store.clock)
    for store in (any_store, other, any_store):
        fail(store, HERE)
    for store in (any_store, other):
        with pytest.raises(TooManyAttempts) as refused, limited(store, [HERE]):
            pytest.fail("was let in")
        assert refused.value.retry_seconds == 61
        fail(store, THERE)
    other.engine.dispose()


def test_what_succeeds_writes_nothing(store):
    for _ in range(5):
        with limited(store, [HERE]):
            pass
    assert stored(store) == 0
    fail(store, HERE)
    fail(store, HERE)
    with limited(store, [HERE]):
        pass
    assert stored(store) == 2


def test_whoever_is_slowed_down_waits_from_the_failure_that_counts(store, clock):
    for _ in range(3):
        fail(store, HERE)
        clock.advance(seconds=10)
    with pytest.raises(TooManyAttempts) as refused, limited(store, [HERE]):
        pass
    assert refused.value.retry_seconds == 31
    clock.advance(seconds=29)
    with pytest.raises(TooManyAttempts), limited(store, [HERE]):
        pass
    clock.advance(seconds=1)
    fail(store, HERE)
    with pytest.raises(TooManyAttempts) as refused, limited(store, [HERE]):
        pass
    assert refused.value.retry_seconds == 11


def test_each_limit_counts_for_itself(store):
    account = Limit("as mia@herne.example", 2)
    fail(store, HERE, account)
    fail(store, THERE, account)
    with pytest.raises(TooManyAttempts), limited(store, [HERE, account]):
        pass
    fail(store, HERE)


def test_other_faults_are_no_attempts(store):
    with pytest.raises(ValueError, match="x"), limited(store, [HERE]):
        raise ValueError("x")
    assert stored(store) == 0


def test_neither_address_nor_account_is_stored_and_nothing_for_long(store, clock):
    fail(store, HERE, Limit("as mia@herne.example", 9))
    with store.system_read() as session:
        for row in session.scalars(select(FailedAttempt)):
            assert b"192" not in row.key_digest
            assert b"mia" not in row.key_digest
            assert len(row.key_digest) == 32
    clock.advance(seconds=60)
    fail(store, THERE)
    assert stored(store) == 1
    clock.advance(seconds=60)
    tidy_accounts(store)
    assert stored(store) == 0
