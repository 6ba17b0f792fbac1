"""Who answers questions in this application, and whose turn it is."""

from flask import current_app

from api.auth import application
from service.explaining.process import AnsweringProcess
from service.explaining.turns import Turns


def turns() -> Turns:
    """Whose question is answered; few wait for theirs."""
    taken: Turns = current_app.extensions.setdefault("turns", Turns())
    return taken


def answering() -> AnsweringProcess:
    """The one process of this application that answers; started by the first one."""
    memory_mib = application().settings.solver_memory_mib
    process: AnsweringProcess = current_app.extensions.setdefault(
        "answering", AnsweringProcess(memory_mib, turns())
    )
    return process
