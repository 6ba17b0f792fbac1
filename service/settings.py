"""Every setting in one table: name, default, help. Read once from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from environs import Env, EnvError
from marshmallow import validate

from service.errors import InvalidInput
from service.system_faults import words_of

PREFIX = "LUECKENLOS_"
MIN_SECRET_LENGTH = 32


# dataclasses.field answers with Any too: the annotation beside the call decides.
def _setting(help_text: str, default: Any, **rules: Any) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"help": help_text, **rules})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation runs."""

    database_url: str = _setting(
        "Adresse der Datenbank (sqlite:///… oder postgresql://…)",
        "sqlite:///lueckenlos.sqlite",
        secret=True,
    )
    secret_key: str = _setting(
        "Schlüssel für Formulare und Lesezeichen, mindestens 32 Zeichen;"
        " `lueckenlos init` erzeugt einen",
        "",
        secret=True,
    )
    secret_key_file: str = _setting("Datei, die den Schlüssel enthält", "", path=True)
    base_url: str = _setting(
        "Öffentliche Adresse, unter der Kalender abonniert werden",
        "http://127.0.0.1:8000",
    )
    host: str = _setting("Adresse, an der der Dienst lauscht", "127.0.0.1")
    port: int = _setting(
        "Anschluss, an dem der Dienst lauscht",
        8000,
        validate=validate.Range(0, 65535),
    )
    threads: int = _setting(
        "Gleichzeitige Anfragen des eingebauten Servers",
        8,
        validate=validate.Range(1, 64),
    )
    trusted_proxies: int = _setting(
        "Wie viele vorgeschaltete Server den Absender nennen dürfen",
        0,
        validate=validate.Range(0, 5),
    )
    locale: str = _setting(
        "Sprache, wo niemand eine wählt", "de", validate=validate.OneOf(["de", "en"])
    )
    job_engine: str = _setting(
        "Wer lange Arbeit rechnet: local oder celery",
        "local",
        validate=validate.OneOf(["local", "celery"]),
    )
    broker_url: str = _setting(
        "Adresse von Valkey, nur für celery", "redis://127.0.0.1:6379/0", secret=True
    )
    solver_seconds: int = _setting(
        "Längste Rechenzeit eines Vorschlags in Sekunden; wer mehr verlangt, bekommt"
        " diese",
        60,
        validate=validate.Range(1, 600),
    )
    study_seconds: int = _setting(
        "Längste Rechenzeit einer Untersuchung (Belastungsprobe, Paarbildung, Kitajahr)"
        " in Sekunden; wer mehr verlangt, bekommt diese",
        600,
        validate=validate.Range(1, 3600),
    )
    solver_workers: int = _setting(
        "Rechenkerne je Vorschlag", 2, validate=validate.Range(1, 64)
    )
    solver_memory_mib: int = _setting(
        "Speicher je Rechenprozess in MiB", 4096, validate=validate.Range(512, 262144)
    )
    max_upload_mib: int = _setting(
        "Größte Datei, die angenommen wird, in MiB",
        20,
        validate=validate.Range(1, 200),
    )
    max_problem_mib: int = _setting(
        "Größte Aufgabe, die lueckenlos solve liest, in MiB",
        64,
        validate=validate.Range(1, 1024),
    )
    session_idle_minutes: int = _setting(
        "Abmeldung nach so vielen Minuten ohne Anfrage",
        30,
        validate=validate.Range(5, 720),
    )
    session_hours: int = _setting(
        "Abmeldung spätestens nach so vielen Stunden",
        12,
        validate=validate.Range(1, 72),
    )
    password_memory_kib: int = _setting(
        "Speicher je Passwortprüfung in KiB (argon2)",
        65536,
        validate=validate.Range(8, 1048576),
    )
    problem_retention_days: int = _setting(
        "So lange bleibt die Aufgabe eines Plans nachrechenbar",
        1095,
        validate=validate.Range(1, 3650),
    )
    log_level: str = _setting(
        "Ab welcher Stufe protokolliert wird",
        "INFO",
        validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]),
    )

    def __repr__(self) -> str:
        """Without secrets, for logs and tracebacks."""
        return f"Settings({', '.join(f'{n}={v}' for n, v in self.shown())})"

    def shown(self) -> list[tuple[str, str]]:
        """Name and value of each setting; a secret is shown as set or not."""
        return [
            (item.name, _masked(item.metadata, getattr(self, item.name)))
            for item in fields(self)
        ]

    def session_secret(self) -> str:
        """The secret key, from the setting or its file.

        Raises
        ------
        InvalidInput
            If it is missing or short: a service must not start with a guessable key.
        """
        key = self.secret_key
        if not key and self.secret_key_file:
            key = _read_key(Path(self.secret_key_file))
        if len(key) < MIN_SECRET_LENGTH:
            raise InvalidInput(
                f"Der Schlüssel {PREFIX}SECRET_KEY fehlt oder ist kürzer als"
                f" {MIN_SECRET_LENGTH} Zeichen. `lueckenlos init` erzeugt einen."
            )
        return key


def _read_key(path: Path) -> str:
    """The key in a file.

    Raises
    ------
    InvalidInput
        If it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        why = words_of(fault) if isinstance(fault, OSError) else "das ist kein Text"
        raise InvalidInput(
            f"Der Schlüssel in „{path}“ lässt sich nicht lesen: {why}."
        ) from fault


#: What is shown of a secret.
IS_SET, NOT_SET = "(gesetzt)", "(nicht gesetzt)"


def _masked(metadata: Mapping[str, Any], value: object) -> str:
    if metadata.get("secret"):
        return IS_SET if value else NOT_SET
    return str(value)


def table() -> list[tuple[str, str, str]]:
    """Environment name, default and help of every setting, in order."""
    return [
        (
            PREFIX + item.name.upper(),
            ""
            if item.metadata.get("secret") and not item.default
            else str(item.default),
            item.metadata["help"],
        )
        for item in fields(Settings)
    ]


def read_settings() -> Settings:
    """Settings from the environment.

    Raises
    ------
    InvalidInput
        With every setting that is wrong, its name and what is expected.
    """
    env = Env(eager=False)
    values: dict[str, Any] = {}
    with env.prefixed(PREFIX):
        for item in fields(Settings):
            # each setting is a number or a text; environs types the two apart
            read: Any = env.int if item.type in (int, "int") else env.str
            values[item.name] = read(
                item.name.upper(),
                item.default,
                validate=item.metadata.get("validate"),
            )
    try:
        env.seal()
    except EnvError as error:
        raise InvalidInput(
            f"Einstellungen sind ungültig: {error}. `lueckenlos settings` zeigt,"
            " was erwartet wird."
        ) from error
    return Settings(**values)
