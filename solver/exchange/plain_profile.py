"""Rules for problems that are no child care: pairs, times and places, nothing else."""

from collections.abc import Mapping
from hashlib import sha256

from solver.documents import profile_to_bytes
from solver.exchange.profile_shapes import InlineProfile
from solver.profile import Level, Parameter, RuleProfile, RuleSetting, Value
from solver.rule import AgreementSource, RuleId
from solver.slots import MINUTES_PER_DAY
from solver.substitution.rules import RULES, load_rules

PLAIN = "plain"
#: What holds of any assignment; the rest is about children.
_KEPT = frozenset(
    {
        "fixed-cover",
        "cooperation",
        "piece-length",
        "availability",
        "exclusions",
        "personal-limits",
        "place-open",
        "one-place-at-a-time",
        "present-at-once-place",
        "capacity-profile",
        "extra-children",
        "one-person-at-a-time",
    }
)
#: A need is taken as a whole by one person.
_NUMBERS: Mapping[str, Mapping[str, Value]] = {
    "piece-length": {"min_piece_minutes": MINUTES_PER_DAY},
    "one-person-at-a-time": {"handover": "never"},
}
_TIERS = (RuleId("uncovered"), RuleId("changes"), RuleId("cost"))
SOURCE = AgreementSource("Angabe der Aufgabe")


def plain_profile(inline: InlineProfile | None) -> RuleProfile:
    """The plain rules with what a document changes of them.

    Raises
    ------
    ProfileError
        If it names what there is not, or a number is wrong.
    """
    settings: dict[RuleId, RuleSetting] = {}
    changed = {} if inline is None else inline.rules
    for kind in RULES:
        rule = kind.info.id
        given = changed.get(rule)
        numbers = {**_NUMBERS.get(rule, {}), **(given.parameters if given else {})}
        active = rule in _KEPT if given is None else given.active
        settings[rule] = RuleSetting(
            rule,
            {
                name: Parameter(value, Level.MUNICIPALITY, SOURCE)
                for name, value in numbers.items()
            },
            active=active,
        )
    for name, given in changed.items():
        rule = RuleId(name)
        if rule not in settings:
            parameters = {
                key: Parameter(value, Level.MUNICIPALITY, SOURCE)
                for key, value in given.parameters.items()
            }
            settings[rule] = RuleSetting(rule, parameters, active=given.active)
    tiers = tuple(map(RuleId, inline.tiers)) if inline and inline.tiers else _TIERS
    return checked(RuleProfile(PLAIN, "", "", settings, tiers, foreign=True))


def checked(profile: RuleProfile) -> RuleProfile:
    """The profile with the fingerprint of its content, if it makes a rule set.

    Raises
    ------
    ProfileError
        If it does not.
    """
    load_rules(profile)
    revision = sha256(profile_to_bytes(profile)).hexdigest()[:16]
    return RuleProfile(
        profile.id,
        profile.land,
        revision,
        profile.settings,
        profile.tiers,
        profile.municipality,
        profile.foreign,
    )
