"""The best plan by trying them all, judged by checks and measures alone."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from solver.rule import RuleId
from solver.slots import Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, RuleSet
from solver.substitution.linked import links_of
from solver.substitution.options import generate
from solver.substitution.plan import Option, Plan
from tests.solver.oracle_work import WholeOracle


def candidates(index: ProblemIndex) -> Iterator[Option]:
    """Every linked person and place for every open stretch, no rule asked."""
    for need in index.problem.needs:
        for link in links_of(index, need):
            for stretch in index.segments[need.id]:
                yield Option(
                    need.id,
                    need.child,
                    need.day,
                    stretch,
                    link.substitute,
                    link.place,
                    link.model,
                )


def universe(index: ProblemIndex, rules: RuleSet, oracle: WholeOracle) -> list[Option]:
    """Whole stretches that the oracle's pair rules pass, and the pieces generated."""
    whole = [o for o in candidates(index) if not oracle.breached([o])]
    return list(dict.fromkeys((*whole, *generate(index, rules).options)))


def random_pieces(index: ProblemIndex, rng: random.Random, count: int) -> list[Option]:
    """Candidates, some cut, some for a need as if nothing were fixed, some unlinked.

    Half of the plans give different needs to one person, as good plans do.
    """
    whole = list(candidates(index))
    chance = rng.random()
    if whole and chance < 0.2:
        return _brought_again(index, rng, rng.choice(whole))
    if whole and chance < 0.6:
        person = rng.choice(whole).person
        rng.shuffle(whole)
        mine = {o.need: o for o in whole if o.person == person}
        found = [_bent(index, rng, option) for option in mine.values()]
        return found[: max(count, 2)]
    return [_bent(index, rng, rng.choice(whole)) for _ in range(count)] if whole else []


def _brought_again(
    index: ProblemIndex, rng: random.Random, option: Option
) -> list[Option]:
    """The beginning and the end of a candidate, at times what lies between, too."""
    slot = option.slot
    if slot.minutes < 240:
        return [option]
    home = slot.start // 15 * 15 + 120
    back = home + 15 * rng.randrange((slot.end - home) // 15 - 4)
    found = [
        replace(option, slot=Slot(slot.start, home)),
        replace(option, slot=Slot(back, slot.end)),
    ]
    others = [o for o in candidates(index) if (o.need, o.slot) == (option.need, slot)]
    if back > home and rng.random() < 0.3:
        end = rng.choice((back, max(home + 15, back - 15)))
        found.insert(1, replace(rng.choice(others), slot=Slot(home, end)))
    return found


def _bent(index: ProblemIndex, rng: random.Random, option: Option) -> Option:
    chance = rng.random()
    slot = option.slot
    if chance < 0.2 and slot.minutes > 60:
        cut = slot.start + 15 * rng.randrange(2, slot.minutes // 15 - 1)
        cut = cut + 5 if rng.random() < 0.2 else cut // 15 * 15
        slot = rng.choice((Slot(slot.start, cut), Slot(cut, slot.end)))
    elif chance < 0.25:
        slot = index.needs[option.need].slot
    elif chance < 0.3:
        other = rng.choice(list(index.problem.persons))
        return replace(option, person=other)
    elif chance < 0.35:
        # a step into what is fixed or past, as far as the need goes
        need = index.needs[option.need].slot
        slot = Slot(max(need.start, slot.start - 5), min(need.end, slot.end + 5))
    return replace(option, slot=slot)


def best_vector(
    index: ProblemIndex, rules: RuleSet, options: Sequence[Option]
) -> tuple[tuple[int, ...], Plan]:
    """Least vector of the tiers over all plans that no check refuses."""
    wishes = [w for w in rules.wishes if w.applies(index)]
    best: tuple[tuple[int, ...], Plan] | None = None
    for plan in plans(index, rules, options):
        vector = tuple(w.measure(index, plan) for w in wishes)
        if best is None or vector < best[0]:
            best = vector, plan
    assert best is not None
    return best


def plans(
    index: ProblemIndex, rules: RuleSet, options: Sequence[Option]
) -> Iterator[Plan]:
    """Every plan over the options that no joint check refuses.

    A breach of most rules stays one when more is added, so such a branch ends. Too
    little rest may be healed by a later charge, too few persons by one who comes, time
    at home by somebody who has the child: those rules are judged at the end.
    """
    healed = set(map(RuleId, ("breaks", "present-in-shared-setting", "brought-once")))
    last = tuple(r for r in rules.joint if r.id in healed)
    early = tuple(r for r in rules.joint if r.id not in healed)

    def extend(position: int, taken: tuple[Option, ...]) -> Iterator[Plan]:
        if position == len(options):
            if not _refused(index, last, taken):
                yield Plan(taken)
            return
        yield from extend(position + 1, taken)
        more = (*taken, options[position])
        if not _refused(index, early, more):
            yield from extend(position + 1, more)

    yield from extend(0, ())


def _refused(
    index: ProblemIndex, rules: Iterable[JointRule], taken: Sequence[Option]
) -> bool:
    return any(True for rule in rules for _ in rule.breaches(index, taken))
