"""Parts of the interface's document that several resources share."""

from typing import Final

LOCATION: Final = {
    "Location": {
        "description": "Adresse des neuen Eintrags",
        "schema": {"type": "string"},
    }
}
RETRY_AFTER: Final = {
    "Retry-After": {
        "description": "Sekunden bis zur nächsten Nachfrage",
        "schema": {"type": "integer"},
    }
}
