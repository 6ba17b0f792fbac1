"""A question about what stands answered: visits of a household or a Kita, an event."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from service.explaining.answer_consultations import answer_consultations
from service.explaining.answer_contacts import answer_contacts
from service.explaining.answer_events import answer_events
from service.explaining.plain import said_facts
from service.explaining.question import SaidFacts, Standing, StandingOrder
from solver.explanation.statements import Statement

_ANSWERS: Final[Mapping[Standing, Callable[[StandingOrder], Iterable[Statement]]]] = {
    Standing.CONTACTS: answer_contacts,
    Standing.CONSULTATIONS: answer_consultations,
    Standing.EVENTS: answer_events,
}


def answer_standing(order: StandingOrder) -> tuple[SaidFacts, ...]:
    """The answer to a question, every part of it verified by checks or by solving.

    Raises
    ------
    DocumentError
        If a document is damaged.
    """
    return said_facts(tuple(_ANSWERS[order.kind](order)))
