"""Rules 10 to 13: so many visits at most of a host, a day, a pair."""

from abc import abstractmethod
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from typing import ClassVar

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import JointRule
from solver.consultations.problem import Visit
from solver.consultations.variables import Choice, ConsultationVariables
from solver.facts import iso
from solver.rule import (
    AgreementSource,
    Binding,
    Facts,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.sessions.problem import month_of


class Counted(JointRule[NoParameters]):
    """At most so many visits with the same key, fixed ones counted."""

    #: What a row is called.
    row: ClassVar[str]

    @abstractmethod
    def key(self, index: ConsultationIndex, visit: Visit) -> Hashable:
        """What is counted together."""

    @abstractmethod
    def facts(self, index: ConsultationIndex, visit: Visit, count: int) -> Facts:
        """Facts of a breach by one of the visits."""

    def most(self, index: ConsultationIndex, visit: Visit) -> int:  # noqa: ARG002 - most rules count to one
        """How many there may be."""
        return 1

    def post(self, index: ConsultationIndex, variables: ConsultationVariables) -> None:
        """One row per key that more choices share than there is room."""
        taken = Counter(self.key(index, visit) for visit in index.problem.fixed)
        together: dict[Hashable, list[Choice]] = defaultdict(list)
        for choice in variables.choices:
            together[self.key(index, choice.visit)].append(choice)
        for key, choices in together.items():
            room = self.most(index, choices[0].visit) - taken[key]
            variables.at_most(choices, room, f"{self.row}: {key}")

    def breaches(
        self, index: ConsultationIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Keys of which the plan has too many, with what is fixed."""
        taken = Counter(self.key(index, visit) for visit in index.problem.fixed)
        yield from self._beyond(index, tuple(assignments), taken, decided=True)

    def fixed_breaches(self, index: ConsultationIndex) -> Iterable[Finding]:
        """Keys of which too many are fixed."""
        yield from self._beyond(index, index.problem.fixed, Counter(), decided=False)

    def _beyond(
        self,
        index: ConsultationIndex,
        visits: tuple[Visit, ...],
        taken: Counter[Hashable],
        *,
        decided: bool,
    ) -> Iterable[Finding]:
        first = {self.key(index, visit): visit for visit in reversed(visits)}
        counts = Counter(self.key(index, visit) for visit in visits)
        for key, count in counts.items():
            visit = first[key]
            if count + taken[key] > self.most(index, visit):
                facts = self.facts(index, visit, count + taken[key])
                yield Finding(self.id, facts, (visit.host,), decided)


class HostMonth(Counted):
    """Visits of a host in a month <= its capacity."""

    info = RuleInfo(
        id=RuleId("host-capacity"),
        number=10,
        title="Aufnahme der Konsultationseinrichtung im Monat",
        source=AgreementSource("Vereinbarung mit der Konsultationseinrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{host} hätte im Monat {month} {count} Besuche (vereinbart: {limit})."
        ),
    )
    row = "Besuche im Monat"

    def key(self, index: ConsultationIndex, visit: Visit) -> Hashable:  # noqa: ARG002 - the visit says all
        """Host and month."""
        return visit.host, month_of(visit.day)

    def most(self, index: ConsultationIndex, visit: Visit) -> int:
        """What the host agreed."""
        return index.host(visit).visits_per_month

    def facts(self, index: ConsultationIndex, visit: Visit, count: int) -> Facts:
        """Host, month, visits and capacity."""
        return {
            "host": index.host(visit).house,
            "month": month_of(visit.day),
            "count": count,
            "limit": index.host(visit).visits_per_month,
        }


class HostDay(Counted):
    """A host receives one kindergarten a day."""

    info = RuleInfo(
        id=RuleId("host-day"),
        number=11,
        title="Ein Besuch am Tag",
        source=Practice("Ein Haus empfängt einen Besuch am Tag"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{host} hätte am {day} {count} Besuche statt eines.",
    )
    row = "Besuche am Tag"

    def key(self, index: ConsultationIndex, visit: Visit) -> Hashable:  # noqa: ARG002 - the visit says all
        """Host and day."""
        return visit.host, visit.day

    def facts(self, index: ConsultationIndex, visit: Visit, count: int) -> Facts:
        """Host, day and visits."""
        host = index.host(visit).house
        return {"host": host, "day": iso(visit.day), "count": count}


class VisitorDay(Counted):
    """A kindergarten makes one visit a day."""

    info = RuleInfo(
        id=RuleId("visitor-day"),
        number=12,
        title="Eine Einrichtung besucht am Tag eine andere",
        source=Practice("Niemand ist an zwei Orten zugleich"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{kindergarten} hätte am {day} {count} Besuche statt eines.",
    )
    row = "Reise am Tag"

    def key(self, index: ConsultationIndex, visit: Visit) -> Hashable:
        """Kindergarten and day."""
        return index.request(visit).kindergarten, visit.day

    def facts(self, index: ConsultationIndex, visit: Visit, count: int) -> Facts:
        """Kindergarten, day and visits."""
        house = index.request(visit).kindergarten
        return {"kindergarten": house, "day": iso(visit.day), "count": count}


class PairOnce(Counted):
    """A kindergarten visits a host once, whatever it wishes for."""

    info = RuleInfo(
        id=RuleId("pair-once"),
        number=13,
        title="Nie zweimal dieselbe Konsultationseinrichtung im Plan",
        source=Practice("Jeder Besuch zeigt etwas Neues"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{kindergarten} wäre {count}-mal bei {host} statt einmal.",
    )
    row = "Paar"

    def key(self, index: ConsultationIndex, visit: Visit) -> Hashable:
        """Kindergarten and host."""
        return index.request(visit).kindergarten, visit.host

    def facts(self, index: ConsultationIndex, visit: Visit, count: int) -> Facts:
        """Kindergarten, host and visits."""
        house, host = index.request(visit).kindergarten, index.host(visit).house
        return {"kindergarten": house, "host": host, "count": count}
