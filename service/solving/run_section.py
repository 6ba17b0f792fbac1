"""How a plan was computed: a section of its own, apart from all that was decided."""

import json
import platform
from importlib.metadata import version

from service.solving.order import SolveOrder
from service.solving.supervise import Supervised


def complete_document(found: Supervised, order: SolveOrder) -> bytes:
    """The plan's document with its ``run`` section at the end.

    Nothing else depends on times, workers or machine where all is proven.
    """
    run = {
        "ended": found.ended.value,
        "milliseconds": round(found.seconds * 1000),
        "time_limit_milliseconds": round(order.seconds * 1000),
        "workers": order.workers,
        "seed": order.seed,
        "machine": f"{platform.system()} {platform.machine()}",
        "version": version("lueckenlos"),
    }
    section = json.dumps(run, indent=1).replace("\n", "\n ")
    head = found.document[: found.document.rindex(b"\n}")]
    return head + f',\n "run": {section}\n}}\n'.encode()
