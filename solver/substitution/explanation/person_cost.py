"""Why not this person: the refusing rule, or what the plan would be with her."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.priced import cost_statements
from solver.explanation.statements import Statement
from solver.explanation.undisturbed import undisturbed
from solver.result import SolveLimits
from solver.rule import Facts
from solver.substitution.explanation.answers import (
    ALREADY_CHOSEN,
)
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.cost import Cost, move_statements
from solver.substitution.explanation.forcing import force
from solver.substitution.explanation.gap_reasons import CHOSEN_OTHER, NOT_CHOSEN
from solver.substitution.explanation.why_not import why_not
from solver.substitution.facts import iso
from solver.substitution.plan import Option, RefusalReason
from solver.substitution.problem import EpisodeId, Need, NeedId, PersonId

#: Reasons that only say "possible": what the plan would be with her says more.
_POSSIBLE = frozenset({CHOSEN_OTHER.id, NOT_CHOSEN.id})


@dataclass(frozen=True, slots=True)
class PersonCost:
    """Why (not) a person for some needs of one child.

    ``refusals`` are the rules' own words; ``cost`` is the best plan in which she takes
    (some of) each need that she may take, ``None`` where there is none she may and has
    not already.
    """

    person: PersonId
    needs: tuple[NeedId, ...]
    refusals: tuple[RefusalReason, ...]
    cost: Cost | None
    statements: tuple[Statement, ...]


@undisturbed
def person_cost(
    basis: Basis,
    needs: Sequence[Need],
    person: PersonId,
    limits: SolveLimits = ANSWER_LIMITS,
) -> PersonCost:
    """What keeps a person from these needs, and what the plan would be with her.

    Where the rules refuse her, the refusal is the answer. Where they pass her for (a
    part of) a need, the part of the plan concerned is solved again with the pair
    fixed; see ``Basis`` on why that is exact.

    Parameters
    ----------
    needs
        Of one child: one need, or all of an episode.
    """
    reasons = [
        reason
        for need in needs
        for reason in why_not(
            basis.index, basis.rules, basis.plan.assignments, need, person
        )
    ]
    held = [o for need in needs for o in basis.taken(need.id) if o.person == person]
    with_her = {option.need for option in held}
    demands = [
        options
        for need in needs
        if need.id not in with_her and (options := basis.options_of(need.id, person))
    ]
    cost = force(basis, demands, limits) if demands else None
    refusals = tuple(r for r in reasons if r.rule not in _POSSIBLE)
    return PersonCost(
        person,
        tuple(need.id for need in needs),
        refusals,
        cost,
        (
            *(Statement(ALREADY_CHOSEN.id, _piece(option)) for option in held),
            *(Statement(reason.rule, reason.facts) for reason in refusals),
            *(_said(cost, demands[0][0]) if cost else ()),
        ),
    )


def needs_of_episode(basis: Basis, episode: EpisodeId) -> tuple[Need, ...]:
    """Needs of an episode with something left to decide, by day."""
    found = (need for need in basis.problem.needs if need.episode == episode)
    return tuple(
        sorted(
            (need for need in found if basis.index.segments[need.id]),
            key=lambda need: (need.day, need.slot),
        )
    )


def _said(cost: Cost, asked: Option) -> Iterable[Statement]:
    """The cost in words: the tier that decides, the others, who moves."""
    who = {"person": asked.person, "child": asked.child, "day": iso(asked.day)}
    yield from cost_statements(cost, who)
    if not cost.unmet:
        yield from move_statements(cost.moves)


def _piece(option: Option) -> Facts:
    return {
        "person": option.person,
        "child": option.child,
        "day": iso(option.day),
        "start": option.slot.start,
        "end": option.slot.end,
    }
