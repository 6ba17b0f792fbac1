"""Rules for problems from elsewhere: a document's own changes on the plainest ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from solver.documents import profile_to_bytes
from solver.exchange.profile_shapes import InlineProfile, RuleShape
from solver.profile import Level, Parameter, RuleProfile, RuleSetting, Value
from solver.rule import AgreementSource, Rule, RuleId

PLAIN = "plain"
SOURCE = AgreementSource("Angabe der Aufgabe")


@dataclass(frozen=True)
class PlainRules:
    """What holds of the plainest problem of a kind: these rules, numbers and tiers.

    ``load`` makes a rule set of a profile and says what is wrong with it.
    """

    rules: Sequence[type[Rule[Any]]]
    kept: frozenset[str]
    tiers: tuple[str, ...]
    load: Callable[[RuleProfile], object]
    numbers: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    def profile(self, inline: InlineProfile | None) -> RuleProfile:
        """The plain rules with what a document changes of them.

        Raises
        ------
        ProfileError
            If it names what there is not, or a number is wrong.
        """
        changed = {} if inline is None else inline.rules
        ids = dict.fromkeys((*(kind.info.id for kind in self.rules), *changed))
        settings = {
            RuleId(rule): self._setting(rule, changed.get(rule)) for rule in ids
        }
        own = inline if inline and inline.tiers else None
        plain = RuleProfile(
            PLAIN,
            "",
            "",
            settings,
            own.named_tiers if own else tuple(map(RuleId, self.tiers)),
            foreign=True,
            weights=own.weights if own else {},
        )
        return self.checked(plain)

    def _setting(self, rule: str, given: RuleShape | None) -> RuleSetting:
        numbers = {**self.numbers.get(rule, {}), **(given.parameters if given else {})}
        return RuleSetting(
            RuleId(rule),
            {
                name: Parameter(value, Level.MUNICIPALITY, SOURCE)
                for name, value in numbers.items()
            },
            active=rule in self.kept if given is None else given.active,
        )

    def checked(self, profile: RuleProfile) -> RuleProfile:
        """The profile with the fingerprint of its content, if it makes a rule set.

        Raises
        ------
        ProfileError
            If it does not.
        """
        self.load(profile)
        revision = sha256(profile_to_bytes(profile)).hexdigest()[:16]
        return replace(profile, revision=revision)
