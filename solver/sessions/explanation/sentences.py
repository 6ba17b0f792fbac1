"""The sentence of every fact, refusal and answer about dates."""

from solver.sentences import Sentences
from solver.sessions.audit import KNOWN_PARTS
from solver.sessions.explanation.answers import PLAN_ANSWERS
from solver.sessions.rules import catalogue

SENTENCES = Sentences((*catalogue(), KNOWN_PARTS, *PLAN_ANSWERS))
sentence = SENTENCES.told
