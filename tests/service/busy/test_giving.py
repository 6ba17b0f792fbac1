"""Giving, replacing, listing and removing a calendar: by whom, and what stays of it."""

import logging
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from service.busy.owners import BusyOwner, OwnerKind
from service.busy.reading import read_calendar
from service.busy.spans import BusySpan, Horizon
from service.busy.stored import stored_busy_times
from service.db.store import Store
from service.db.tables.audit import AuditEvent
from service.db.tables.busy import BusySource, BusyTime
from service.db.tables.feeds import FeedEvent
from service.domain.actor import Actor
from service.domain.kinds import FeedKind, Role
from service.domain.page import PageRequest
from service.errors import (
    Conflict,
    InvalidInput,
    NotFound,
    NotPermitted,
    Stale,
    TooLarge,
)
from service.use_cases import give_calendar as module
from service.use_cases.give_calendar import (
    MAX_SOURCES,
    give_calendar,
    remove_calendar,
    replace_calendar,
)
from service.use_cases.list_calendars import list_calendars, read_calendar_source
from tests.clock import FixedClock
from tests.service.busy.files import calendar, event
from tests.service.busy.test_apart import CANARY, SECRETS
from tests.service.matching.build import (
    coordinator,
    make_programme,
    make_programme_tenant,
)

PAGE = PageRequest()
TEN = event("DTSTART:20261103T090000Z", "DTEND:20261103T100000Z", *SECRETS)
NOON = event("DTSTART:20261104T110000Z", "DTEND:20261104T120000Z", uid="b")


@pytest.fixture
def programme(store: Store) -> SimpleNamespace:
    return make_programme(store)


def _actor(programme: SimpleNamespace, role: Role, **bound: object) -> Actor:
    ids = {name: frozenset({value}) for name, value in bound.items()}
    return Actor(None, programme.tenant_id, frozenset({role}), **ids)


