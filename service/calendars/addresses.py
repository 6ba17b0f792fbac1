"""Secret addresses: made once, stored as hash, never written to a log."""

import re
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import urlsplit

SECRET_BYTES = 24
"""192 bit: nothing to guess, so a plain hash is enough."""

PATH = "/feeds/{secret}.ics"
_IN_PATH = re.compile(r"(/feeds/)([^/?#\s\"'<>]+)")
_SHOWN_HEX_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Way:
    """How a calendar program is told: its name, what to do, the address to use."""

    program: str
    steps: str
    address: str


def new_secret() -> str:
    """A secret of 192 random bits, safe in a path."""
    return token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> bytes:
    """What is stored of a secret."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def shown(secret: str) -> str:
    """What a log may say of a secret: enough to tell two apart, not to use one."""
    return hash_of(secret).hex()[:_SHOWN_HEX_DIGITS]


def without_secret(text: str) -> str:
    """A path or log line with the secret of any feed replaced by its hash prefix."""
    return _IN_PATH.sub(
        lambda found: f"{found[1]}#{shown(found[2].removesuffix('.ics'))}", text
    )


def path_of(secret: str) -> str:
    """The path at which a feed is served."""
    return PATH.format(secret=secret)


def ways_to_subscribe(base_url: str, path: str) -> tuple[Way, ...]:
    """What to tell a person, per calendar program.

    There is no link that hands the address to a third party's page: it would end up
    in that party's logs, and it often fails.

    Parameters
    ----------
    base_url
        Public address of the installation.
    path
        Of the feed, as it was shown once.
    """
    address = base_url.rstrip("/") + path
    webcal = urlsplit(address)._replace(scheme="webcal").geturl()
    return (
        Way("iPhone, iPad, Mac", "Adresse antippen und „Abonnieren“ wählen.", webcal),
        Way(
            "Google Kalender",
            "Am Computer: „Weitere Kalender“ + → „Per URL“ → Adresse einfügen."
            " Google holt Änderungen erst nach Stunden.",
            address,
        ),
        Way(
            "Outlook",
            "„Kalender hinzufügen“ → „Aus dem Internet abonnieren“ → Adresse einfügen"
            " (nicht „Importieren“).",
            address,
        ),
        Way(
            "Android (ICSx⁵)",
            "In der App ICSx⁵ auf + tippen und die Adresse einfügen.",
            address,
        ),
        Way(
            "Thunderbird, Nextcloud und andere",
            "Neuen Kalender „aus dem Netzwerk“ oder „per Link“ abonnieren.",
            address,
        ),
    )
