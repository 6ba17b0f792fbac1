"""Rule 4: the host is within reach."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import PairRule
from solver.consultations.problem import Visit
from solver.rule import (
    AgreementSource,
    Binding,
    NoParameters,
    PersonGroup,
    Refusal,
    RuleId,
    RuleInfo,
)


class WithinWay(PairRule[NoParameters]):
    """One way <= the minutes the kindergarten is ready to travel."""

    info = RuleInfo(
        id=RuleId("visit-reach"),
        number=4,
        title="Fahrzeit innerhalb des Umkreises der Einrichtung",
        source=AgreementSource("Angabe der Einrichtung"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{kindergarten} hätte bis {host} {way} zu fahren (höchstens: {limit})."
        ),
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a way that is unknown or too long."""
        way, limit = index.way(option), index.visitor(option).max_way_minutes
        if way is not None and (limit is None or way <= limit):
            return None
        return self.refusal(
            **index.pair(option),
            way="unreachable" if way is None else way,
            limit="unlimited" if limit is None else limit,
        )
