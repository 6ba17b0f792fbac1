"""Sentences: templates whose gaps are facts, in the reader's language."""

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Final

from solver.counted import with_ones
from solver.errors import EngineFault
from solver.numerals import Say
from solver.rule import Facts, RuleId, RuleInfo
from solver.weights import added, weights_in
from solver.words import tier_number, unit_words, written

NO_NAMES: Final[Mapping[str, str]] = {}
#: The number a unit stands behind.
_NUMBER_OF_UNIT: Final = re.compile(r"\{(\w+)\} \{unit\}")


def gaps_of(template: str) -> frozenset[str]:
    """Names of the gaps in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def filled(
    template: str, facts: Facts, names: Mapping[str, str], say: Say = str
) -> str:
    """A template with its facts written out, both in the reader's language.

    Raises
    ------
    EngineFault
        If a gap has no fact.
    """
    missing = gaps_of(template) - set(facts)
    if missing:
        raise EngineFault(f"Dem Satz fehlen Angaben: {', '.join(sorted(missing))}.")
    told = {key: written(key, value, names, say) for key, value in facts.items()}
    number = _NUMBER_OF_UNIT.search(template)
    if number is not None:
        unit = str(facts["unit"])
        values = {key: facts[key] for key in facts if key.endswith("_value")}
        told |= {key: tier_number(value, unit, say) for key, value in values.items()}
        told["unit"] = unit_words(unit, facts[number[1]], say)
    ones = (key for key, text in told.items() if text == "1")
    return with_ones(say(template), ones, say).format(**told)


class Sentences:
    """The sentence of every rule and answer of one problem."""

    def __init__(self, infos: Iterable[RuleInfo]) -> None:
        self.infos: Mapping[RuleId, RuleInfo] = {info.id: info for info in infos}

    def title(self, rule: str) -> str:
        """Heading of a rule or tier; of a sum of wishes made of theirs."""
        weights = weights_in(rule)
        if weights:
            return added({wish: self.title(wish) for wish, _ in weights}, weights)
        info = self.infos.get(RuleId(rule.partition("-urgency-")[0]))
        return info.title if info else ""

    def told(
        self,
        rule: RuleId,
        facts: Facts,
        names: Mapping[str, str] = NO_NAMES,
        say: Say = str,
    ) -> str:
        """The sentence of a refusal, a finding or an answer.

        Parameters
        ----------
        names
            Name of each id the viewer may see; ids without a name stand as they are.
        say
            Gives the words of the reader's language; German without it.

        Raises
        ------
        EngineFault
            If the rule is unknown or the facts do not fill its sentence.
        """
        info = self.infos.get(RuleId(rule.partition("-urgency-")[0]))
        if info is None:
            raise EngineFault(f"Zur Regel „{rule}“ gibt es keinen Satz.")
        whole = info.summary and gaps_of(info.summary) <= facts.keys()
        return filled(info.summary if whole else info.sentence, facts, names, say)
