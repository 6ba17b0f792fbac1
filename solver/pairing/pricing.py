"""Find every team that is worth more than its price: exact, all teams of the frame.

A search from each person as the first of her team, over partners after her. What a
partner adds at most is what she covers for those who are in already, and all her own
need as far as they and her best others can cover it; a branch that stays below the
threshold whoever comes in is left out. Nothing is left out for being far down a list.
"""

from collections.abc import Iterable, Sequence

from solver.pairing.frame import Frame
from solver.pairing.prices import PARTS, Prices
from solver.pairing.problem import PersonId, Team, TeamKind
from solver.pairing.search import Search

#: A member and whether she holds a place.
_Item = tuple[PersonId, bool]


def search_teams(
    frame: Frame, prices: Prices, search: Search, roots: Iterable[PersonId]
) -> None:
    """Add every team with a surplus above the threshold to what was found."""
    for root in roots:
        if root in frame.cover.index.problem.floaters:
            branches: list[_Branch] = [_Cluster(frame, prices, search)]
        else:
            branches = [
                _Members(frame, prices, search, kind, held)
                for kind in (TeamKind.TRIO, TeamKind.GROUP)
                if root in frame.ready[kind]
                for held in frame.holding(kind, root)
            ]
        most = search.threshold
        for branch in branches:
            most = max(most, branch.explore(root))
        search.surpluses[root] = most


