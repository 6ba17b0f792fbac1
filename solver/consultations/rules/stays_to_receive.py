"""Rule 17: a house that receives on a day does not visit another on it."""

from collections import defaultdict
from collections.abc import Iterable

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import JointRule
from solver.consultations.problem import Visit
from solver.consultations.variables import Choice, ConsultationVariables
from solver.facts import iso
from solver.matching.problem import KindergartenId
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.slots import Day

HouseDay = tuple[KindergartenId, Day]


class StaysToReceive(JointRule[NoParameters]):
    """On a day a house is guest or host, not both; fixed visits are counted."""

    info = RuleInfo(
        id=RuleId("stays-to-receive"),
        number=17,
        title="Wer Besuch empfängt, ist im Haus",
        source=Practice("Niemand ist an zwei Orten zugleich"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{kindergarten} wäre am {day} bei {host} und hätte selbst Besuch.",
    )

    def post(self, index: ConsultationIndex, variables: ConsultationVariables) -> None:
        """For each day of a house: no choice to visit beside one to receive."""
        going: dict[HouseDay, list[Choice]] = defaultdict(list)
        coming: dict[HouseDay, list[Choice]] = defaultdict(list)
        for choice in variables.choices:
            going[_guest(index, choice.visit)].append(choice)
            coming[_host(index, choice.visit)].append(choice)
        away = {_guest(index, visit) for visit in index.problem.fixed}
        there = {_host(index, visit) for visit in index.problem.fixed}
        for key in away & coming.keys():
            variables.at_most(coming[key], 0, f"unterwegs: {key}")
        for key in there & going.keys():
            variables.at_most(going[key], 0, f"hat Besuch: {key}")
        for key in going.keys() & coming.keys():
            for out in going[key]:
                for visit in coming[key]:
                    variables.at_most((out, visit), 1, f"Gast oder Gastgeber: {key}")

    def breaches(
        self, index: ConsultationIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Visits of a house that receives that day, one of both planned."""
        planned = tuple(assignments)
        yield from self._both(index, planned, (*planned, *index.problem.fixed))
        yield from self._both(index, index.problem.fixed, planned)

    def fixed_breaches(self, index: ConsultationIndex) -> Iterable[Finding]:
        """Visits that stand of a house with which another one stands."""
        fixed = index.problem.fixed
        yield from self._both(index, fixed, fixed, decided=False)

    def _both(
        self,
        index: ConsultationIndex,
        going: Iterable[Visit],
        coming: Iterable[Visit],
        *,
        decided: bool = True,
    ) -> Iterable[Finding]:
        receiving = {_host(index, visit) for visit in coming}
        for visit in going:
            house, day = _guest(index, visit)
            if (house, day) in receiving:
                facts: dict[str, int | str] = {
                    "kindergarten": house,
                    "host": index.host(visit).house,
                    "day": iso(day),
                }
                yield Finding(self.id, facts, (house,), decided)


def _guest(index: ConsultationIndex, visit: Visit) -> HouseDay:
    return index.request(visit).kindergarten, visit.day


def _host(index: ConsultationIndex, visit: Visit) -> HouseDay:
    return index.host(visit).house, visit.day
