"""German words of everything that is registered as data, with where they stand."""

from collections.abc import Iterator
from importlib.resources import files

from api import problem_types
from api.v1.schemas import words as field_words
from service.imports import runs
from service.jobs import ending
from service.planning import names, sentences
from service.profiles import told_numbers
from service.profiles.catalogues import CATALOGUES, PROBLEMS
from service.profiles.loader import LAENDER, shipped
from service.profiles.titles import DERIVATION_TITLES, WORDINGS
from service.settings import table
from service.use_cases import list_rules
from solver.consultations.explanation import sentences as consultations
from solver.counted import ONE_OF, template_of
from solver.matching.explanation import sentences as matching
from solver.numerals import SAMPLE
from solver.pairing import audit as pairing
from solver.rule import AgreementSource, Practice, RuleInfo, Source
from solver.sessions.explanation import sentences as sessions
from solver.substitution.explanation import reasons
from solver.substitution.rules import RULES, WISHES
from solver.visits.explanation import sentences as visits
from solver.words import (
    EUROS,
    HALF_HOUR,
    HALVED_HOURS,
    ONE_HOUR,
    OTHERS,
    WEEKS_BEFORE,
    WHOLE_HOURS,
    WORDS,
)
from solver.workshops.explanation import sentences as workshops

Told = Iterator[tuple[str, str]]


def registered() -> dict[str, str]:
    """Every text, and where it was found first."""
    found: dict[str, str] = {}
    for told in (_rules, _words, _numbers, _profiles, _reasons, _problems, _constants):
        for place, text in told():
            if text.strip():
                found.setdefault(text, place)
    return found


def _rules() -> Told:
    """Titles and sentences of rules, wishes, and every other reason there is."""
    infos: list[RuleInfo] = [kind.info for kind in (*RULES, *WISHES)]
    for told in (
        reasons,
        matching,
        sessions,
        consultations,
        workshops,
        visits,
        pairing,
    ):
        infos += told.SENTENCES.infos.values()
    for info in infos:
        yield f"rule {info.id}: title", info.title
        yield f"rule {info.id}: sentence", info.sentence
        yield f"rule {info.id}: summary", info.summary
        yield from _source(f"rule {info.id}: source", info.source)


def _source(place: str, source: Source | None) -> Told:
    """Practice and agreements are described in words; laws have names."""
    if isinstance(source, Practice | AgreementSource):
        yield place, source.title


def _words() -> Told:
    for text in (WHOLE_HOURS, ONE_HOUR, HALF_HOUR, HALVED_HOURS):
        yield "solver.words", text
    for text in (EUROS, SAMPLE, WEEKS_BEFORE, *OTHERS):
        yield "solver.words", text
    for pair in ONE_OF.items():
        for noun in pair:
            yield "solver.counted", template_of(noun)
    for fact, by_code in WORDS.items():
        for code, word in by_code.items():
            yield f"solver.words: {fact} {code}", word


def _numbers() -> Told:
    for key, title in DERIVATION_TITLES.items():
        yield f"service.profiles.titles: {key}", title
    for key, wording in WORDINGS.items():
        place = f"service.profiles.titles: {'/'.join(key)}"
        yield place, wording.title
        for unit in {wording.unit, wording.counted} - {""}:
            yield place, f"{{value}} {unit}"
        yield place, wording.empty
        for word in wording.words.values():
            yield place, word
    yield "service.profiles.titles", "ja"
    yield "service.profiles.titles", "nein"


def _profiles() -> Told:
    bases = [catalogue.base for catalogue in CATALOGUES]
    for file in (*bases, *(f"{land.lower()}.toml" for land in LAENDER)):
        assert files("service.profiles").joinpath(file).is_file()
        for edition in shipped(file):
            for number in edition.numbers:
                place = f"{file}: {'/'.join(number.key)}"
                yield place, number.remark
                yield place, number.freedom.condition if number.freedom else ""
                yield from _source(place, number.source)


def _reasons() -> Told:
    for template in sentences.ASSIGNMENT_SENTENCES:
        yield "service.planning.sentences", template
    yield "solver.matching.explanation.sentences", matching.ENGAGEMENT_SENTENCE
    for text in (sentences.GAP_SENTENCE, sentences.WITHHELD):
        yield "service.planning.sentences", text
    for text in (names.SOME_CHILD, names.SOME_PERSON, names.SOME_PLACE):
        yield "service.planning.names", text


def _problems() -> Told:
    for kind in problem_types.PROBLEM_TYPES:
        yield f"api.problem_types: {kind.name}", kind.title
        yield f"api.problem_types: {kind.name}", kind.help_text
    for sentence in field_words.CODES:
        yield "api.v1.schemas.words", sentence


def _constants() -> Told:
    for name in ("NOT_BUILT", "SWITCHED_OFF"):
        yield "service.use_cases.list_rules", getattr(list_rules, name)
    for name in ("UNKNOWN", "ASSUMED"):
        yield "service.profiles.told_numbers", getattr(told_numbers, name)
    for rules in PROBLEMS.values():
        yield "service.profiles.catalogues", rules.title
    for name in ("READING", "CHECKING", "STORING", "TELLING"):
        yield "service.imports.runs", getattr(runs, name)
    for name in ("LOST", "MEMORY", "OVERDUE"):
        yield "service.jobs.ending", getattr(ending, name)
    for name, _default, text in table():
        yield f"service.settings: {name}", text
