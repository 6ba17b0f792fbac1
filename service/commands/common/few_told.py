"""Of many others that would move for what is asked about, the few that matter most.

A forced date or person may move dozens. People are told three, those who would lose
what they have first, and how many more there are; in JSON all of them stand.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from service.i18n import translate as _
from solver.consultations.explanation.answers import (
    VISIT_GAINED,
    VISIT_LOST,
    VISIT_MOVED,
)
from solver.counted import told
from solver.rule import RuleInfo
from solver.sessions.explanation.answers import DATE_GAINED, DATE_LOST, MOVED_DATE
from solver.substitution.explanation.answers import (
    LEFT_OPEN,
    MOVED_OTHER,
    MOVED_WITHIN,
    NEWLY_COVERED,
)
from solver.workshops.explanation.answers import EVENT_GAINED, EVENT_LOST, EVENT_MOVED

#: So many are told one by one; of more than that so many are.
MOST_TOLD: Final = 5
FEW_TOLD: Final = 3
_BY_WEIGHT: Final[tuple[tuple[RuleInfo, ...], ...]] = (
    (LEFT_OPEN, DATE_LOST, VISIT_LOST, EVENT_LOST),
    (MOVED_OTHER, MOVED_WITHIN, MOVED_DATE, VISIT_MOVED, EVENT_MOVED),
    (NEWLY_COVERED, DATE_GAINED, VISIT_GAINED, EVENT_GAINED),
)
_WEIGHTS: Final[Mapping[str, int]] = {
    info.id: weight for weight, infos in enumerate(_BY_WEIGHT) for info in infos
}
_MORE: Final = "Dazu kommen {count} Änderungen bei anderen; --json nennt alle."


class Said(Protocol):
    """A sentence with what kind of statement it is."""

    @property
    def rule(self) -> str:
        """The kind of statement, or the rule that speaks."""
        ...

    @property
    def text(self) -> str:
        """The sentence."""
        ...


def few_told(sentences: Iterable[Said]) -> list[str]:
    """The sentences, each once; the moves among them where the first of them stands."""
    texts = {one.text: one.rule for one in sentences}
    moves = [text for text, rule in texts.items() if rule in _WEIGHTS]
    if len(moves) <= MOST_TOLD:
        return list(texts)
    moves.sort(key=lambda text: _WEIGHTS[texts[text]])
    count = len(moves) - FEW_TOLD
    few = [*moves[:FEW_TOLD], told(_MORE, {"count": count}, _)]
    before = list(texts).index(next(t for t in texts if texts[t] in _WEIGHTS))
    rest = [text for text, rule in texts.items() if rule not in _WEIGHTS]
    return [*rest[:before], *few, *rest[before:]]
