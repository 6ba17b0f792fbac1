"""What a kind of study must be able to do; the use cases are the same for all.

``service.studies.makers`` says which there are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from service.domain.actor import Actor
from service.jobs.computing import Work
from service.reports.workbook import Notes, Sheet
from service.studies.naming import Naming
from solver.profile import RuleProfile

Parameters = TypeVar("Parameters")
Parameters_co = TypeVar("Parameters_co", covariant=True)
View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Wanted(Generic[Parameters_co]):
    """What a study is made for: its parameters, an area or the tenant, an instant."""

    parameters: Parameters_co
    area_id: UUID | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What a finished computation leaves behind.

    ``result`` are the plain bytes of a document in codes, ``key`` leads from the codes
    to rows (``Pseudonyms.to_bytes``).
    """

    result: bytes
    problem_digest: str
    key: bytes
    profile: RuleProfile


def digest_of(problem: bytes) -> str:
    """What a problem's plain bytes are known by."""
    return sha256(problem).hexdigest()


@dataclass(frozen=True, slots=True)
class Picture(Generic[View]):
    """A picture of a view as SVG; the name is part of the address."""

    name: str
    title: str
    draw: Callable[[View], str]


class StudyMaker(Protocol[Parameters, View]):
    """One kind of study, from the stored state to what its readers see.

    ``title`` is what people call it, ``file_name`` how its files begin.
    ``parameters`` is a frozen dataclass of ``solver.exchange.forms``.
    """

    title: str
    file_name: str
    parameters: type[Parameters]
    pictures: Sequence[Picture[View]]

    def check(self, session: Session, wanted: Wanted[Parameters]) -> None:
        """Tell now what the job would fail at.

        Raises
        ------
        InvalidInput
            If parameters are out of range (faults at ``/parameters/…``), the rules
            contradict themselves, or there is nothing to look into.
        """
        ...

    def take(self, session: Session, wanted: Wanted[Parameters]) -> Work[Found]:
        """Read the state that is looked into.

        Raises
        ------
        InvalidInput
            If the stored state or the rules contradict themselves.
        """
        ...

    def view(
        self, session: Session, actor: Actor, result: bytes, naming: Naming
    ) -> View:
        """The result as one reader may see it: a frozen dataclass of plain parts."""
        ...

    def sheets(self, view: View) -> Sequence[Sheet | Notes]:
        """The result as a workbook, to hand on."""
        ...


Makers = Mapping[Any, StudyMaker[Any, Any]]
