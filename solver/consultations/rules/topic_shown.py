"""Rule 3: the host can show at least one topic that is wished for."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import PairRule
from solver.consultations.problem import Visit
from solver.rule import (
    Binding,
    NoParameters,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)


class TopicShown(PairRule[NoParameters]):
    """A host without any of the topics is no answer."""

    info = RuleInfo(
        id=RuleId("topic-shown"),
        number=3,
        title="Die Konsultationseinrichtung zeigt ein gewünschtes Thema",
        source=Practice("Ein Besuch hat einen Anlass"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{host} zeigt keines der Themen, um die es {kindergarten} geht.",
    )

    def refuse(self, index: ConsultationIndex, option: Visit) -> Refusal | None:
        """Refuse a host that can show none of the topics."""
        wished = index.request(option).topics
        if not wished or index.missing_weight(option) < sum(wished.values()):
            return None
        return self.refusal(**index.pair(option))
