"""Every kind of study there is; a kind is loaded when it is asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

from service.domain.kinds import StudyKind
from service.errors import NotFound
from service.studies.maker import StudyMaker

MAKERS: Final[Mapping[StudyKind, str]] = {
    StudyKind.STRESS: "service.ahead.stress.study:STRESS",
    StudyKind.WHATIF: "service.ahead.whatif.study:WHATIF",
    StudyKind.PAIRING: "service.ahead.pairing.study:PAIRING",
    StudyKind.YEAR: "service.ahead.year.study:YEAR",
}
"""Where each kind's maker is: ``module:name``."""


def maker_of(kind: StudyKind) -> StudyMaker[Any, Any]:
    """What knows how to make and tell a study of the kind.

    Raises
    ------
    NotFound
        If this version cannot make it.
    """
    address = MAKERS.get(kind)
    if address is None:
        raise NotFound("Diese Art von Untersuchung gibt es nicht.")
    module, _, name = address.partition(":")
    maker: StudyMaker[Any, Any] = getattr(import_module(module), name)
    return maker
