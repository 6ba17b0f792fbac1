"""Rules about all that somebody does on a day, whatever it is and whoever they are."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from solver.kinds import JointRule, OptionT, VariablesT
from solver.rule import Finding, P, Refusal
from solver.slots import Day

WhoT = TypeVar("WhoT", bound=str)


class DayIndex(Protocol[WhoT, OptionT]):
    """Tables that tell who does what on which day."""

    @property
    def fixed_on(self) -> Mapping[tuple[WhoT, Day], tuple[OptionT, ...]]:
        """What is fixed, by person and day."""
        ...

    def on_days(
        self, options: Iterable[OptionT]
    ) -> Mapping[tuple[WhoT, Day], tuple[OptionT, ...]]:
        """Options by person and day."""
        ...


DayIndexT = TypeVar("DayIndexT", bound=DayIndex[Any, Any])


class DayRule(
    JointRule[P, DayIndexT, OptionT, VariablesT],
    Generic[P, DayIndexT, WhoT, OptionT, VariablesT],
):
    """Says whether somebody's day goes together, what is fixed on it included.

    Only days that pass become variables, so there is nothing left to post.
    """

    @abstractmethod
    def refuse_day(
        self, index: DayIndexT, who: WhoT, day: Day, options: Sequence[OptionT], /
    ) -> Refusal | None:
        """The reason why nobody can have such a day; with less on it it passes, too."""

    def post(self, index: DayIndexT, variables: VariablesT) -> None:
        """Nothing: see the class."""

    def breaches(
        self, index: DayIndexT, assignments: Iterable[OptionT]
    ) -> Iterable[Finding]:
        """Days with something planned on them that cannot be."""
        for (who, day), planned in sorted(index.on_days(assignments).items()):
            together = (*index.fixed_on.get((who, day), ()), *planned)
            refusal = self.refuse_day(index, who, day, together)
            if refusal is not None:
                yield Finding(self.id, refusal.facts, (who,))

    def fixed_breaches(self, index: DayIndexT) -> Iterable[Finding]:
        """Days that cannot be as they were agreed."""
        for (who, day), fixed in sorted(index.fixed_on.items()):
            refusal = self.refuse_day(index, who, day, fixed)
            if refusal is not None:
                yield Finding(self.id, refusal.facts, (who,), decided=False)
