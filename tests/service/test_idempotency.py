"""What is kept of a request that may come twice: its answer, for two days."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.db.tables.accounts import User
from service.db.tables.jobs import IdempotencyKey
from service.errors import Conflict, InvalidInput
from service.idempotency import (
    ABANDONED_AFTER,
    KEEP,
    Claim,
    StoredAnswer,
    give_back,
    keep_answer,
    take,
    working_under,
)

DIGEST = sha256(b"POST /api/v1/contacts\n{}").hexdigest()
BODY = '{"id": "…", "note": "ä\\u0000"}'.encode() + bytes(range(256))
ANSWER = StoredAnswer(201, {"Location": "/api/v1/contacts/1", "ETag": '"1"'}, BODY)


@pytest.fixture
def claim(any_store) -> Claim:
    return Claim(an_account(any_store), None, "k-1", DIGEST)


def an_account(store):
    user = User(
        id=uuid4(),
        email=f"{uuid4()}@herne.example",
        display_name="Mia Muster",
        password_hash="x",  # noqa: S106 -- no password has this hash
        created_at=store.clock.now(),
    )
    with store.system_write() as session:
        session.add(user)
    return user.id


def rows(store) -> list[IdempotencyKey]:
    with store.system_read() as session:
        return list(session.scalars(select(IdempotencyKey)))


def test_what_is_kept_is_whose_which_request_and_its_answer(any_store, claim) -> None:
    assert take(any_store, claim) is None
    keep_answer(any_store, claim, ANSWER)
    (row,) = rows(any_store)
    kept = {
        column.key: getattr(row, column.key) for column in IdempotencyKey.__table__.c
    }
    assert kept == {
        "user_id": claim.user_id,
        "key": "k-1",
        "tenant_id": None,
        "request_digest": DIGEST,
        "status": 201,
        "headers": dict(ANSWER.headers),
        "body": BODY,
        "created_at": any_store.clock.now(),
    }


def test_the_same_request_gets_the_same_bytes_every_time(any_store, claim) -> None:
    take(any_store, claim)
    keep_answer(any_store, claim, ANSWER)
    assert [take(any_store, claim) for _ in range(2)] == [ANSWER, ANSWER]
    give_back(any_store, claim)  # too late: what was answered stays answered
    assert take(any_store, claim) == ANSWER


def test_another_request_under_the_key_is_refused_and_changes_nothing(
    any_store, claim
) -> None:
    take(any_store, claim)
    other = replace(claim, request_digest=sha256(b"other").hexdigest())
    with pytest.raises(InvalidInput) as before:
        take(any_store, other)
    keep_answer(any_store, claim, ANSWER)
    with pytest.raises(InvalidInput) as refused:
        take(any_store, other)
    for told in (before, refused):
        assert told.value.faults[0].code == "key-reused"
    assert take(any_store, claim) == ANSWER


def test_the_key_of_somebody_else_is_another_key(any_store, claim) -> None:
    take(any_store, claim)
    keep_answer(any_store, claim, ANSWER)
    other = replace(claim, user_id=an_account(any_store), request_digest="0" * 64)
    assert take(any_store, other) is None
    assert take(any_store, claim) == ANSWER


def test_of_many_at_once_one_may_begin(any_store, claim) -> None:
    for number in range(10):
        asked, barrier = replace(claim, key=f"k-{number}"), Barrier(4)

        def once(_, asked=asked, barrier=barrier):
            barrier.wait()
            try:
                return take(any_store, asked)
            except Conflict as refused:
                return refused

        with ThreadPoolExecutor(4) as pool:
            ends = list(pool.map(once, range(4)))
        assert ends.count(None) == 1
        assert sum(isinstance(end, Conflict) for end in ends) == 3
    assert len(rows(any_store)) == 10


def test_a_key_given_back_is_free_at_once(any_store, claim) -> None:
    take(any_store, claim)
    give_back(any_store, claim)
    assert rows(any_store) == []
    assert take(any_store, replace(claim, request_digest="0" * 64)) is None


def test_an_answer_is_forgotten_exactly_when_its_time_is_over(
    any_store, claim, clock
) -> None:
    take(any_store, claim)
    keep_answer(any_store, claim, ANSWER)
    clock.advance(seconds=(KEEP - timedelta(seconds=1)).total_seconds())
    assert take(any_store, claim) == ANSWER
    clock.advance(seconds=1)
    assert take(any_store, claim) is None
    (row,) = rows(any_store)
    assert (row.status, row.body) == (None, None)


def test_work_that_stored_nothing_is_taken_over_after_a_while(
    any_store, claim, clock
) -> None:
    take(any_store, claim)
    clock.advance(seconds=(ABANDONED_AFTER - timedelta(seconds=1)).total_seconds())
    with pytest.raises(Conflict, match="gerade bearbeitet"):
        take(any_store, claim)
    clock.advance(seconds=1)
    assert take(any_store, claim) is None
    with pytest.raises(Conflict, match="gerade bearbeitet"):
        take(any_store, claim)


def test_work_that_stored_something_is_never_done_again(
    any_store, claim, clock
) -> None:
    take(any_store, claim)
    with working_under(claim):
        an_account(any_store)
    give_back(any_store, claim)  # as after a fault between storing and answering
    clock.advance(seconds=ABANDONED_AFTER.total_seconds())
    with pytest.raises(Conflict, match="wurde ausgeführt"):
        take(any_store, claim)


def test_work_that_only_read_leaves_the_key_free(any_store, claim) -> None:
    take(any_store, claim)
    with working_under(claim):
        rows(any_store)
    give_back(any_store, claim)
    assert take(any_store, claim) is None
