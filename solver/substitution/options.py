"""The options of a problem: what may be decided at all, and why the rest may not.

This is the definition of the per-day problem; model, brute force and peers use the
same options.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.rule import Refusal
from solver.slots import Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import Handover, RuleSet
from solver.substitution.plan import Option, RefusalReason
from solver.substitution.problem import ChildId, Link, Need, NeedId, PersonId, PlaceId


@dataclass(frozen=True, slots=True)
class OptionSet:
    """Options in stable order, and per need who could not take (all of) it and why.

    A refusal names the first rule that refused the whole open stretch; the same person
    may still have options for parts of it.
    """

    options: tuple[Option, ...]
    refusals: Mapping[NeedId, tuple[RefusalReason, ...]]


@dataclass(slots=True)
class _Candidate:
    """A person at a place for one open stretch, and the parts that pass every rule."""

    whole: Option
    windows: Sequence[Slot]


def generate(
    index: ProblemIndex, rules: RuleSet, needs: Iterable[Need] | None = None
) -> OptionSet:
    """Every option that passes the pair rules, without dominated pieces.

    For each open stretch of a need (what fixed cover and the past leave of it) and
    each linked person and place: the whole stretch if every rule passes it; otherwise
    the maximal parts that pass, rounded inward to the grid, none shorter than the
    shortest piece. Where a hand-over is allowed, parts are also cut at the bounds of
    the others' parts (at the same place, or anywhere), so that two pieces can meet.

    Parameters
    ----------
    needs
        Only these; all of the problem's if not given.
    """
    options: list[Option] = []
    refusals: dict[NeedId, tuple[RefusalReason, ...]] = {}
    for need in index.problem.needs if needs is None else needs:
        reasons: dict[tuple[PersonId, PlaceId | None], RefusalReason] = {}
        for stretch in index.segments[need.id]:
            candidates: list[_Candidate] = []
            for link in links_of(index, need):
                whole = _option(need, stretch, link)
                windows, refusal = _windows(index, rules, whole)
                if refusal is not None:
                    reasons.setdefault(
                        (whole.person, whole.place), _reason(whole, refusal)
                    )
                if windows:
                    candidates.append(_Candidate(whole, windows))
            options.extend(_pieces(index, rules, candidates))
        if reasons:
            refusals[need.id] = tuple(reasons.values())
    return OptionSet(tuple(options), refusals)


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
            whole = _option(need, stretch, link)
            windows, refusal = _windows(index, rules, whole)
            refused = None if refusal is None else _reason(whole, refusal)
            passing = tuple(_part(whole, slot) for slot in windows)
            found.append(AskedPair(whole, passing, refused))
    return tuple(found)


def links_of(index: ProblemIndex, need: Need) -> Iterable[Link]:
    """Links by which somebody may take a need, the first per person and place."""
    found: dict[tuple[PersonId, PlaceId], Link] = {}
    for link in index.links.get(need.absent, ()):
        if link.substitute != need.absent and _active(link, need.day, need.child):
            found.setdefault((link.substitute, link.place), link)
    return found.values()


def _active(link: Link, day: Day, child: ChildId) -> bool:
    """Whether a link holds for a child on a day, bounds inclusive."""
    return (
        (link.first_day is None or link.first_day <= day)
        and (link.last_day is None or day <= link.last_day)
        and (link.children is None or child in link.children)
    )


def _option(need: Need, slot: Slot, link: Link) -> Option:
    return Option(
        need.id, need.child, need.day, slot, link.substitute, link.place, link.model
    )


def _part(whole: Option, slot: Slot) -> Option:
    """The option narrowed to a slot; built by hand, since this runs very often."""
    if slot is whole.slot:
        return whole
    return Option(
        whole.need,
        whole.child,
        whole.day,
        slot,
        whole.person,
        whole.place,
        whole.model,
    )


def _reason(option: Option, refusal: Refusal) -> RefusalReason:
    return RefusalReason(option.person, option.place, refusal.rule, refusal.facts)


def _windows(
    index: ProblemIndex, rules: RuleSet, whole: Option
) -> tuple[Sequence[Slot], Refusal | None]:
    """Maximal parts of an option that pass every rule, and the first refusal."""
    for rule in rules.pair:
        refusal = rule.refuse(index, whole)
        if refusal is not None:
            # Timed rules come last: the others have passed the whole, and so any part.
            if rule.timed:
                return _narrowed(index, rules, whole, whole.slot), refusal
            return (), refusal
    return (whole.slot,), None


def _narrowed(
    index: ProblemIndex, rules: RuleSet, whole: Option, within: Slot
) -> Sequence[Slot]:
    """Maximal parts of ``within`` that pass every rule, on the grid, long enough."""
    parts: Sequence[Slot] = (within,)
    grid = rules.pieces.step_minutes
    shortest = min(rules.pieces.min_piece_minutes, whole.slot.minutes)
    timed = [rule for rule in rules.pair if rule.timed]
    for rule in timed:
        narrower: list[Slot] = []
        for slot in parts:
            option = _part(whole, slot)
            if rule.refuse(index, option) is None:
                narrower.append(slot)
            else:
                found = rule.windows(index, option)
                narrower.extend(p for p in found if p.minutes >= shortest)
        if not narrower:
            return ()
        parts = narrower
    rounded = (_inward(part, whole.slot, grid) for part in parts)
    return _maximal(
        slot
        for slot in rounded
        if slot is not None
        and slot.minutes >= shortest
        and all(r.refuse(index, _part(whole, slot)) is None for r in timed)
    )


def _inward(slot: Slot, whole: Slot, grid: int) -> Slot | None:
    """A slot shrunk to the grid; bounds of the whole stretch stay as they are."""
    start, end = slot.start, slot.end
    if start != whole.start:
        start = -(-start // grid) * grid
    if end != whole.end:
        end = end // grid * grid
    return Slot(start, end) if start < end else None


def _maximal(slots: Iterable[Slot]) -> Sequence[Slot]:
    """Distinct slots that lie in no other one, sorted."""
    distinct = sorted(set(slots))
    return [
        slot
        for slot in distinct
        if not any(other != slot and other.contains(slot) for other in distinct)
    ]


def _pieces(
    index: ProblemIndex, rules: RuleSet, candidates: Sequence[_Candidate]
) -> Iterator[Option]:
    """The options of one open stretch."""
    handover = rules.pieces.handover
    partial = any(c.windows != (c.whole.slot,) for c in candidates)
    cut = handover is not Handover.NEVER and partial and len(candidates) > 1
    scopes: dict[PlaceId | None, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        anywhere = handover is Handover.AT_ALL
        scopes[None if anywhere else candidate.whole.place].append(candidate)
    for scope in scopes.values():
        for candidate in scope:
            slots = list(candidate.windows)
            if cut and len(scope) > 1:
                slots = _cut(index, rules, candidate, scope)
            for slot in slots:
                yield _part(candidate.whole, slot)


def _cut(
    index: ProblemIndex,
    rules: RuleSet,
    candidate: _Candidate,
    scope: Sequence[_Candidate],
) -> list[Slot]:
    """Windows of a candidate and the parts of them that meet somebody else's windows.

    A piece may begin where another's window ends and end where another's begins; any
    other cut would only shorten it.
    """
    others = [w for c in scope if c is not candidate for w in c.windows]
    found = dict.fromkeys(candidate.windows)
    shortest = min(rules.pieces.min_piece_minutes, candidate.whole.slot.minutes)
    for window in candidate.windows:
        starts = {window.start, *(o.end for o in others)}
        ends = {window.end, *(o.start for o in others)}
        for start in sorted(starts):
            for end in sorted(ends):
                if window.start <= start and end <= window.end:
                    if end - start < shortest:
                        continue
                    slot = Slot(start, end)
                    if slot not in found:
                        parts = _narrowed(index, rules, candidate.whole, slot)
                        found.update(dict.fromkeys(parts))
    return list(found)
