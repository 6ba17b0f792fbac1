"""Changes of the net, verified and ranked: the best ones first, or that none helps.

Every change told was evaluated on the whole stress set, with the evaluator of the
stress test. Evaluating all is not needed: of most a proven bound says enough.

**The bound.** Let a change add options for the absent persons in ``A`` (or ease a
rule for them) and leave all other options as they are. Of persons away together, let
``G`` be the old groups with somebody of ``A`` in them (groups touch nothing in common,
``solver.stress.reach``). Take a best plan of the changed net and look at it without the
needs of ``G``: it is a plan of the old net for the rest, since nothing about the rest
changed, and so leaves at least as much of the rest open as before. What the change
covers is therefore at most what was open in ``G``.

``A`` are the persons whose reach differs between the two nets or touches something that
differs (``Net``'s own test for taking a value over).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from solver.profile import RuleProfile
from solver.result import Progress, ProgressCallback, StopCheck
from solver.slots import Day
from solver.stress.evaluator import Net
from solver.substitution.problem import PersonId
from solver.whatif.candidate import (
    MINUTES_PER_HOUR,
    Change,
    cents_a_year,
    standing_cents,
)
from solver.whatif.candidates import Candidates
from solver.whatif.potential import OpenTime
from solver.whatif.problem import CostRates, Order, WhatIfProblem, WhatIfSettings
from solver.whatif.result import Siting, Verified, WhatIfResult
from solver.whatif.stress_set import StressSet, Together
from solver.whatif.vary import varied

#: Share of the work that is behind it once a phase begins.
BASE, CHANGES, DONE = 0.0, 0.2, 1.0
#: A place in the ranking: the smaller, the better.
Rank = tuple[float, str]
#: Whether a change that covers so much at most [fractions of the set] is not needed.
Hopeless = Callable[[int], bool]


def whatif(
    problem: WhatIfProblem,
    profile: RuleProfile,
    settings: WhatIfSettings | None = None,
    rates: CostRates | None = None,
    progress: ProgressCallback | None = None,
    cancelled: StopCheck | None = None,
) -> WhatIfResult:
    """What would mend the net: the best changes, each verified.

    The same problem, profile, settings and rates give the same result.

    Parameters
    ----------
    progress
        Told how far it is, in the phases ``base``, ``changes`` and ``done``.
    cancelled
        Asked again and again; once true, what is known by then is given back.

    Raises
    ------
    ProblemError
        If the week contradicts itself.
    ProfileError
        If the profile does not make a rule set, or counts no open minutes first.
    """
    stop = cancelled or (lambda: False)
    tell = progress or (lambda _progress: None)
    asked = settings or WhatIfSettings()
    measured = Measured(problem, profile, asked, rates or CostRates())
    tell(Progress(BASE, "base"))
    known = measured.measure(stop)
    candidates = Candidates(problem, profile, asked, measured.open_time)
    changes = candidates.changes() if known else ()
    ranking = Ranking(measured, asked.best)
    for number, (bound, change) in enumerate(measured.by_promise(changes)):
        if stop():
            break
        tell(Progress(CHANGES + (DONE - CHANGES) * number / len(changes), "changes"))
        ranking.consider(change, bound, stop)
    tell(Progress(DONE, "done"))
    sitings = candidates.sitings() if known else ()
    return ranking.result(len(changes), sitings, complete=not stop())


@dataclass
class Measured:
    """The net over the stress set, as it is and as a change would make it."""

    problem: WhatIfProblem
    profile: RuleProfile
    settings: WhatIfSettings
    rates: CostRates
    single_minutes: int = 0
    wave_minutes: int = 0
    unproven: int = 0
    drawn_weeks: int = 0

    def __post_init__(self) -> None:
        """Make the net; nothing is computed yet."""
        stress = self.problem.stress
        self.net = Net(stress, self.profile)
        self.set = StressSet.of(stress, self.settings)
        self.open_time = OpenTime({}, {})
        self._waves: list[Together] = []

    def measure(self, stop: StopCheck) -> bool:
        """Evaluate the whole set; false if stopped before the end."""
        for absences, is_wave in ((self.set.singles, False), (self._drawn(), True)):
            for absent, day in absences:
                if stop():
                    return False
                value = self.net.uncovered(absent, day)
                self.unproven += not value.proven
                if is_wave:
                    self.wave_minutes += value.minutes
                else:
                    self.single_minutes += value.minutes
        self.open_time = OpenTime.of(
            self.net, [(min(absent), day) for absent, day in self.set.singles]
        )
        self.drawn_weeks = self.settings.draws
        return True

    def _drawn(self) -> Sequence[Together]:
        if not self._waves:
            self._waves = list(self.set.waves(self.problem.stress))
        return self._waves

    def by_promise(self, changes: Sequence[Change]) -> list[tuple["Bound", Change]]:
        """Changes with what they cover at most, those that promise most first."""
        bounds = [(self.bound(change), change) for change in changes]
        return sorted(bounds, key=lambda pair: (-pair[0].weight, pair[1].key))

    def bound(self, change: Change) -> "Bound":
        """What a change covers at most of the stress set, and where."""
        net = self.varied(change)
        concerned = {day: self._concerned(net, day) for day in self.set.days}
        single, wave = (
            tuple(
                self._open_around(absent, concerned[day], day)
                for absent, day in absences
            )
            for absences in (self.set.singles, self._drawn())
        )
        weight, _ = self.set.weigh(sum(single), sum(wave))
        return Bound(net, single, wave, weight)

    def varied(self, change: Change) -> Net:
        """The net with the change, knowing all that the change cannot touch."""
        stress, profile = varied(self.problem, self.profile, change)
        return Net(stress, profile, like=self.net)

    def _concerned(self, net: Net, day: Day) -> frozenset[PersonId]:
        after = net.day(day)
        return frozenset(after.reaches.keys() - after.untouched)

    def _open_around(
        self, absent: frozenset[PersonId], concerned: frozenset[PersonId], day: Day
    ) -> int:
        """Open minutes of the groups with somebody the change concerns."""
        if absent.isdisjoint(concerned):
            return 0
        return sum(
            self.net.value(group, day).minutes
            for group in self.net.groups(absent, day)
            if not group.isdisjoint(concerned)
        )

    def verify(
        self, change: Change, bound: "Bound", hopeless: Hopeless, stop: StopCheck
    ) -> Verified | None:
        """Evaluate the changed net over the set; ``None`` if stopped or hopeless.

        Where nothing is open that the change could cover, nothing is evaluated again:
        a change adds options, so it never leaves more open.

        Parameters
        ----------
        hopeless
            Told what the change covers at most, as far as is known by now.
        """
        sums, proven, left = [0, 0], True, bound.weight
        for at, absences in enumerate((self.set.singles, self._ill(bound.net))):
            most = bound.wave_minutes if at else bound.single_minutes
            for number, (now, day) in enumerate(absences):
                if not most[number]:
                    continue
                if stop() or hopeless(left):
                    return None
                before = self.net.uncovered(self._before(at)[number][0], day)
                after = bound.net.uncovered(now, day)
                covered = before.minutes - after.minutes
                sums[at] += covered
                left -= self._weight_of(at, most[number] - covered)
                proven = proven and before.proven and after.proven
        return self._verified(change, sums[0], sums[1], proven=proven)

    def _weight_of(self, at: int, minutes: int) -> int:
        single, wave = (0, minutes) if at else (minutes, 0)
        return self.set.weigh(single, wave)[0]

    def _before(self, at: int) -> Sequence[Together]:
        return self._drawn() if at else self.set.singles

    def _ill(self, net: Net) -> Iterator[Together]:
        """The same waves, with the newcomers' own illness."""
        newcomers = net.problem.week.persons.keys() - self.problem.stress.week.persons
        if not newcomers:
            return iter(self._drawn())
        return self.set.waves(net.problem)

    def _verified(
        self, change: Change, single: int, wave: int, *, proven: bool
    ) -> Verified:
        covered = self.set.tally(single, wave)
        cents = cents_a_year(change, max(0, covered.year_minutes), self.rates)
        per_hour = None
        if covered.year_minutes > 0:
            per_hour = cents * MINUTES_PER_HOUR // covered.year_minutes
        return Verified(change, covered, cents, per_hour, proven)


