"""Rule catalogues of a Land on a day: numbers, who decided them, their sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.errors import InputFault, InvalidInput
from service.i18n import translate as _
from service.profiles.catalogues import PROBLEMS, Problem, catalogue_of
from service.profiles.loader import LAENDER, editions_on, held_numbers
from service.profiles.override import Override
from service.profiles.resolver import HeldNumbers
from service.profiles.titles import DERIVATION_TITLES, WORDINGS, worded
from service.profiles.told_numbers import NumberView, numbers_of, said
from solver.rule import (
    Binding,
    RuleInfo,
)

NOT_BUILT = "nicht gebaut, wird auf jedem Plan als nicht geprüft genannt"
SWITCHED_OFF = "hier nicht in Kraft"


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words, with its numbers; ``binding`` is empty for a derivation.

    ``built`` false: nothing checks it, and ``remark`` says so. ``problem`` is what it
    is about, ``number`` counts within that.
    """

    problem: Problem
    id: str
    number: int | None
    title: str
    binding: str
    applies_to: str
    sentence: str
    source: str
    built: bool
    active: bool
    remark: str
    numbers: tuple[NumberView, ...]


@dataclass(frozen=True, slots=True)
class OverrideView:
    """A municipality's own number (empty: of the whole body), whenever it holds."""

    municipality: str
    rule: str
    title: str
    text: str
    source: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class RuleCatalogue:
    """All rules of a Land on a day and the share of their numbers that is sourced.

    ``number_count`` counts the numbers of requirements, ``sourced_count`` those of
    them that are known and written somewhere. Weights of wishes and derivations are
    choices of whoever plans: not counted. ``overrides`` are all of the tenant's own
    numbers that the reader may see, also those for other areas and other days.
    """

    land: str
    land_name: str
    municipality: str
    day: date
    rules: tuple[RuleView, ...]
    number_count: int
    sourced_count: int
    sourced_percent: int
    overrides: tuple[OverrideView, ...] = ()


def list_rules(
    land: str,
    day: date,
    overrides: tuple[Override, ...] = (),
    *,
    municipality: str = "",
    problems: tuple[Problem, ...] = (Problem.SUBSTITUTION,),
) -> RuleCatalogue:
    """Every rule of some problems with the numbers that hold.

    Parameters
    ----------
    land
        Code such as ``NW``.
    day
        Profiles are dated.
    overrides
        Numbers of the municipalities concerned; those not in force are left out.
    municipality
        Whose rules these are; empty for the Land as such.
    problems
        What is planned: substitution, or what a programme plans.

    Raises
    ------
    InvalidInput
        If there is no such Land, or the profile contradicts itself.
    """
    _require_land(land)
    rules = tuple(
        rule for problem in problems for rule in _of(problem, land, day, overrides)
    )
    numbers = [
        number
        for rule in rules
        if rule.binding not in ("", Binding.WISH)
        for number in rule.numbers
    ]
    sourced = sum(number.known and number.written for number in numbers)
    return RuleCatalogue(
        land=land,
        land_name=LAENDER[land],
        municipality=municipality,
        day=day,
        rules=rules,
        number_count=len(numbers),
        sourced_count=sourced,
        sourced_percent=100 * sourced // len(numbers) if numbers else 100,
    )


def _require_land(land: str) -> None:
    if land not in LAENDER:
        detail = "Erwartet wird das Kürzel eines Landes, zum Beispiel NW."
        raise InvalidInput(detail, [InputFault("/land", detail, "unknown-land")])


def _of(
    problem: Problem, land: str, day: date, overrides: tuple[Override, ...]
) -> Iterator[RuleView]:
    """Rules of one problem, then what shapes it beside them."""
    rules = PROBLEMS[problem]
    catalogue = rules.catalogue
    own = tuple(
        each
        for each in overrides
        if catalogue_of(each.rule, each.parameter) is catalogue
    )
    held = held_numbers(land, day, own, catalogue)
    federal, of_land = editions_on(land, day, catalogue)
    inactive = {*federal.inactive, *(of_land.inactive if of_land else ())}
    for info in rules.infos():
        yield _rule(problem, info, held, inactive)
    for key in catalogue.derivations:
        yield _derivation(problem, key, held)


def override_view(override: Override) -> OverrideView:
    """A municipality's own number in words."""
    owner = catalogue_of(override.rule, override.parameter)
    titles = {key: rule.info.title for key, rule in owner.rules.items()}
    titles |= DERIVATION_TITLES
    wording = WORDINGS[override.rule, override.parameter]
    return OverrideView(
        municipality=override.municipality,
        rule=override.rule,
        title=f"{_(titles[override.rule])}: {_(wording.title)}",
        text=worded(override.rule, override.parameter, override.value),
        source=override.source,
        valid_from=override.valid_from,
        valid_until=override.valid_until,
    )


def _rule(
    problem: Problem, info: RuleInfo, held: HeldNumbers, inactive: set[str]
) -> RuleView:
    built = info.id in PROBLEMS[problem].catalogue.rules
    active = built and info.id not in inactive
    remark = "" if active else _(SWITCHED_OFF)
    return RuleView(
        problem=problem,
        id=info.id,
        number=info.number,
        title=_(info.title),
        binding=info.binding.value,
        applies_to=info.applies_to.value,
        sentence=_(info.sentence),
        source=said(info.source),
        built=built,
        active=active,
        remark=remark if built else _(NOT_BUILT),
        numbers=numbers_of(info.id, held),
    )


def _derivation(problem: Problem, key: str, held: HeldNumbers) -> RuleView:
    return RuleView(
        problem=problem,
        id=key,
        number=None,
        title=_(DERIVATION_TITLES[key]),
        binding="",
        applies_to="",
        sentence="",
        source="",
        built=True,
        active=True,
        remark="",
        numbers=numbers_of(key, held),
    )