def _coach(programme: SimpleNamespace) -> BusyOwner:
    return BusyOwner(OwnerKind.COACH, programme.anna)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read here: how they are read apart has tests of its own."""
    monkeypatch.setattr(module, "read_apart", read_calendar)


def _times(store: Store, programme: SimpleNamespace) -> list[tuple[datetime, datetime]]:
    with store.read(programme.tenant_id) as session:
        rows = session.execute(
            select(BusyTime.starts_at, BusyTime.ends_at).order_by(BusyTime.starts_at)
        )
        return [tuple(row) for row in rows]


def test_only_the_times_of_a_file_are_kept(
    store: Store,
    programme: SimpleNamespace,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    owner = _coach(programme)
    with capture_logs() as logs:
        view = give_calendar(
            store, programme.actor, owner, "Dienst", calendar(TEN, NOON)
        )
        broken = calendar(event(f"DTSTART:{CANARY}", *SECRETS))
        with pytest.raises(InvalidInput) as refused:
            replace_calendar(store, programme.actor, view.id, broken)
    assert (view.name, view.owner_kind, view.owner_id, view.busy_spans) == (
        "Dienst",
        OwnerKind.COACH,
        programme.anna,
        2,
    )
    assert _times(store, programme) == [
        (datetime(2026, 11, 3, 9, tzinfo=UTC), datetime(2026, 11, 3, 10, tzinfo=UTC)),
        (datetime(2026, 11, 4, 11, tzinfo=UTC), datetime(2026, 11, 4, 12, tzinfo=UTC)),
    ]
    said = f"{view}{logs}{caplog.text}{refused.value}{refused.value.faults}"
    assert CANARY not in said
    assert "mailto" not in said
    for path in tmp_path.rglob("*.sqlite*"):
        assert CANARY.encode() not in path.read_bytes(), path
    dump = "\n".join(sqlite3.connect(store.engine.url.database).iterdump())
    assert "busy_time" in dump
    assert CANARY not in dump


@pytest.mark.usefixtures("quick")
class TestLife:
    """A calendar is given, given anew, and removed; each is on the record."""

    def test_a_new_file_replaces_all_former_times(
        self, store: Store, programme: SimpleNamespace, clock: FixedClock
    ) -> None:
        actor, owner = programme.actor, _coach(programme)
        view = give_calendar(store, actor, owner, "Dienst", calendar(TEN))
        clock.advance(days=1)
        after = replace_calendar(store, actor, view.id, calendar(NOON), view.version)
        assert after.busy_spans == 1
        assert after.last_read_at - view.last_read_at == timedelta(days=1)
        assert _times(store, programme)[0][0] == datetime(2026, 11, 4, 11, tzinfo=UTC)
        with pytest.raises(Stale):
            replace_calendar(store, actor, view.id, calendar(TEN), view.version)
        with pytest.raises(Stale):
            remove_calendar(store, actor, view.id, view.version)

    def test_what_is_removed_leaves_no_times(
        self, store: Store, programme: SimpleNamespace
    ) -> None:
        actor, owner = programme.actor, _coach(programme)
        view = give_calendar(store, actor, owner, "Dienst", calendar(TEN))
        remove_calendar(store, actor, view.id, view.version)
        assert _times(store, programme) == []
        assert list_calendars(store, actor, PAGE).items == ()
        with pytest.raises(NotFound):
            remove_calendar(store, actor, view.id)
        with store.read(programme.tenant_id) as session:
            actions = session.scalars(select(AuditEvent.action)).all()
        assert actions[-2:] == ["give_calendar", "remove_calendar"]

    def test_an_empty_calendar_is_one_too(
        self, store: Store, programme: SimpleNamespace
    ) -> None:
        view = give_calendar(
            store, programme.actor, _coach(programme), "Leer", calendar()
        )
        assert view.busy_spans == 0
        assert view.reaches_until == date(2028, 11, 1)

    def test_as_many_as_are_kept_and_one_more(
        self, store: Store, programme: SimpleNamespace
    ) -> None:
        for number in range(MAX_SOURCES):
            give_calendar(
                store, programme.actor, _coach(programme), f"K {number}", calendar()
            )
        with pytest.raises(Conflict):
            give_calendar(store, programme.actor, _coach(programme), "x", calendar())
        other = BusyOwner(OwnerKind.COACH, programme.berta)
        assert give_calendar(store, programme.actor, other, "x", calendar())

    @pytest.mark.parametrize("name", ["", " \n ", "x" * 101])
    def test_a_name_is_needed(
        self, store: Store, programme: SimpleNamespace, name: str
    ) -> None:
        with pytest.raises(InvalidInput):
            give_calendar(
                store, programme.actor, _coach(programme), name, calendar(TEN)
            )

    def test_what_was_planned_here_makes_nobody_busy(
        self, store: Store, programme: SimpleNamespace
    ) -> None:
        uid = uuid4()
        with store.write(programme.tenant_id) as session:
            session.add(
                FeedEvent(
                    kind=FeedKind.COACH,
                    recipient_id=programme.anna,
                    event_key="session:1#0",
                    uid=uid,
                    revised_at=store.clock.now(),
                    first_day=date(2026, 11, 3),
                    last_day=date(2026, 11, 3),
                    content={},
                    body=b"",
                )
            )
        content = calendar(TEN.replace("UID:a", f"UID:{uid}"), NOON)
        view = give_calendar(
            store, programme.actor, _coach(programme), "Dienst", content
        )
        assert view.busy_spans == 1

    def test_planners_of_dates_get_all_calendars_joined(
        self, store: Store, programme: SimpleNamespace
    ) -> None:
        owner = _coach(programme)
        longer = event("DTSTART:20261103T093000Z", "DTEND:20261103T110000Z")
        for content in (calendar(TEN, NOON), calendar(longer)):
            give_calendar(store, programme.actor, owner, "Dienst", content)
        horizon = Horizon(
            datetime(2026, 11, 3, tzinfo=UTC), datetime(2026, 11, 4, tzinfo=UTC)
        )
        with store.read(programme.tenant_id) as session:
            busy = stored_busy_times(session, horizon)
        assert busy.of(programme.anna) == (
            BusySpan(
                datetime(2026, 11, 3, 9, tzinfo=UTC),
                datetime(2026, 11, 3, 11, tzinfo=UTC),
            ),
        )
        assert busy.of(programme.berta) == ()


@pytest.mark.usefixtures("quick")
class TestWhoMay:
    """A coordinator for all; a coach and a kindergarten for themselves."""

    def test_own_calendars(self, store: Store, programme: SimpleNamespace) -> None:
        coach = _actor(programme, Role.COACH, coach_ids=programme.anna)
        kindergarten = _actor(
            programme, Role.KINDERGARTEN, kindergarten_ids=programme.sun
        )
        house = BusyOwner(OwnerKind.KINDERGARTEN, programme.sun)
        hers = give_calendar(store, coach, _coach(programme), "Dienst", calendar(TEN))
        its = give_calendar(store, kindergarten, house, "Haus", calendar(NOON))
        for actor, own, foreign in ((coach, hers, its), (kindergarten, its, hers)):
            listed = list_calendars(store, actor, PAGE).items
            assert [view.id for view in listed] == [own.id]
            assert read_calendar_source(store, actor, own.id).busy_spans == 1
            for forbidden in (
                lambda a=actor, f=foreign: read_calendar_source(store, a, f.id),
                lambda a=actor, f=foreign: remove_calendar(store, a, f.id),
                lambda a=actor, f=foreign: replace_calendar(
                    store, a, f.id, calendar(TEN)
                ),
            ):
                with pytest.raises(NotFound):
                    forbidden()
        assert list_calendars(store, programme.actor, PAGE).total == 2

    def test_nobody_gives_one_for_somebody_else(
        self, store: Store, programme: SimpleNamespace
    ) -> None:
        coach = _actor(programme, Role.COACH, coach_ids=programme.anna)
        for owner in (
            BusyOwner(OwnerKind.COACH, programme.berta),
            BusyOwner(OwnerKind.KINDERGARTEN, programme.sun),
            BusyOwner(OwnerKind.KINDERGARTEN, programme.anna),
            BusyOwner(OwnerKind.COACH, uuid4()),
        ):
            with pytest.raises(NotFound):
                give_calendar(store, coach, owner, "Dienst", calendar(TEN))

    @pytest.mark.parametrize("role", [Role.COUNTY, Role.COUNSELLOR, Role.GUARDIAN])
    def test_other_roles_give_none(
        self, store: Store, programme: SimpleNamespace, role: Role
    ) -> None:
        actor = _actor(programme, role)
        with pytest.raises(NotPermitted):
            give_calendar(store, actor, _coach(programme), "Dienst", calendar(TEN))
        with pytest.raises(NotPermitted):
            list_calendars(store, actor, PAGE)

    def test_another_tenants_calendars_are_not_there(
        self, store: Store, programme: SimpleNamespace
    ) -> None:
        other = coordinator(make_programme_tenant(store, "Andere Stelle").id)
        view = give_calendar(
            store, programme.actor, _coach(programme), "Dienst", calendar(TEN)
        )
        assert list_calendars(store, other, PAGE).total == 0
        with pytest.raises(NotFound):
            replace_calendar(store, other, view.id, calendar(TEN))
        with pytest.raises(NotFound):
            give_calendar(store, other, _coach(programme), "Dienst", calendar(TEN))


def test_a_file_that_is_too_large_is_said_to_be(
    store: Store, programme: SimpleNamespace
) -> None:
    with pytest.raises(TooLarge):
        give_calendar(
            store,
            programme.actor,
            _coach(programme),
            "Dienst",
            b"x" * (10 * 1024 * 1024 + 1),
        )


def test_on_both_databases(any_store: Store) -> None:
    programme = make_programme(any_store)
    content = calendar(event("DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY"))
    view = give_calendar(
        any_store, programme.actor, _coach(programme), "Dienst", content
    )
    assert view.busy_spans == 105
    remove_calendar(any_store, programme.actor, view.id, view.version)
    with any_store.read(programme.tenant_id) as session:
        assert session.scalars(select(BusyTime)).all() == []
        assert session.scalars(select(BusySource)).all() == []