@dataclass(frozen=True)
class Bound:
    """What a change covers at most: of each absence of the set, and of the year.

    ``weight`` is the year's, in the set's fractions; it is the sum of the others.
    """

    net: Net
    single_minutes: tuple[int, ...]
    wave_minutes: tuple[int, ...]
    weight: int


@dataclass
class Ranking:
    """Changes verified so far; what cannot be among the best is only counted."""

    measured: Measured
    best: int
    ranked: list[tuple[Rank, Verified]] = field(default_factory=list)
    verified: int = 0
    ruled_out: int = 0
    unproven: int = 0

    def consider(self, change: Change, bound: Bound, stop: StopCheck) -> None:
        """Verify a change, unless a bound says that it is not needed."""
        standing = standing_cents(change, self.measured.rates)

        def hopeless(weight: int) -> bool:
            return self._hopeless(standing, weight)

        if hopeless(bound.weight):
            self.ruled_out += 1
            return
        found = self.measured.verify(change, bound, hopeless, stop)
        if found is None:
            self.ruled_out += not stop()
            return
        self.verified += 1
        self.unproven += not found.proven
        if self._weight(found) > 0:
            self._enter(self._rank(found), found)

    def _enter(self, rank: Rank, found: Verified) -> None:
        """Rank a change, unless the same in other rooms is better."""
        measure = found.change.measure
        others = [e for e in self.ranked if e[1].change.measure != measure]
        same = [e for e in self.ranked if e[1].change.measure == measure]
        best = min([*same, (rank, found)], key=lambda entry: entry[0])
        self.ranked = sorted([*others, best], key=lambda entry: entry[0])
        del self.ranked[self.best :]

    def _hopeless(self, standing: int, weight: int) -> bool:
        """Whether a change that covers so much at most is not among the best."""
        if weight <= 0:
            return True
        if len(self.ranked) < self.best:
            return False
        return self._score(standing, weight) > self.ranked[-1][0][0]

    def _score(self, standing: int, weight: int) -> float:
        """The smaller, the better."""
        if self.measured.settings.order is Order.HOURS:
            return -float(weight)
        return self._cents(standing, weight)

    def _rank(self, found: Verified) -> Rank:
        standing = standing_cents(found.change, self.measured.rates)
        return self._score(standing, self._weight(found)), found.change.key

    def _cents(self, standing: int, weight: int) -> float:
        """Standing cents per covered child-minute: what an hour's own pay leaves out.

        Self-employed substitutes are paid by the hour whichever change brings them;
        among those who cost nothing else, the one that covers most is the best.
        """
        return standing / weight - 1e-18 * weight

    def _weight(self, found: Verified) -> int:
        covered = found.covered
        return self.measured.set.weigh(covered.single_minutes, covered.wave_minutes)[0]

    def result(
        self, considered: int, sitings: Sequence[Siting], *, complete: bool
    ) -> WhatIfResult:
        """What was found."""
        measured = self.measured
        return WhatIfResult(
            base=measured.set.tally(measured.single_minutes, measured.wave_minutes),
            absences=len(measured.set.singles),
            drawn_weeks=measured.drawn_weeks,
            ranked=tuple(found for _, found in self.ranked),
            considered=considered,
            verified=self.verified,
            ruled_out=self.ruled_out,
            sitings=tuple(sitings),
            unproven=measured.unproven + self.unproven,
            complete=complete,
        )
