"""Whether the service can work."""

from service.db.migrate import require_current
from service.db.store import Store


def check_readiness(store: Store) -> None:
    """Nothing happens if the database answers and its schema is this program's.

    Raises
    ------
    WrongSchema
        If the schema is older or newer.
    StorageFault, Busy
        If the database does not answer.
    """
    with store.system_read():
        require_current(store.engine)
