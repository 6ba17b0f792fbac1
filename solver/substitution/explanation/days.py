"""A changed part looked at day by day: mostly that decides it, at a fraction of it.

Rules that tie days (weekly hours, rest at night, contracts, distinct persons) only
forbid: a plan cut down to one day breaks none. So the best of every day by itself is a
bound for the part, and days that together break no rule are a plan of it.
"""

from collections.abc import Sequence

from solver.explanation.refuting import IMPOSSIBLE
from solver.slots import Day
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.best import Best
from solver.substitution.explanation.best_part import (
    Asked,
    BestParts,
    Part,
    minutes,
)
from solver.substitution.explanation.changed import Changed, DayOptions
from solver.substitution.explanation.together import Together
from solver.substitution.plan import Option


class Days:
    """Days by themselves, before and after changes; each is solved once."""

    def __init__(self, basis: Basis, parts: BestParts) -> None:
        self._basis = basis
        self._parts = parts
        self._changed: dict[tuple[Changed, Day], Best] = {}

    def decided(
        self,
        changed: Changed,
        asked: Sequence[Option],
        most: int,
        together: Together | None = None,
    ) -> tuple[Option, ...] | bool:
        """A plan with one of the options asked for and few minutes open in the part.

        ``False`` if there is none; ``True`` if the days by themselves do not tell.

        Parameters
        ----------
        asked
            Options of one day; one of them has to be taken.
        most
            Minutes that may be open [child-minutes].
        together
            All changes of the gap at once, if there are several.
        """
        day = asked[0].day
        here = changed.inside_day(day)
        part = Part(changed.index, here.options, changed.standing)
        others = _others_than(changed, here)
        forced = self._parts.best(
            part, Asked(asked, most + minutes(changed.index, others))
        )
        if forced.possible:
            beside = self._beside(changed, others, forced, most)
            if beside is not None:
                return beside
        if forced.ruled_out and forced.bound >= IMPOSSIBLE:
            return False
        told = forced.possible or forced.ruled_out
        if told and together is not None:
            gained = minutes(changed.index, others)
            gained += self._gained(changed, day, together)
            if forced.bound - gained > most:
                return False
        return self._by_itself(changed, asked, forced, most)

    def _by_itself(
        self, changed: Changed, asked: Sequence[Option], forced: Best, most: int
    ) -> tuple[Option, ...] | bool:
        """The same by what all else of the part can reach with this very change."""
        day = asked[0].day
        best = self._others(changed, day)
        elsewhere = sum(found.bound - changed.nothing for found in best)
        if forced.ruled_out and forced.bound + elsewhere <= most:
            # Too many beside the plan as it is, but the other days may do better.
            here = changed.inside_day(day).options
            part = Part(changed.index, here, changed.standing)
            forced = self._parts.best(part, Asked(asked, most - elsewhere))
        told = forced.possible or forced.ruled_out
        if told and forced.bound + elsewhere > most:
            return False
        if not forced.possible:
            return True
        return self._together(changed, forced, best, most)

    def _gained(self, changed: Changed, day: Day, together: Together) -> int:
        """What all else of the part can gain at most, told for all changes at once."""
        gained, left = 0, set(changed.parts) - changed.inside_day(day).parts
        for other in together.days:
            gained += other.most
            left -= other.parts
        basis = self._basis
        for number in left:
            needs = frozenset(option.need for option in basis.day_parts[number])
            planned = (o for o in basis.plan.assignments if o.need in needs)
            covered = changed.nothing - self._part(number).bound
            gained += max(0, covered - minutes(basis.index, planned))
        return gained

    def _others(self, changed: Changed, day: Day) -> list[Best]:
        """All else of the part than what the change ties together on a day."""
        days = changed.days_touched - {day}
        left = set(changed.parts) - changed.inside_day(day).parts
        for other in days:
            left -= changed.inside_day(other).parts
        return [
            *(self._best(changed, other) for other in sorted(days)),
            *(self._part(number) for number in sorted(left)),
        ]

    def _beside(
        self, changed: Changed, others: Sequence[Option], forced: Best, most: int
    ) -> tuple[Option, ...] | None:
        """The day as it is best where the change ties it, all the rest as planned."""
        if forced.value - minutes(changed.index, others) > most:
            return None
        after = (*changed.outside, *others, *forced.taken)
        return None if changed.breaks(after) else after

    def _together(
        self, changed: Changed, forced: Best, best: Sequence[Best], most: int
    ) -> tuple[Option, ...] | bool:
        """Every day as it is best."""
        taken = tuple(option for found in best for option in found.taken)
        if forced.value - minutes(changed.index, taken) > most:
            return True
        after = (*changed.outside, *forced.taken, *taken)
        return changed.breaks(after) or after

    def _best(self, changed: Changed, day: Day) -> Best:
        """What the change ties together on a day, with nothing asked for."""
        known = self._changed.get((changed, day))
        if known is None:
            here = changed.inside_day(day).options
            part = Part(changed.index, here, changed.standing)
            known = self._changed[changed, day] = self._parts.best(part)
        return known

    def _part(self, number: int) -> Best:
        """A part of a day that the change leaves as it was."""
        basis = self._basis
        known = basis.best_of_day_part.get(number)
        if known is None:
            here = basis.day_parts[number]
            part = Part(basis.index, here, basis.plan.assignments)
            known = self._parts.best(part)
            if known.value == known.bound:
                basis.best_of_day_part[number] = known
        return known


def _others_than(changed: Changed, here: DayOptions) -> tuple[Option, ...]:
    """What the plan decided for the part's needs that the day's options leave out."""
    needs = frozenset(option.need for option in here.options)
    return tuple(o for o in changed.standing if o.need not in needs)
