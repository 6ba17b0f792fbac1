"""Rule 5: nobody is put together with somebody against a clear no."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from solver.pairing.cover import Cover
from solver.pairing.kinds import BetweenRule
from solver.pairing.problem import PersonId, RefusalOrigin
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)

_Origins = Mapping[frozenset[PersonId], RefusalOrigin]


class RefusedTogether(BetweenRule[NoParameters]):
    """A no of either of two, or of the counsellor, holds for both."""

    info = RuleInfo(
        id=RuleId("refused-together"),
        number=5,
        title="Ein Nein zur Zusammenarbeit gilt",
        source=AgreementSource("Wünsche und Ablehnungen der Kindertagespflegepersonen"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{person} und {other} kommen nicht zusammen: {team_refusal}.",
    )

    def __init__(self, parameters: NoParameters) -> None:
        super().__init__(parameters)
        self._known: WeakKeyDictionary[Cover, _Origins] = WeakKeyDictionary()

    def refuse_between(
        self, cover: Cover, one: PersonId, other: PersonId
    ) -> Refusal | None:
        """Refuse two of whom one does not want to."""
        origins = self._known.get(cover)
        if origins is None:
            refused = sorted(cover.index.problem.refused, reverse=True)
            origins = {frozenset((r.one, r.other)): r.origin for r in refused}
            self._known[cover] = origins
        origin = origins.get(frozenset((one, other))) if origins else None
        if origin is None:
            return None
        return self.refusal(person=one, other=other, team_refusal=origin.value)
