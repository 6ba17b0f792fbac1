"""The setting caps how long a proposal is computed, whoever asks for more."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from service.db.tables.jobs import Job
from tests.api.conftest import SETTINGS, make_app
from tests.api.world import World

DAYS = {"first_day": "2026-11-09", "last_day": "2026-11-10"}


@pytest.mark.parametrize(
    ("asked", "granted"),
    [({}, 20), ({"seconds": 19}, 19), ({"seconds": 20}, 20), ({"seconds": 21}, 20)],
    ids=["unasked", "less", "exactly", "more"],
)
def test_no_more_than_the_setting(world: World, asked: dict, granted: int) -> None:
    app = make_app(world.store, world.store.clock, replace(SETTINGS, solver_seconds=20))
    answer = app.test_client().post(
        "/api/v1/proposals",
        json={**DAYS, **asked},
        headers=world.headers["counsellor"],
    )
    assert answer.status_code == 202, answer.text
    with world.store.system_read() as session:
        jobs = session.scalars(select(Job)).all()
    (payload,) = (job.payload for job in jobs if str(job.id) == answer.json["job_id"])
    assert payload["seconds"] == granted
