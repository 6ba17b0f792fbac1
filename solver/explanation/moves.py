"""What else differs between two plans that have one option for a key, and its words."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from solver.explanation.statements import Statement
from solver.kinds import OptionT
from solver.rule import Facts, RuleId


class Ordered(Protocol):
    """Something that can be sorted."""

    def __lt__(self, other: Any, /) -> bool:  # noqa: ANN401 - of its own kind
        """Whether it comes before."""
        ...


KeyT = TypeVar("KeyT", bound=Ordered)


@dataclass(frozen=True, slots=True)
class Move(Generic[KeyT, OptionT]):
    """What is planned for a key before and after; ``None`` is nothing."""

    key: KeyT
    before: OptionT | None
    after: OptionT | None


def moves_between(
    before: Mapping[KeyT, OptionT],
    after: Mapping[KeyT, OptionT],
    asked: Collection[KeyT],
    look: Callable[[OptionT], object] = lambda option: option,
) -> tuple[Move[KeyT, OptionT], ...]:
    """Keys whose options look different; those asked about are left out."""
    return tuple(
        Move(key, before.get(key), after.get(key))
        for key in sorted((before.keys() | after.keys()) - set(asked))
        if _looked(before, key, look) != _looked(after, key, look)
    )


def _looked(
    plan: Mapping[KeyT, OptionT], key: KeyT, look: Callable[[OptionT], object]
) -> object:
    return look(plan[key]) if key in plan else None


@dataclass(frozen=True, slots=True)
class MoveKinds:
    """Kinds of statements about moves; ``before`` renames facts of what was planned."""

    lost: RuleId
    gained: RuleId
    moved: RuleId
    before: Mapping[str, str]


def move_statements(
    moves: Iterable[Move[KeyT, OptionT]],
    kinds: MoveKinds,
    facts_of: Callable[[OptionT], Facts],
) -> Iterator[Statement]:
    """What moves mean: something falls out, comes in, or is planned otherwise."""
    for move in moves:
        old = None if move.before is None else facts_of(move.before)
        new = None if move.after is None else facts_of(move.after)
        if old is not None and new is not None:
            was = {name: old[fact] for fact, name in kinds.before.items()}
            yield Statement(kinds.moved, {**new, **was})
        elif old is not None:
            yield Statement(kinds.lost, old)
        elif new is not None:
            yield Statement(kinds.gained, new)
