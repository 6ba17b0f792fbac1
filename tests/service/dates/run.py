"""From a request to dates that stand, as the engine of jobs would do it."""

from service.jobs import table
from service.use_cases.find_dates import find_dates
from service.use_cases.read_schedulings import read_scheduling
from service.use_cases.request_dates import request_dates
from tests.service.planning.run import Control


class Asked(Control):
    """Asks the test, too, whether to stop."""

    def __init__(self, store, job, should_stop):
        super().__init__(store, job)
        self.should_stop = should_stop


def find(store, actor, requested, should_stop=lambda: False):
    """The dates of a request, as the one who asked reads them."""
    job = table.claim(store, requested.job_id, "test")
    control = Asked(store, job, should_stop)
    find_dates(store, job, control)
    return read_scheduling(store, actor, requested.scheduling_id)


def plan(store, actor, command, should_stop=lambda: False):
    """Ask for dates and find them."""
    requested = request_dates(store, actor, command)
    return find(store, actor, requested, should_stop)
