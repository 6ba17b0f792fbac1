"""The sentence of every fact, refusal and answer about a matching."""

from solver.matching.audit import KNOWN_PARTS
from solver.matching.explanation.answers import PLAN_ANSWERS
from solver.matching.explanation.change_answers import CHANGE_ANSWERS
from solver.matching.explanation.difference_answers import DIFFERENCE_ANSWERS
from solver.matching.explanation.unserved_reasons import UNSERVED_REASONS
from solver.matching.rules import catalogue
from solver.sentences import Sentences

#: Sentence of an engagement; its gaps are the facts of an ``EngagementReason``.
ENGAGEMENT_SENTENCE = (
    "{coach} begleitet {kindergarten} mit {agreed} im Monat (gewünscht: {wished}):"
    " {way} Weg, {percent} % der Themen, {stage_known}, {continuity}; mit allen"
    " Aufträgen ist sie zu {load} % ausgelastet; {others}."
)
SENTENCES = Sentences(
    (
        *catalogue(),
        KNOWN_PARTS,
        *UNSERVED_REASONS,
        *PLAN_ANSWERS,
        *CHANGE_ANSWERS,
        *DIFFERENCE_ANSWERS,
    )
)
sentence = SENTENCES.told
