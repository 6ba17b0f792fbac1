"""The decisions as variables: a request is answered by a host on a day."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from solver.consultations.problem import HostId, RequestId, Visit
from solver.linear import Expression, LinearModel, Var


@dataclass(frozen=True, slots=True)
class Choice:
    """A visit that may be chosen."""

    visit: Visit
    taken: Var


class ConsultationVariables:
    """All choices, by request and by host."""

    def __init__(self, model: LinearModel, choices: Sequence[Choice]) -> None:
        self.model = model
        self.choices = tuple(choices)
        self.of_request: dict[RequestId, list[Choice]] = defaultdict(list)
        self.of_host: dict[HostId, list[Choice]] = defaultdict(list)
        for choice in self.choices:
            self.of_request[choice.visit.request].append(choice)
            self.of_host[choice.visit.host].append(choice)

    def at_most(self, choices: Sequence[Choice], room: int, name: str) -> None:
        """At most so many of these choices, if that forbids anything."""
        if len(choices) > max(0, room):
            terms = ((choice.taken, 1) for choice in choices)
            self.model.add_at_most(terms, max(0, room), name)

    def priced(self, price: Callable[[Visit], int], constant: int = 0) -> Expression:
        """A sum of prices over the choices taken."""
        terms = tuple(
            (choice.taken, cost)
            for choice in self.choices
            if (cost := price(choice.visit))
        )
        return Expression(terms, constant)
