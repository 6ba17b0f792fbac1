"""Where an open stretch may be cut: by rules, by rivals, and to hand over.

A piece is as long as it can be: it begins and ends where the stretch does, where a
rule lets it, where somebody else's child needs the place or the person's hours, where
the hours end in which a person can have most children, or where another person takes
over (so early that nobody's piece is too short). Other cuts would shorten it, but for
those that are not tried because their number is that of all cuts times all cuts: of a
piece that gives way to one that gives way itself, and of other hours of a person's day.
How much they would bring is measured by the benchmark ``pieces``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from solver.slots import Slot
from solver.substitution.cuts import cuts_between, cuts_of, meeting
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Handover, RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import PlaceId
from solver.substitution.windows import Candidate, narrowed, part, shortest_of


def pieces_of(
    index: ProblemIndex, rules: RuleSet, candidates: Sequence[Candidate]
) -> Iterator[Option]:
    """The options of one open stretch, cut where one can hand over to another."""
    handover = rules.pieces.handover
    partial = any(tuple(c.windows) != (c.whole.slot,) for c in candidates)
    cut = handover is not Handover.NEVER and partial and len(candidates) > 1
    scopes: dict[PlaceId | None, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        anywhere = handover is Handover.AT_ALL
        scopes[None if anywhere else candidate.whole.place].append(candidate)
    for scope in scopes.values():
        for candidate in scope:
            slots = dict.fromkeys(candidate.windows)
            if cut and len(scope) > 1:
                slots.update(
                    dict.fromkeys(_handed_over(index, rules, candidate, scope))
                )
            slots.update(dict.fromkeys(candidate.shorter))
            for slot in slots:
                yield part(candidate.whole, slot)


def _handed_over(
    index: ProblemIndex,
    rules: RuleSet,
    candidate: Candidate,
    scope: Sequence[Candidate],
) -> list[Slot]:
    """Windows of a candidate and the parts of them that meet somebody else's windows.

    A piece may begin where another's window ends and end where another's begins; and
    where both ways would leave a piece too short, in between.
    """
    others = [w for c in scope if c is not candidate for w in c.windows]
    found = dict.fromkeys(candidate.windows)
    shortest = shortest_of(index, rules, candidate.whole)
    clock = index.clock(candidate.whole.day)
    for window in candidate.windows:
        starts, ends = cuts_of(window, others)
        if window not in candidate.crowded:
            limits = rules.pieces
            gain, grid = limits.handover_gain_minutes, limits.step_minutes
            between = cuts_between(clock, window, others, shortest, grid, gain)
            starts, ends = starts | between[0], ends | between[1]
        for slot in meeting(window, sorted(starts), sorted(ends)):
            if clock.minutes(slot) >= shortest and slot not in found:
                parts = narrowed(index, rules, candidate.whole, slot)
                found.update(dict.fromkeys(parts))
    return list(found)
