"""Ten thousand times two processes want the same child, and one of them gets it.

Ten thousand rounds for the hours of a child, half of them on each database, and a tenth
of that for each other prize: 13,000 in all. ``LUECKENLOS_RACE_ROUNDS`` sets the first
number; 100000 gives every prize ten thousand. A round costs both racers about 5 ms of
CPU time.

Both look first and then write, at the same moment; every other round as a use case
would (through the store), every other one without its locks, so that it is the
database that decides. What was acknowledged must be there, and only once.
"""

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from service.db.engine import make_engine
from service.db.faults import translated
from service.db.store import Store
from service.db.tables.jobs import Job
from service.db.tables.publications import Assignment, PublicationDay
from service.domain.kinds import JobKind, JobState
from service.errors import Busy, Conflict
from service.jobs.table import claim
from tests.clock import FixedClock
from tests.service.db.assignments import DAY, Scene, make_scene

FORK = multiprocessing.get_context("fork")
MOST_ROUNDS = int(os.environ.get("LUECKENLOS_RACE_ROUNDS", "10000")) // 2
"""Rounds for the hours of a child, on each database."""

ROUNDS = max(MOST_ROUNDS // 10, 1)
"""Rounds for each other prize, on each database."""

PATIENCE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Prize:
    """One row two writers want, and how each sees whether it is taken."""

    table: Table
    row: dict
    same: tuple[str, ...]

    def take(self, connection: Connection) -> None:
        """Look, then write: what a careless program would do."""
        taken = select(func.count()).where(
            *(self.table.c[name] == self.row[name] for name in self.same)
        )
        if connection.scalar(taken):
            raise Conflict("vergeben")
        connection.execute(insert(self.table), self.row)


def child(scene: Scene, number: int, racer: int) -> Prize:
    """The same hours of a child, for two persons."""
    row = scene.row(
        day=DAY + timedelta(days=number), piece=racer, person_id=scene.persons[racer]
    )
    return Prize(Assignment.__table__, row, ("tenant_id", "child_id", "day"))


def person(scene: Scene, number: int, racer: int) -> Prize:
    """The same hours of a person, in two places."""
    row = scene.row(
        day=DAY + timedelta(days=number),
        child_id=scene.children[racer],
        place_id=scene.places[racer],
        person_id=scene.persons[2],
    )
    return Prize(Assignment.__table__, row, ("tenant_id", "person_id", "day"))


def day(scene: Scene, number: int, _racer: int) -> Prize:
    """A day to publish; stored with the row's own id to tell who won."""
    row = {
        "tenant_id": scene.tenant_id,
        "day": DAY + timedelta(days=number),
        "publication_id": scene.publication_id,
    }
    return Prize(PublicationDay.__table__, row, ("tenant_id", "day"))


def race(
    url: str, attempt: Callable[[Store, int, int], bool], rounds: int
) -> list[tuple[int, ...]]:
    """Let two processes try each round at the same moment; who won which rounds."""
    barrier = FORK.Barrier(2)
    lines = [FORK.Pipe(duplex=False) for _ in range(2)]
    racers = [
        FORK.Process(
            target=_run, args=(url, attempt, rounds, racer, barrier, lines[racer][1])
        )
        for racer in range(2)
    ]
    for racer in racers:
        racer.start()
    for line in lines:
        line[1].close()  # so that a racer that dies is heard of
    won = [line[0].recv() for line in lines]
    for racer in racers:
        racer.join()
    return won


def _run(url, attempt, rounds, racer, barrier: Barrier, line) -> None:
    """One racer, in its own process."""
    engine = make_engine(url)
    store = Store(engine, FixedClock())
    won = []
    for number in range(rounds):
        barrier.wait(timeout=PATIENCE_SECONDS)
        try:
            if attempt(store, number, racer):
                won.append(number)
        except (Conflict, Busy):
            continue
        except BaseException:
            barrier.abort()
            raise
    engine.dispose()
    line.send(tuple(won))


def attempt_on(prize_of: Callable[[Scene, int, int], Prize], scene: Scene):
    """An attempt to take a prize: with the store's locks, or without."""

    def attempt(store: Store, number: int, racer: int) -> bool:
        prize = prize_of(scene, number, racer)
        if number % 2:
            with store.write(scene.tenant_id) as session:
                prize.take(session.connection())
        else:
            take_without_locks(store, prize)
        return True

    return attempt


def take_without_locks(store: Store, prize: Prize) -> None:
    """As anybody with the address of the database could."""
    try:
        with store.engine.begin() as connection:
            prize.take(connection)
    except DBAPIError as refused:
        raise translated(refused) or refused from refused


def require_one_winner(won: list[tuple[int, ...]], rounds: int) -> None:
    """Every round was won, by one."""
    wins = Counter(won[0] + won[1])
    assert set(wins.values()) == {1}
    assert len(wins) == rounds
    assert min(map(len, won)) > 0, "one of the two never won: that was no race"


@pytest.mark.slow
@pytest.mark.timeout(900)  # a loaded machine lets each round wait
@pytest.mark.parametrize(
    ("prize_of", "rounds"),
    [
        pytest.param(child, MOST_ROUNDS, id="child"),
        pytest.param(person, ROUNDS, id="person"),
        pytest.param(day, ROUNDS, id="day"),
    ],
)
def test_of_two_writers_one_gets_it(any_url, prize_of, rounds):
    engine = make_engine(any_url)
    scene = make_scene(engine)
    engine.dispose()
    won = race(any_url, attempt_on(prize_of, scene), rounds)
    require_one_winner(won, rounds)
    with engine.connect() as connection:
        table = prize_of(scene, 0, 0).table
        assert connection.scalar(select(func.count()).select_from(table)) == rounds
        if table is Assignment.__table__:
            stored = {
                ((row.day - DAY).days, row.piece or row.child_id)
                for row in connection.execute(select(table))
            }
            acknowledged = {
                (number, prize.row["piece"] or prize.row["child_id"])
                for racer in range(2)
                for number in won[racer]
                for prize in [prize_of(scene, number, racer)]
            }
            assert stored == acknowledged
    engine.dispose()


@pytest.mark.server
def test_without_the_constraint_both_would_get_it(postgres_url):
    """The race is a race: it shows the fault that the constraint prevents."""
    engine = make_engine(postgres_url)
    scene = make_scene(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            'ALTER TABLE assignment DROP CONSTRAINT "child-twice"'
        )
    engine.dispose()

    def attempt(store: Store, number: int, racer: int) -> bool:
        take_without_locks(store, child(scene, number, racer))
        return True

    won = race(postgres_url, attempt, 200)
    assert set(won[0]) & set(won[1])
    engine.dispose()


@pytest.mark.slow
@pytest.mark.timeout(200)  # a loaded machine lets each round wait
def test_of_two_workers_one_gets_the_job(any_url):
    engine = make_engine(any_url)
    now = datetime(2026, 11, 2, 5, tzinfo=UTC)
    ids: list[UUID] = [uuid4() for _ in range(ROUNDS)]
    jobs = Job.__table__
    blank = {
        "kind": JobKind.PROPOSE,
        "payload": {},
        "state": JobState.QUEUED,
        "created_at": now,
        "run_after": now,
    }
    with engine.begin() as connection:
        connection.execute(insert(jobs), [blank | {"id": job_id} for job_id in ids])
    engine.dispose()

    def attempt(store: Store, number: int, racer: int) -> bool:
        return claim(store, ids[number], f"worker {racer}") is not None

    won = race(any_url, attempt, len(ids))
    require_one_winner(won, len(ids))
    with engine.connect() as connection:
        rows = connection.execute(select(jobs.c.id, jobs.c.claimed_by, jobs.c.attempts))
        claimed = {row.id: (row.claimed_by, row.attempts) for row in rows}
    assert claimed == {
        ids[number]: (f"worker {racer}", 1)
        for racer in range(2)
        for number in won[racer]
    }
    engine.dispose()
