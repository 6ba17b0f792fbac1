"""What starting the web process does and does not do."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.db.engine import make_engine
from service.errors import InvalidInput
from service.settings import Settings
from tests.api.conftest import make_app
from tests.api.world import World

ROOT = Path(__file__).parents[2]
ASK = """
import sys
from api.wsgi import create
client = create().test_client()
for path in ("/healthz", "/readyz", "/api/v1/openapi.json", "/api/v1/proposals"):
    print(path, client.get(path).status_code)
print("heavy", sorted({"ortools", "numpy", "pandas"} & set(sys.modules)))
"""


def test_the_web_process_loads_no_solver(sqlite_template: Path) -> None:
    environment = {
        **os.environ,
        "LUECKENLOS_DATABASE_URL": f"sqlite:///{sqlite_template}",
        "LUECKENLOS_SECRET_KEY": "k" * 40,
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == [
        "/healthz 200",
        "/readyz 200",
        "/api/v1/openapi.json 200",
        "/api/v1/proposals 401",
        "heavy []",
    ]


ASK_AND_FAIL = """
import structlog
from api.wsgi import create
create().test_client().get("/api/v1/proposals")
structlog.get_logger().error("done")
"""


@pytest.mark.parametrize(
    ("level", "told"), [("INFO", ["denied", "done"]), ("ERROR", ["done"])]
)
def test_servers_log_as_the_settings_say(
    sqlite_template: Path, level: str, told: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK_AND_FAIL],
        env={
            **os.environ,
            "LUECKENLOS_DATABASE_URL": f"sqlite:///{sqlite_template}",
            "LUECKENLOS_SECRET_KEY": "k" * 40,
            "LUECKENLOS_LOG_LEVEL": level,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == ""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in lines] == told


@pytest.mark.parametrize("key", ["", "short", "k" * 31])
def test_it_refuses_to_start_with_a_guessable_key(world: World, key: str) -> None:
    with pytest.raises(InvalidInput, match="SECRET_KEY"):
        make_app(world.store, world.store.clock, Settings(secret_key=key))


def test_it_is_not_ready_without_its_schema(world: World, tmp_path: Path) -> None:
    empty = type(world.store)(
        make_engine(f"sqlite:///{tmp_path}/empty.sqlite"), world.store.clock
    )
    client = make_app(empty, world.store.clock).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "lueckenlos init" in answer.text
    empty.engine.dispose()
