"""What a plan does not know of its Land's law, told on every plan."""

from dataclasses import dataclass
from functools import lru_cache

from service.i18n import translate as _
from service.planning.blobs import unpack_profile
from service.profiles.registry import rule_classes
from service.profiles.stand_ins import stand_ins
from service.profiles.titles import WORDINGS

_PROFILES = 256


@dataclass(frozen=True, slots=True)
class UnknownNumber:
    """A number the Land may set and whose own value is not sourced, in words."""

    rule: str
    parameter: str
    rule_title: str
    title: str


def unknown_numbers(packed: bytes | None) -> tuple[UnknownNumber, ...]:
    """Numbers for which the federal default stood in when a plan was made.

    Parameters
    ----------
    packed
        The plan's rule profile as stored; before it is computed there is none.
    """
    return tuple(
        _in_words(rule, name) for rule, name in (_stand_ins(packed) if packed else ())
    )


@lru_cache(_PROFILES)
def _stand_ins(packed: bytes) -> tuple[tuple[str, str], ...]:
    """Plans of one body mostly share their profile."""
    return stand_ins(unpack_profile(packed))


def _in_words(rule: str, name: str) -> UnknownNumber:
    """A number of a plan made long ago may have lost its title since."""
    built = rule_classes().get(rule)
    wording = WORDINGS.get((rule, name))
    return UnknownNumber(
        rule,
        name,
        _(built.info.title) if built else rule,
        _(wording.title) if wording else name,
    )
