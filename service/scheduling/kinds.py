"""Every kind of dates that a job finds."""

from collections.abc import Mapping
from typing import Final

from service.dates.consultations.kind import ConsultationsKind
from service.dates.kind import SessionsKind
from service.dates.workshops.kind import WorkshopsKind
from service.domain.kinds import SchedulingKind
from service.errors import InputFault, InvalidInput
from service.scheduling.kind import DatesKind

_KINDS: Final[Mapping[SchedulingKind, DatesKind]] = {
    SchedulingKind.SESSIONS: SessionsKind(),
    SchedulingKind.CONSULTATIONS: ConsultationsKind(),
    SchedulingKind.WORKSHOPS: WorkshopsKind(),
}


def dates_kind(kind: SchedulingKind) -> DatesKind:
    """What knows how to find dates of a kind.

    Raises
    ------
    InvalidInput
        If nothing does.
    """
    known = _KINDS.get(kind)
    if known is None:
        detail = "Solche Termine sucht dieser Dienst nicht."
        raise InvalidInput(detail, [InputFault("/kind", detail, "unknown-kind")])
    return known
