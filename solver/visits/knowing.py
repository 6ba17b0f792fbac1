"""Whether a child will know a person on a day: from contacts known, and from visits.

Said twice: ``knows`` answers for given visits, ``may_know`` by a variable.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from solver.familiarity import Asked, asked_for, state_on
from solver.linear import Var
from solver.slots import Day
from solver.substitution.problem import Familiarity
from solver.visits.index import Met, VisitIndex
from solver.visits.problem import Contact, Visit
from solver.visits.variables import VisitVariables

#: ``True`` and ``False`` whatever is planned, else a variable.
Known = bool | Var
#: Days on which visits bring a child and a person together.
Meetings = Mapping[Met, Collection[Day]]


def knows(
    index: VisitIndex, met: Met, day: Day, level: Familiarity, meetings: Meetings
) -> bool:
    """Whether the child knows the person at least so well on the morning of a day."""
    if level is Familiarity.UNKNOWN:
        return True
    contacts = index.contacts_of.get(met, ())
    days = {contact.day for contact in contacts} | set(meetings.get(met, ()))
    state = state_on(
        day, days, index.problem.thresholds, settled=_settled(contacts, day)
    )
    return state >= level


def _settled(contacts: Sequence[Contact], day: Day) -> bool:
    return any(contact.settled and contact.day < day for contact in contacts)


class Knowing:
    """Variables that say whether a child may know a person."""

    def __init__(self, index: VisitIndex, variables: VisitVariables) -> None:
        self._index = index
        self._variables = variables
        self._days: dict[Met, dict[Day, Var]] = {}

    def may_know(self, met: Met, day: Day, level: Familiarity) -> Known:
        """Whether visits can bring it about; the variable needs those that do."""
        if level is Familiarity.UNKNOWN:
            return True
        contacts = self._index.contacts_of.get(met, ())
        there = {contact.day for contact in contacts if contact.day < day}
        chances = self._chances(met)
        if level is Familiarity.FADED:
            earlier = [v for found, v in chances.items() if found < day]
            return bool(there) or self._any(earlier, met)
        thresholds = self._index.problem.thresholds
        settled = _settled(contacts, day)
        asked = asked_for(level, thresholds, settled=settled)
        return asked is not None and self._asked(met, day, asked, there)

    def _asked(self, met: Met, day: Day, asked: Asked, there: Collection[Day]) -> Known:
        """What is left to ask of visits, beside the contacts that are there."""
        rows: list[tuple[int, tuple[Var, ...]]] = []
        wanted = (
            (asked.contacts, asked.window_days),
            (1, asked.recent_days),
        )
        for count, reach in wanted:
            left = count - sum(found >= day - reach for found in there)
            if left <= 0:
                continue
            inside = tuple(
                var
                for found, var in self._chances(met).items()
                if day - reach <= found < day and found not in there
            )
            if len(inside) < left:
                return False
            rows.append((left, inside))
        if not rows:
            return True
        if len(rows) > 1 and _implied(rows[0], rows[1]):
            rows.pop()
        rows += self._without_some(met, rows[0])
        return self._variables.implied(rows, f"{met[0]} kennt {met[1]} am {day}")

    def _without_some(
        self, met: Met, many: tuple[int, tuple[Var, ...]]
    ) -> Iterator[tuple[int, tuple[Var, ...]]]:
        """What so many of a few stretches ask of any choice of them but some.

        With one visit a stretch, three of six are not to be had without one of any
        four: rows that follow, but that the relaxation would not see.
        """
        bonds = self._index.bonds_meeting.get(met, ())
        count, inside = many
        if count == 1 or len(bonds) != 1:
            return
        stretches: dict[int, list[Var]] = defaultdict(list)
        wanted = set(inside)
        for day, var in self._chances(met).items():
            if var in wanted:
                stretches[self._index.period(bonds[0], day)].append(var)
        if len(stretches) < count:
            yield 1, ()
            return
        for left in combinations(stretches, len(stretches) - count + 1):
            yield 1, tuple(var for period in left for var in stretches[period])

    def _any(self, found: Sequence[Var], met: Met) -> Known:
        if not found:
            return False
        name = f"{met[0]} hat {met[1]} getroffen"
        return self._variables.implied(((1, tuple(found)),), name)

    def _chances(self, met: Met) -> dict[Day, Var]:
        known = self._days.get(met)
        if known is None:
            known = self._days[met] = self._variables.met_on(met)
        return known


def _implied(
    many: tuple[int, tuple[Var, ...]], one: tuple[int, tuple[Var, ...]]
) -> bool:
    """Whether so many of the first group need one of the second anyway."""
    outside = len(set(many[1]) - set(one[1]))
    return many[0] > outside


def meetings_of(index: VisitIndex, visits: Iterable[Visit]) -> Meetings:
    """Days on which visits bring children and persons together."""
    found: dict[Met, set[Day]] = defaultdict(set)
    for visit in visits:
        for met in index.contacted(visit):
            found[met].add(visit.day)
    return found
