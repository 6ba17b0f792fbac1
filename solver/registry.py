"""From a profile to the rules of a problem: what holds, with which numbers.

Every problem has a catalogue of its own; how a profile chooses from it is the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from solver.errors import ProfileError
from solver.kinds import JointRule, PairRule
from solver.parameters import read_parameters
from solver.profile import RuleProfile
from solver.rule import Binding, Rule, RuleId, RuleInfo

Kinds = Sequence[type[Rule[Any]]]
SetT = TypeVar("SetT")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rules that hold, wishes in the order of the tiers, rules switched off.

    Which types they fill in is for the problem to say; a rule may be of both kinds.
    """

    rules: tuple[Any, ...]
    wishes: tuple[Any, ...]
    switched_off: tuple[RuleId, ...]

    @property
    def pair(self) -> tuple[Any, ...]:
        """Rules about an option by itself."""
        return tuple(rule for rule in self.rules if isinstance(rule, PairRule))

    @property
    def joint(self) -> tuple[Any, ...]:
        """Rules about options together."""
        return tuple(rule for rule in self.rules if isinstance(rule, JointRule))


@dataclass(frozen=True)
class Registry(Generic[SetT]):
    """The rules of a problem in the order in which they refuse, and its wishes.

    ``rule_set`` takes pair rules, joint rules, wishes, and what is not checked.
    """

    rules: Kinds
    wishes: Kinds
    rule_set: Callable[
        [tuple[Any, ...], tuple[Any, ...], tuple[Any, ...], tuple[RuleId, ...]], SetT
    ]

    @property
    def tiers(self) -> tuple[RuleId, ...]:
        """Ids of the wishes, in the default order of the tiers."""
        return tuple(wish.info.id for wish in self.wishes)

    def catalogue(self) -> tuple[RuleInfo, ...]:
        """Every rule and wish by number."""
        return by_number(self.rules, self.wishes)

    def load(self, profile: RuleProfile) -> SetT:
        """The rules of a profile with its numbers, and what is not checked.

        Raises
        ------
        ProfileError
            If the profile contradicts itself or the catalogue.
        """
        chosen = choose(profile, self.rules, self.wishes)
        return self.rule_set(
            chosen.pair, chosen.joint, chosen.wishes, chosen.switched_off
        )


def by_number(
    rules: Kinds, wishes: Kinds, unbuilt: Sequence[RuleInfo] = ()
) -> tuple[RuleInfo, ...]:
    """A catalogue: what is known of every rule and wish."""
    infos = (*(kind.info for kind in (*rules, *wishes)), *unbuilt)
    return tuple(sorted(infos, key=lambda info: info.number))


def choose(
    profile: RuleProfile,
    rules: Kinds,
    wishes: Kinds,
    unbuilt: Sequence[RuleInfo] = (),
) -> Chosen:
    """What a profile makes of a catalogue.

    A rule the profile does not mention holds with its default numbers.

    Parameters
    ----------
    unbuilt
        Rules that a profile may name although they are not built.

    Raises
    ------
    ProfileError
        If a setting is unknown or wrong, a law is switched off, or a tier is no wish
        or named twice.
    """
    known = by_number(rules, wishes, unbuilt)
    _check_names(profile, wishes, {info.id for info in known})
    active: list[Rule[Any]] = []
    switched_off: list[RuleId] = []
    for kind in rules:
        setting = profile.settings.get(kind.info.id)
        if setting is None or setting.active:
            active.append(built(profile, kind))
        elif kind.indispensable:
            raise ProfileError(
                f"Ohne die Regel „{kind.info.title}“ wäre ein Plan keiner; sie kann im"
                f" Regelprofil „{profile.id}“ nicht abgeschaltet werden."
            )
        elif kind.info.binding is Binding.LAW and not profile.foreign:
            raise ProfileError(
                f"Die Regel „{kind.info.title}“ ist Gesetz und kann im Regelprofil"
                f" „{profile.id}“ nicht abgeschaltet werden."
            )
        else:
            switched_off.append(kind.info.id)
    by_id = {kind.info.id: kind for kind in wishes}
    tiers = tuple(built(profile, by_id[tier]) for tier in profile.tiers)
    return Chosen(tuple(active), tiers, tuple(switched_off))


def built(profile: RuleProfile, kind: type[Rule[Any]]) -> Rule[Any]:
    """A rule with its numbers."""
    setting = profile.settings.get(kind.info.id)
    return kind(read_parameters(kind.parameters_type, setting))


def _check_names(profile: RuleProfile, wishes: Kinds, known: set[RuleId]) -> None:
    """Refuse settings of unknown rules and tiers that are no wishes."""
    unknown = sorted(set(profile.settings) - known)
    if unknown:
        raise ProfileError(
            f"Das Regelprofil „{profile.id}“ nennt unbekannte Regeln:"
            f" {', '.join(unknown)}."
        )
    known_tiers = tuple(wish.info.id for wish in wishes)
    strange = [tier for tier in profile.tiers if tier not in known_tiers]
    if strange or len(set(profile.tiers)) < len(profile.tiers) or not profile.tiers:
        raise ProfileError(
            f"Das Regelprofil „{profile.id}“ nennt die Stufen"
            f" {', '.join(profile.tiers) or '(keine)'}; erlaubt sind, jede einmal:"
            f" {', '.join(known_tiers)}."
        )
