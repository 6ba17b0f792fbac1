"""The sentence of every fact, refusal and answer about events."""

from solver.sentences import Sentences
from solver.workshops.audit import KNOWN_PARTS
from solver.workshops.explanation.answers import PLAN_ANSWERS
from solver.workshops.rules import catalogue

SENTENCES = Sentences((*catalogue(), KNOWN_PARTS, *PLAN_ANSWERS))
sentence = SENTENCES.told
