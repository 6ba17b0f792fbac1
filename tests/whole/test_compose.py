"""The compose file: valid, and every command and health check runs as a process.

No container engine is needed: the same commands run on this machine, only addresses,
ports and folders are this test's own.
"""

import http.client
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import yaml

from tests import valkey
from tests.postgres import running_postgres

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def test_the_file_follows_the_compose_schema():
    subprocess.run(
        [
            PROGRAMS / "check-jsonschema",
            *("--builtin-schema", "vendor.compose-spec"),
            ROOT / "docker-compose.yml",
        ],
        check=True,
        capture_output=True,
    )


def test_a_misspelt_key_would_be_noticed(tmp_path: Path):
    broken = tmp_path / "compose.yml"
    broken.write_text(
        (ROOT / "docker-compose.yml").read_text().replace("healthcheck:", "healtcheck:")
    )
    run = subprocess.run(
        [
            PROGRAMS / "check-jsonschema",
            *("--builtin-schema", "vendor.compose-spec"),
            broken,
        ],
        check=False,
        capture_output=True,
    )
    assert run.returncode != 0


def test_all_parts_of_an_installation_are_there():
    assert set(SERVICES) == {"migrate", "web", "worker", "database", "broker", "proxy"}
    for name, service in SERVICES.items():
        assert service["command"], name
        assert name == "migrate" or service["healthcheck"]["test"][0] == "CMD"


def test_no_secret_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for name in ("DATABASE_PASSWORD", "SECRET_KEY", "SITE_ADDRESS"):
        assert f"${{{name}:?}}" in text
        assert f"${{{name}:-" not in text


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def placed(words: list[str], replacements: Mapping[str, str]) -> list[str]:
    """The command of the file with this machine's addresses."""
    result = []
    for word in words:
        for old, new in replacements.items():
            word = word.replace(old, new)  # noqa: PLW2901 (one word, several addresses)
        result.append(word)
    program = shutil.which(result[0], path=f"{PROGRAMS}:{os.environ['PATH']}")
    return [program or result[0], *result[1:]]


@contextmanager
def running(
    command: list[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    folder.mkdir()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def healthy(
    command: list[str], environment: Mapping[str, str], log: Path, seconds: int = 60
) -> None:
    """The health check of the file succeeds within a time."""
    deadline = time.monotonic() + seconds
    while True:
        check = subprocess.run(
            command,
            check=False,
            capture_output=True,
            env={**os.environ, **environment},
        )
        if check.returncode == 0:
            return
        assert time.monotonic() < deadline, (
            check.stdout.decode() + check.stderr.decode() + log.read_text()
        )
        time.sleep(0.3)


@pytest.mark.server
@pytest.mark.slow
def test_every_command_and_health_check_runs(tmp_path: Path):
    web_port, site_port, broker_port = free_port(), free_port(), free_port()
    with ExitStack() as stack:
        database = stack.enter_context(running_postgres())
        here = {
            "0.0.0.0:8000": f"127.0.0.1:{web_port}",
            "127.0.0.1:8000": f"127.0.0.1:{web_port}",
            "/etc/caddy/Caddyfile": str(tmp_path / "Caddyfile"),
            "pg_isready": str(database.programs / "pg_isready"),
            "valkey-cli": str(valkey.binary().with_name("valkey-cli")),
            "valkey-server": str(valkey.binary()),
            "--username=lueckenlos": "--username=postgres",
            "--dbname=lueckenlos": f"--host={database.folder}",
        }
        environment = {
            "LUECKENLOS_DATABASE_URL": database.url(),
            "LUECKENLOS_BROKER_URL": f"redis://127.0.0.1:{broker_port}/0",
            "LUECKENLOS_JOB_ENGINE": "celery",
            "LUECKENLOS_SECRET_KEY": secrets.token_hex(32),
            "LUECKENLOS_BASE_URL": f"http://127.0.0.1:{site_port}",
            "LUECKENLOS_TRUSTED_PROXIES": "1",
            "SITE_ADDRESS": f"http://127.0.0.1:{site_port}",
            "UPSTREAM": f"127.0.0.1:{web_port}",
            "XDG_DATA_HOME": str(tmp_path / "certificates"),
            "XDG_CONFIG_HOME": str(tmp_path / "certificates"),
        }
        assert set(SERVICES["web"]["environment"]) <= set(environment)
        content = COMPOSE["configs"]["caddyfile"]["content"]
        (tmp_path / "Caddyfile").write_text(content.replace("$$", "$"))

        def command(name: str) -> list[str]:
            return placed(SERVICES[name]["command"], here)

        def check(name: str, *more: str) -> None:
            words = placed(SERVICES[name]["healthcheck"]["test"][1:], here)
            log = tmp_path / name / "log"
            if not log.exists():
                log = database.folder / "log"
            healthy([words[0], *more, *words[1:]], environment, log)

        check("database")
        stack.enter_context(
            running(
                [*command("broker"), "--port", str(broker_port)],
                tmp_path / "broker",
                environment,
            )
        )
        check("broker", "-p", str(broker_port))
        (tmp_path / "migrate").mkdir()
        subprocess.run(
            command("migrate"),
            check=True,
            cwd=tmp_path / "migrate",
            env={**os.environ, **environment},
        )
        for name in ("web", "worker", "proxy"):
            stack.enter_context(running(command(name), tmp_path / name, environment))
        for name in ("web", "worker", "proxy"):
            check(name)
        through_the_proxy(f"http://127.0.0.1:{site_port}")


def through_the_proxy(site: str) -> None:
    """The proxy hands requests on, and refuses what is too large."""
    with urllib.request.urlopen(f"{site}/readyz", timeout=10) as answer:
        assert answer.status == 200
    announced = http.client.HTTPConnection(site.removeprefix("http://"), timeout=10)
    announced.putrequest("POST", "/api/v1/imports")
    announced.putheader("Content-Length", "26000000")
    announced.endheaders()
    announced.send(b"x" * 1_000_000)  # refused long before all of it is sent
    assert announced.getresponse().status == 413
    announced.close()
