"""Weeks to measure: a flu week in the product's own towns, read from a database."""

import gc
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.domain.actor import system_actor
from service.snapshot import take_snapshot
from service.towns.flu import SickCall, flu_morning
from service.towns.make import make_town
from service.towns.workbook import town_sheets
from service.use_cases.store_import import store_sheets
from solver.profile import RuleProfile
from solver.substitution.problem import Problem
from tests.clock import FixedClock
from tests.tenants import make_tenant

WORKING_DAYS = 5


@dataclass(frozen=True)
class Week:
    """A problem with the rules it is planned by.

    ``snapshot_seconds`` is what reading it from a database took, wall and CPU;
    ``None`` and 0 if it was made in memory.
    """

    problem: Problem
    profile: RuleProfile
    snapshot_seconds: float | None = None
    snapshot_cpu_seconds: float = 0.0


@contextmanager
def fresh_store() -> Iterator[Store]:
    """A migrated SQLite file that is gone afterwards; the clock says Monday, 6:10."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'benchmark.sqlite'}")
        upgrade(engine)
        try:
            yield Store(engine, FixedClock())
        finally:
            engine.dispose()


def stored_week(
    store: Store, childminders: int, absent: int, seed: int, *, days: int = 7
) -> Week:
    """Import a town and its sick calls as a tenant of its own, then read the days.

    A store takes each size and seed once. For two weeks the calls last twice as many
    working days as the town's own of one morning, which all end in the first week.

    Only the reading is timed; the rules are those of North Rhine-Westphalia.
    """
    weeks = -(-days // 7)
    tenant_id, monday = imported(store, childminders, absent, seed, weeks=weeks)
    return read_week(store, tenant_id, monday, monday + timedelta(days=days - 1))


def imported(
    store: Store, childminders: int, absent: int, seed: int, *, weeks: int = 1
) -> tuple[UUID, date]:
    """A town and its sick calls as a tenant of its own: its id and the Monday."""
    town = make_town(childminders, seed, "NW")
    # The name is the salt of the codes: the same town, the same problem.
    tenant = make_tenant(store, f"{childminders} Personen, Startwert {seed}")
    calls = flu_morning(town, absent, seed)
    if weeks > 1:
        calls = tuple(_longer(town.monday, call, weeks) for call in calls)
    sheets = town_sheets(town, calls)
    store_sheets(store, system_actor(tenant.id), sheets, "benchmark.xlsx")
    return tenant.id, town.monday


def _longer(monday: date, call: SickCall, weeks: int) -> SickCall:
    """A call that lasts so many times the working days."""
    known = call.last_day or _working_day_before(call.expected_return)
    worked = weeks * ((known - monday).days + 1)
    last = monday + timedelta(days=worked - 1 + 2 * ((worked - 1) // WORKING_DAYS))
    if call.last_day is None:
        back = last + timedelta(days=3 if last.weekday() == WORKING_DAYS - 1 else 1)
        return replace(call, expected_return=back)
    return replace(call, last_day=last)


def _working_day_before(day: date | None) -> date:
    assert day is not None
    return day - timedelta(days=3 if day.weekday() == 0 else 1)


def read_week(store: Store, tenant_id: UUID, first_day: date, last_day: date) -> Week:
    """The days as a problem; the reading is timed."""
    gc.collect()  # the import's leavings: planning runs in a process of its own
    began, cpu_began = time.perf_counter(), time.process_time()
    with store.read(tenant_id) as session:
        snapshot = take_snapshot(
            session, first_day=first_day, last_day=last_day, now=store.clock.now()
        )
    return Week(
        snapshot.problem,
        snapshot.rules.profile,
        time.perf_counter() - began,
        time.process_time() - cpu_began,
    )
