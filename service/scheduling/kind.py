"""What a kind of dates must be able to do; asking, computing and telling are one.

``service.scheduling.kinds`` says which there are.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from service.domain.actor import Actor
from service.jobs.computing import Work
from service.planning.facts import StoredFacts
from service.scheduling.result import Scheduled
from service.scheduling.wanted import WantedDates
from solver.rule import RuleId


class Found(Protocol):
    """Dates as they were computed, ready to be written."""

    def write(self, session: Session, actor: Actor, now: datetime) -> Scheduled:
        """Make them stand, in this transaction.

        Raises
        ------
        Conflict
            If what they depend on has changed since.
        """
        ...


class DatesKind(Protocol):
    """One kind of dates, from the stored state to what stands."""

    def take(self, session: Session, wanted: WantedDates, now: datetime) -> Work[Found]:
        """Read the state the dates are made for.

        Raises
        ------
        InvalidInput
            If the rules contradict themselves.
        """
        ...

    def sentence(
        self, rule: RuleId, facts: StoredFacts, names: Mapping[str, str]
    ) -> str:
        """A refusal in words."""
        ...
