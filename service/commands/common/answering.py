"""The answering process of a command: it ends with the questions it was made for."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.commands.common.running import Office
from service.explaining.process import AnsweringProcess


@contextmanager
def answering_for(office: Office) -> Iterator[AnsweringProcess]:
    """Whom an office's questions are put to; started by the first of them."""
    process = AnsweringProcess(office.application.settings.solver_memory_mib)
    try:
        yield process
    finally:
        process.close()
