"""Statements: facts of one kind each; every kind has a German sentence.

An answer to a question is a record; what it says is a tuple of statements. Sentences of
refusals are the rules' own.
"""

from dataclasses import dataclass

from solver.rule import Binding, Facts, PersonGroup, Practice, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said: a rule's refusal or a kind of answer, with its facts."""

    kind: RuleId
    facts: Facts


def answer_info(
    key: str,
    title: str,
    sentence: str,
    because: str = "Jede Frage wird beantwortet",
) -> RuleInfo:
    """A kind of statement as data: id, title, sentence, and why it is told at all."""
    return RuleInfo(
        id=RuleId(key),
        number=0,
        title=title,
        source=Practice(because),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=sentence,
    )
