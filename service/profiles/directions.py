"""Whether a level may say what it says, given the level above."""

from collections.abc import Mapping

from service.profiles.numbers import Direction, Freedom, Strictness
from solver.profile import Value


def is_wider(value: Value, than: Value, strictness: Strictness) -> bool:
    """Whether ``value`` permits something that ``than`` forbids.

    A number bounds every entry of a table.
    """
    if isinstance(value, Mapping):
        return _is_wider_table(value, than, strictness)
    match strictness:
        case Strictness.LOWER:
            return _number(value) > _number(than)
        case Strictness.HIGHER:
            return _number(value) < _number(than)
        case Strictness.MORE:
            return not set(_texts(than)) <= set(_texts(value))
        case Strictness.FEWER:
            return not set(_texts(value)) <= set(_texts(than))
        case Strictness.NONE:
            return value != than


def stricter(value: Value, other: Value, strictness: Strictness) -> Value:
    """What permits no more than either; the first where there is no order.

    Raises
    ------
    TypeError
        If the two cannot be compared, such as tables.
    """
    match strictness:
        case Strictness.LOWER:
            return min(_number(value), _number(other))
        case Strictness.HIGHER:
            return max(_number(value), _number(other))
        case Strictness.MORE:
            more = (text for text in _texts(other) if text not in _texts(value))
            return (*_texts(value), *more)
        case Strictness.FEWER:
            return tuple(text for text in _texts(value) if text in _texts(other))
        case Strictness.NONE:
            return value


def objection(
    value: Value, above: Value, freedom: Freedom, strictness: Strictness
) -> str | None:
    """Why the value must not stand below ``above``; ``None`` where it may."""
    if freedom.direction is Direction.FREE or not is_wider(value, above, strictness):
        return None
    if freedom.direction is Direction.TIGHTEN:
        return (
            f"{shown(value)} ist weiter als {shown(above)}; diese Zahl darf nur"
            " verschärft werden."
        )
    limit = freedom.up_to if freedom.up_to is not None else above
    if is_wider(value, limit, strictness):
        return (
            f"{shown(value)} geht über {shown(limit)} hinaus; weiter als"
            f" {shown(above)} ist nur bis dahin erlaubt ({freedom.condition})."
        )
    return None


def shown(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {number}" for key, number in value.items())
    if isinstance(value, tuple):
        return ", ".join(value) or "nichts"
    return str(value)


def _is_wider_table(
    value: Mapping[str, int], than: Value, strictness: Strictness
) -> bool:
    """Whether any entry is wider; what a table leaves out counts as its last entry."""
    if not isinstance(than, Mapping):
        return any(is_wider(each, than, strictness) for each in value.values())
    keys = sorted({*value, *than}, key=lambda key: (len(key), key))
    last_value, last_than = 0, 0
    for key in keys:
        last_value = value.get(key, last_value)
        last_than = than.get(key, last_than)
        if is_wider(last_value, last_than, strictness):
            return True
    return False


def _number(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} hat keine Größe")
    return value


def _texts(value: Value) -> tuple[str, ...]:
    if not isinstance(value, tuple):
        raise TypeError(f"{value!r} ist keine Liste")
    return value
