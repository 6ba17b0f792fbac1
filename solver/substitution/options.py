"""The options of a problem: what may be decided at all, and why the rest may not.

This is the definition of the per-day problem; model, brute force and peers use the
same options.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from solver.result import StopCheck
from solver.rule import Refusal
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.linked import links_of, whole_of
from solver.substitution.pieces import pieces_of
from solver.substitution.plan import Option, OptionSet, RefusalReason
from solver.substitution.problem import Need, NeedId, PersonId, PlaceId
from solver.substitution.rivals import Rivals, give_way
from solver.substitution.shifts import Shifts
from solver.substitution.windows import Candidate, Windows, part, windows_of


def generate(
    index: ProblemIndex,
    rules: RuleSet,
    needs: Iterable[Need] | None = None,
    give_up: StopCheck = lambda: False,
    windows: Callable[[Option], Windows] | None = None,
) -> OptionSet:
    """Every option that passes the pair rules, without dominated pieces.

    For each open stretch of a need (what fixed cover and the past leave of it) and
    each linked person and place: the whole stretch if every rule passes it; otherwise
    the maximal parts that pass, rounded inward to the grid, none shorter than the
    shortest piece. Parts are also cut where another child may take the person or the
    place (see ``JointRule.taken_by``), to the hours in which somebody can have most
    children (see ``JointRule.shifts``), and, where a hand-over is allowed, where the
    others' parts begin or end (at the same place, or anywhere), so that two can meet.

    Parameters
    ----------
    needs
        Only these, as if there were no others; all of the problem's if not given.
    give_up
        Asked again and again; once true no further need is looked at and nothing is
        cut any more. What is given back then are options, but not all of them.
    windows
        Asked for ``windows_of`` a whole stretch, where some are known.
    """
    if windows is None:
        windows = partial(windows_of, index, rules)
    refusals: dict[NeedId, tuple[RefusalReason, ...]] = {}
    stretches: list[list[Candidate]] = []
    for need in index.problem.needs if needs is None else needs:
        if give_up():
            break
        found, reasons = _candidates(index, need, windows)
        stretches.extend(found)
        if reasons:
            refusals[need.id] = reasons
    every = tuple(chain.from_iterable(stretches))
    around = _Around(Rivals(index, every), Shifts(index, rules, every))
    options: list[Option] = []
    for candidates in stretches:
        options.extend(_cut(index, rules, candidates, around, give_up))
    return OptionSet(tuple(options), refusals)


@dataclass(frozen=True, slots=True)
class _Around:
    """What all stretches together say about where each may be cut."""

    rivals: Rivals
    shifts: Shifts


def _cut(
    index: ProblemIndex,
    rules: RuleSet,
    candidates: Sequence[Candidate],
    around: _Around,
    give_up: StopCheck,
) -> Iterable[Option]:
    """The options of one open stretch; once time is up as the rules leave them."""
    for candidate in candidates:
        if give_up():
            break
        candidate.shorter = (
            *around.shifts.within(candidate),
            *give_way(index, rules, candidate, around.rivals),
        )
    if give_up():
        return (part(c.whole, slot) for c in candidates for slot in c.windows)
    return pieces_of(index, rules, candidates)


def _candidates(
    index: ProblemIndex, need: Need, windows_of_whole: Callable[[Option], Windows]
) -> tuple[list[list[Candidate]], tuple[RefusalReason, ...]]:
    """Who may take (part of) each open stretch of a need, and who was refused why."""
    stretches: list[list[Candidate]] = []
    reasons: dict[tuple[PersonId, PlaceId | None], RefusalReason] = {}
    for stretch in index.segments[need.id]:
        candidates: list[Candidate] = []
        for link in links_of(index, need):
            whole = whole_of(need, stretch, link)
            windows, refusal = windows_of_whole(whole)
            if refusal is not None:
                reasons.setdefault((whole.person, whole.place), _reason(whole, refusal))
            if windows:
                candidates.append(Candidate(whole, windows))
        stretches.append(candidates)
    return stretches, tuple(reasons.values())


@dataclass(frozen=True, slots=True)
class AskedPair:
    """One person at one place for one open stretch, asked of every pair rule.

    ``passing`` are the maximal parts that pass, ``refused`` why the whole does not.
    """

    whole: Option
    passing: tuple[Option, ...]
    refused: RefusalReason | None


def asked_pairs(
    index: ProblemIndex, rules: RuleSet, need: Need, person: PersonId
) -> tuple[AskedPair, ...]:
    """What the pair rules say to this person; empty where she is not linked."""
    found: list[AskedPair] = []
    for stretch in index.segments[need.id]:
        for link in links_of(index, need):
            if link.substitute != person:
                continue
            whole = whole_of(need, stretch, link)
            windows, refusal = windows_of(index, rules, whole)
            refused = None if refusal is None else _reason(whole, refusal)
            passing = tuple(part(whole, slot) for slot in windows)
            found.append(AskedPair(whole, passing, refused))
    return tuple(found)


def _reason(option: Option, refusal: Refusal) -> RefusalReason:
    return RefusalReason(option.person, option.place, refusal.rule, refusal.facts)
