"""Rule 9c: the place can be reached and the family's extra way stays in its limit."""

from dataclasses import dataclass

from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option


@dataclass(frozen=True, slots=True)
class Parameters:
    """Limit for families that named none [min, one way]."""

    max_extra_way_minutes: int = 20

    def __post_init__(self) -> None:
        """Refuse a negative limit."""
        if self.max_extra_way_minutes < 0:
            raise ValueError("max_extra_way_minutes ist nie negativ.")


class ExtraWayLimit(PairRule[Parameters]):
    """``max(0, home to place - home to regular place) <= limit``.

    The child's own limit stands over the profile's. A way that is not known cannot be
    gone; the regular place itself is always reachable.
    """

    info = RuleInfo(
        id=RuleId("extra-way-limit"),
        number=9,
        title="Zumutbarer Weg der Familie",
        source=Practice("Mehrweg der Familie höchstens 15 bis 20 Minuten"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{child} hätte zu {place} {extra_way} Mehrweg (höchstens"
            " {limit_minutes} Minuten)."
        ),
    )
    parameters_type = Parameters

    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """Refuse a place out of reach or beyond the limit."""
        if option.place == (regular := index.needs[option.need].regular_place):
            return None
        own = index.problem.children[option.child].max_extra_way_minutes
        limit = self.parameters.max_extra_way_minutes if own is None else own
        extra = index.extra_way(option.child, regular, option.place)
        if extra is not None and extra <= limit:
            return None
        return self.refusal(
            child=option.child,
            place=option.place,
            extra_way="unreachable" if extra is None else extra,
            limit_minutes=limit,
        )