class _Branch:
    """One kind of team from one first person."""

    def __init__(self, frame: Frame, prices: Prices, search: Search) -> None:
        self.frame = frame
        self.prices = prices
        self.search = search
        self.cover = frame.cover
        self.potentials = frame.cover.potentials
        self.need = frame.cover.index.need
        self.whole = frame.cover.index.whole
        self.most = search.threshold

    def parts(self, minutes: int) -> int:
        """Child-minutes of all draws as parts of a child-hour, rounded up."""
        return -(-minutes * PARTS // self.whole)

    def price(self, person: PersonId, *, held: bool) -> int:
        """What somebody takes, her held place included, rounded down."""
        cents = self.cover.index.problem.childminders[person].held_place_cents
        money = self.prices.money(cents) - 1 if held else 0
        return self.prices.of_person.get(person, 0) + money

    def offer(self, team: Team) -> None:
        """Count a team and keep it if it is worth it."""
        surplus = self.prices.surplus(self.cover, team)
        if surplus > self.search.threshold and self.frame.passes(team):
            self.search.found.append((surplus, team))
            self.most = max(self.most, surplus)

    def explore(self, root: PersonId) -> int:
        """What no team from this person on exceeds [parts]."""
        raise NotImplementedError


class _Members(_Branch):
    """Trios or groups: everybody covers for everybody."""

    def __init__(
        self,
        frame: Frame,
        prices: Prices,
        search: Search,
        kind: TeamKind,
        held: bool,  # noqa: FBT001 - whether the first of them holds a place
    ) -> None:
        super().__init__(frame, prices, search)
        self.kind = kind
        self.held = held
        self.least, self.size = frame.sizes(kind)

    def explore(self, root: PersonId) -> int:
        frame = self.frame
        later = [
            (person, held)
            for person in frame.near.get(root, ())
            if person > root and person in frame.ready[self.kind]
            for held in frame.holding(self.kind, person)
        ]
        if len({person for person, _ in later}) < self.least - 1:
            return self.most
        self._grow(((root, self.held),), {root: 0}, later)
        return self.most

    def _grow(
        self, team: tuple[_Item, ...], got: dict[PersonId, int], later: list[_Item]
    ) -> None:
        """Offer the team and all that grow out of it."""
        if len(team) >= self.least and self._value(team, got) > self.search.threshold:
            members = tuple(person for person, _ in team)
            holders = tuple(person for person, held in team if held)
            self.offer(Team(self.kind, members, holders))
        room = self.size - len(team)
        if not room or not later:
            return
        gains = self._gains(team, got, later, room)
        lacking = max(0, self.least - len(team))
        bound = self._value(team, got) + _best(gains, lacking, room)
        if bound <= self.search.threshold:
            return
        if self.search.over:
            self.search.complete = False
            self.most = max(self.most, bound)
            return
        self.search.steps -= 1
        for number, item in enumerate(later):
            rest = gains[number + 1 :]
            here = self._value(team, got) + gains[number]
            here += _best(rest, max(0, lacking - 1), room - 1)
            if here > self.search.threshold:
                self._take(team, got, item, later[number + 1 :])

    def _take(
        self,
        team: tuple[_Item, ...],
        got: dict[PersonId, int],
        item: _Item,
        later: Sequence[_Item],
    ) -> None:
        """Go on with one more."""
        person, held = item
        more = {
            member: minutes + self.potentials(member, person, held=held)
            for member, minutes in got.items()
        }
        more[person] = sum(self.potentials(person, m, held=h) for m, h in team)
        near = self._near_of(person)
        rest = [other for other in later if other[0] in near]
        self._grow((*team, item), more, rest)

    def _near_of(self, person: PersonId) -> frozenset[PersonId]:
        return frozenset(self.frame.near.get(person, ()))

    def _value(self, team: tuple[_Item, ...], got: dict[PersonId, int]) -> int:
        """What these are worth at most, as they are, less what they take."""
        minutes = sum(min(self.need[member], most) for member, most in got.items())
        taken = sum(self.price(person, held=held) for person, held in team)
        return self.parts(minutes) - taken

    def _gains(
        self,
        team: tuple[_Item, ...],
        got: dict[PersonId, int],
        later: Sequence[_Item],
        room: int,
    ) -> list[int]:
        """What each partner adds at most, whoever else comes in."""
        missing = {m: max(0, self.need[m] - minutes) for m, minutes in got.items()}
        found = []
        for person, held in later:
            given = sum(
                min(left, self.potentials(member, person, held=held))
                for member, left in missing.items()
                if left
            )
            own = sum(self.potentials(person, m, held=h) for m, h in team)
            own += self._from_others(person, room - 1)
            minutes = given + min(self.need[person], own)
            found.append(self.parts(minutes) - self.price(person, held=held))
        return found

    def _from_others(self, person: PersonId, count: int) -> int:
        """What so many of her neighbours cover for somebody at most."""
        if not count:
            return 0
        known = self.search.tops.get((self.kind, person))
        if known is None:
            ready = self.frame.ready[self.kind]
            known = sorted(
                (
                    self.potentials(person, other, held=held)
                    for other in self.frame.near.get(person, ())
                    if other in ready
                    for held in self.frame.holding(self.kind, other)[-1:]
                ),
                reverse=True,
            )
            self.search.tops[self.kind, person] = known
        return sum(known[:count])


def _best(gains: Sequence[int], least: int, most: int) -> int:
    """The most that between ``least`` and ``most`` of these add up to."""
    ranked = sorted(gains, reverse=True)[:most]
    return sum(gain for n, gain in enumerate(ranked) if n < least or gain > 0)


class _Cluster(_Branch):
    """A floater's childminders: only she covers for them.

    One more adds the less the more are in already (she can be with one of them a day),
    so what each adds now is what she adds at most later.
    """

    def explore(self, root: PersonId) -> int:
        ready = self.frame.ready[TeamKind.CLUSTER]
        near = [
            person for person in self.frame.reached.get(root, ()) if person in ready
        ]
        _, size = self.frame.sizes(TeamKind.CLUSTER)
        self._grow(root, (), near, size)
        return self.most

    def _minutes(self, floater: PersonId, members: Iterable[PersonId]) -> int:
        team = Team(TeamKind.CLUSTER, tuple(sorted(members)), floater=floater)
        return self.cover.minutes(team)

    def _grow(
        self,
        floater: PersonId,
        members: tuple[PersonId, ...],
        later: Sequence[PersonId],
        room: int,
    ) -> None:
        """Offer the team and all that grow out of it; the best gains come first."""
        minutes = self._minutes(floater, members) if members else 0
        taken = sum(self.price(member, held=False) for member in members)
        value = self.parts(minutes) - taken - self.prices.of_person.get(floater, 0)
        if members and value > self.search.threshold:
            team = Team(TeamKind.CLUSTER, tuple(sorted(members)), floater=floater)
            self.offer(team)
        if not room:
            return
        gains = [
            (
                self.parts(self._minutes(floater, (*members, person)) - minutes)
                - self.price(person, held=False),
                person,
            )
            for person in later
        ]
        gains.sort(reverse=True)
        self._branch(floater, (members, value), gains, room)

    def _branch(
        self,
        floater: PersonId,
        now: tuple[tuple[PersonId, ...], int],
        gains: Sequence[tuple[int, PersonId]],
        room: int,
    ) -> None:
        """Go on with each who may be worth it."""
        members, value = now
        for number, (gain, person) in enumerate(gains):
            rest = sum(max(0, g) for g, _ in gains[number + 1 : number + room])
            bound = value + gain + rest
            if bound <= self.search.threshold:
                return
            if self.search.over:
                self.search.complete = False
                self.most = max(self.most, bound)
                return
            self.search.steps -= 1
            later = [other for _, other in gains[number + 1 :]]
            self._grow(floater, (*members, person), later, room - 1)
