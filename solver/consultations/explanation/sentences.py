"""The sentence of every fact, refusal and answer about visits."""

from solver.consultations.audit import KNOWN_PARTS
from solver.consultations.explanation.answers import PLAN_ANSWERS
from solver.consultations.rules import catalogue
from solver.sentences import Sentences

SENTENCES = Sentences((*catalogue(), KNOWN_PARTS, *PLAN_ANSWERS))
sentence = SENTENCES.told
