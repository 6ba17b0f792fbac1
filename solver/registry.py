"""From a profile to the rules of a problem: what holds, with which numbers.

Every problem has a catalogue of its own; how a profile chooses from it is the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from solver.errors import ProfileError
from solver.json_values import escaped
from solver.kinds import JointRule, PairRule
from solver.parameters import read_parameters
from solver.profile import RuleProfile
from solver.rule import Binding, Rule, RuleId, RuleInfo
from solver.weighted import WeightedWishes
from solver.weights import MOST_WEIGHT, heaviest_first

Kinds = Sequence[type[Rule[Any]]]
SetT = TypeVar("SetT")
#: A JSON pointer into the profile, and what is wrong there.
PlacedFault = tuple[str, str]


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
        With every setting that is unknown or wrong, every law that is switched off,
        and every tier that is no wish or names one twice.
    """
    faults = [*_unknown_rules(profile, by_number(rules, wishes, unbuilt))]
    active: list[Rule[Any]] = []
    switched_off: list[RuleId] = []
    for kind in rules:
        setting = profile.settings.get(kind.info.id)
        if setting is None or setting.active:
            active.extend(_built(profile, kind, faults))
        elif (why := _why_not_off(profile, kind)) is not None:
            faults.append((f"/rules/{kind.info.id}/active", why))
        else:
            switched_off.append(kind.info.id)
    faults.extend(_wrong_tiers(profile, [wish.info.id for wish in wishes]))
    by_id = {w.info.id: found for w in wishes for found in _built(profile, w, faults)}
    if faults:
        raise ProfileError(" ".join(detail for _, detail in faults), faults)
    tiers = tuple(_tier(profile, tier, by_id) for tier in profile.tiers)
    return Chosen(tuple(active), tiers, tuple(switched_off))


def built(profile: RuleProfile, kind: type[Rule[Any]]) -> Rule[Any]:
    """A rule with its numbers."""
    setting = profile.settings.get(kind.info.id)
    return kind(read_parameters(kind.parameters_type, setting))


def _built(
    profile: RuleProfile, kind: type[Rule[Any]], faults: list[PlacedFault]
) -> Iterator[Rule[Any]]:
    """The rule, or what is wrong with its numbers among the faults."""
    try:
        yield built(profile, kind)
    except ProfileError as fault:
        faults.append((f"/rules/{kind.info.id}", str(fault)))


def _tier(profile: RuleProfile, tier: RuleId, by_id: Mapping[RuleId, Any]) -> Rule[Any]:
    """A wish, or several with their weights."""
    if tier not in profile.weights:
        found: Rule[Any] = by_id[tier]
        return found
    weights = heaviest_first(profile.weights[tier])
    return WeightedWishes(tuple((by_id[w], weight) for w, weight in weights))


def _why_not_off(profile: RuleProfile, kind: type[Rule[Any]]) -> str | None:
    """Why a profile must not switch a rule off, if so."""
    if kind.indispensable:
        return (
            f"Ohne die Regel „{kind.info.title}“ wäre ein Plan keiner; sie kann im"
            f" Regelprofil „{profile.id}“ nicht abgeschaltet werden."
        )
    if kind.info.binding is Binding.LAW and not profile.foreign:
        return (
            f"Die Regel „{kind.info.title}“ ist Gesetz und kann im Regelprofil"
            f" „{profile.id}“ nicht abgeschaltet werden."
        )
    return None


def _unknown_rules(
    profile: RuleProfile, catalogue: Sequence[RuleInfo]
) -> Iterator[PlacedFault]:
    known = {info.id for info in catalogue}
    for rule in sorted(set(profile.settings) - known):
        yield f"/rules/{escaped(rule)}", f"Die Regel „{rule}“ gibt es nicht."


def _wrong_tiers(profile: RuleProfile, wishes: Sequence[str]) -> Iterator[PlacedFault]:
    """Tiers that are no wishes, or name one that a tier before has named."""
    if not profile.tiers:
        yield "/tiers", f"Die Stufen fehlen; erlaubt sind: {', '.join(wishes)}."
    named: set[str] = set()
    for number, tier in enumerate(profile.tiers):
        weights = profile.weights.get(tier)
        inner = () if weights is None else _wrong_weights(weights)
        yield from ((f"/tiers/{number}", said) for said in inner)
        for wish in (tier,) if weights is None else weights:
            if wish not in wishes:
                known = ", ".join(wishes)
                said = f"Den Wunsch „{wish}“ gibt es für die Stufen nicht: {known}."
                yield f"/tiers/{number}", said
            elif wish in named:
                said = f"Den Wunsch „{wish}“ nennen die Stufen mehr als einmal."
                yield f"/tiers/{number}", said
            named.add(wish)


def _wrong_weights(weights: Mapping[RuleId, int]) -> Iterator[str]:
    if not weights:
        yield "Eine der Stufen wiegt keinen Wunsch."
    for wish, weight in weights.items():
        if not 1 <= weight <= MOST_WEIGHT:
            yield f"In den Stufen wiegt „{wish}“ {weight}, nicht 1 bis {MOST_WEIGHT}."
