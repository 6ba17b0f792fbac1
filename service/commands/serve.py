"""``lueckenlos serve``."""

import os
import sys

from service.commands.common.words import command as make_command
from service.commands.common.words import option

MODULE = "api.serve"


@make_command(
    "Startet den Dienst mit eingebautem Rechenprozess.\n\nAdresse und Anschluss stehen"
    " in den Einstellungen; SIGTERM beendet ihn geordnet."
)
@option("--host", help="Adresse, an der er lauscht.")
@option("--port", type=int, help="Anschluss, an dem er lauscht; 0: ein freier.")
def command(host: str | None, port: int | None) -> None:
    """Become the web process: the service itself knows nothing of HTTP."""
    if host is not None:
        os.environ["LUECKENLOS_HOST"] = host
    if port is not None:
        os.environ["LUECKENLOS_PORT"] = str(port)
    sys.stdout.flush()
    # This interpreter and a module of ours: nothing from outside is executed.
    os.execv(sys.executable, [sys.executable, "-P", "-m", MODULE])  # noqa: S606
