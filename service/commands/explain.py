"""``lueckenlos explain``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.access import Action, visible
from service.commands.common.explain_question import (
    NEEDED,
    QUESTIONS,
    ToldPart,
    part_lines,
    told_parts,
)
from service.commands.common.few_told import few_told
from service.commands.common.file_question import FileQuestion
from service.commands.common.files import PROFILE_HELP
from service.commands.common.gathering import gathers
from service.commands.common.kinds import DAY
from service.commands.common.lookup import child_by_code, person_by_code
from service.commands.common.matching_question import (
    MatchingQuestion,
    matching_lines,
    told_of_matching,
)
from service.commands.common.printing import print_json, span_words
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.domain.kinds import ProposalState, TenantKind
from service.errors import NotFound
from service.explaining.question import QuestionKind
from service.i18n import translate as _
from service.planning.sentences import Sentence
from service.use_cases.ask_question import AskedQuestion
from service.use_cases.explain import Explanation, explain_gap, explain_item

Row = TypeVar("Row", ProposalItem, ProposalGap)
_FILE = click.Path(path_type=Path)

HELP = (
    "Erklärt, warum jemand ein Kind vertritt oder eine Kita begleitet, oder nicht."
    "\n\n"
    "KIND ist das Kürzel des Kindes. Gefragt wird der jüngste Vorschlag, der den Tag"
    " enthält; mit --person, warum (nicht) diese Person; mit --question alles andere,"
    " was man fragen kann. Mit AUFGABE und PLAN, den"
    " Dateien von lueckenlos solve, wird deren Plan erklärt, ohne Datenbank; für ein"
    " KIND auch, was es sonst gäbe und was eine Lücke schlösse. In einem Programm ist"
    " KIND das Kürzel einer Kita und --person das einer Prozessbegleitung; gefragt wird"
    " der jüngste Vorschlag."
)


@dataclass(frozen=True, slots=True)
class _About:
    """Whom and what a question is about, as it was typed."""

    asked: tuple[str, ...]
    day: date
    person: str | None
    proposal: UUID | None
    question: str | None
    since: UUID | None
    since_files: tuple[Path, Path] | None
    whole: bool
    profile: str | None


@make_command(HELP)
@click.argument("asked", metavar="[KIND | AUFGABE PLAN [KIND]]", nargs=-1)
@option("--day", type=DAY, default="heute", help="Tag, um den es geht.")
@option("--person", metavar="KÜRZEL", help="Warum (nicht) diese Person?")
@option("--proposal", type=click.UUID, help="Ein anderer als der jüngste Vorschlag.")
@option(
    "--question",
    type=click.Choice(QUESTIONS),
    help="Die Frage; ohne KIND an alle Kinder des Vorschlags.",
)
@option("--since", type=click.UUID, help="Früherer Vorschlag, mit dem verglichen wird.")
@option(
    "--since-files",
    type=(_FILE, _FILE),
    metavar="AUFGABE PLAN",
    help="Frühere Dateien: Was hat sich seither geändert, und warum?",
)
@option("--whole", is_flag=True, help="Alle Tage, an denen dieselbe Person fehlt.")
@option("--profile", metavar="REGELN", help=PROFILE_HELP)
@tenant_option
@json_option
@gathers(_About)
def command(about: _About, tenant: str | None, *, as_json: bool) -> None:
    """Reasons for every piece and every gap of the child's day, or about a person."""
    _check_complete(about)
    stored = len(about.asked) <= 1 and about.since_files is None
    if stored and (about.asked or about.question):
        office = open_office(tenant)
        if office.kind is TenantKind.PROGRAMME:
            _of_programme(office, about, as_json=as_json)
            return
    if about.question is not None:
        _of_question(QuestionKind(about.question), about, tenant, as_json=as_json)
        return
    match about.asked:
        case (child,) if stored:
            _of_office(child, about, tenant, as_json=as_json)
        case (problem, plan, *rest) if len(rest) <= 1:
            whom = rest[0] if rest else None
            files = FileQuestion(
                Path(problem),
                Path(plan),
                about.profile,
                whom,
                about.person,
                about.since_files,
            )
            _of_files(files, as_json=as_json)
        case _:
            raise click.UsageError(
                _("Bitte KIND angeben, oder AUFGABE und PLAN und vielleicht KIND.")
            )


def _check_complete(about: _About) -> None:
    """Say what a question to a stored proposal lacks, as it is typed here."""
    if about.question is None or len(about.asked) > 1:
        return
    given = {"KIND": about.asked, "--person": about.person, "--since": about.since}
    lacking = [
        _(name)
        for name in NEEDED.get(QuestionKind(about.question), ())
        if not given[name]
    ]
    if lacking:
        raise click.UsageError(
            _("Die Frage „{question}“ braucht außerdem: {lacking}.").format(
                question=about.question, lacking=", ".join(lacking)
            )
        )


def _of_programme(office: Office, about: _About, *, as_json: bool) -> None:
    """Why a kindergarten has this coach or none, or why not another one."""
    question = MatchingQuestion(
        about.asked[0] if about.asked else None,
        about.person,
        about.proposal,
        QuestionKind(about.question) if about.question else None,
        about.since,
    )
    proposal, parts = told_of_matching(office, question)
    if as_json:
        print_json({"proposal": proposal, "parts": parts})
    else:
        click.echo("\n".join(matching_lines(parts)))


def _of_question(
    kind: QuestionKind, about: _About, tenant: str | None, *, as_json: bool
) -> None:
    """A question that is solved for; with a child about the day, else about all."""
    if len(about.asked) > 1:
        raise click.UsageError(
            _(
                "--question fragt nach einem gespeicherten Vorschlag. Aus Dateien sagt"
                " explain AUFGABE PLAN KIND von selbst alles über ein Kind."
            )
        )
    office = open_office(tenant)
    with office.application.store.read(office.tenant_id) as session:
        children = [child_by_code(session, code).id for code in about.asked]
        person = about.person and person_by_code(session, about.person).id
        shown = about.proposal or _latest(office, session, about.day)
    one_day = bool(children) and not about.whole
    asked = AskedQuestion(
        kind,
        child_id=children[0] if children else None,
        day=about.day if one_day and kind is not QuestionKind.DIFFERENCE else None,
        person_id=person or None,
        earlier_proposal_id=about.since,
        whole_time=about.whole,
    )
    parts = told_parts(office, shown, asked)
    if as_json:
        print_json({"proposal": shown, "question": kind, "parts": parts})
    else:
        click.echo("\n".join(part_lines(parts)))


def _of_files(question: FileQuestion, *, as_json: bool) -> None:
    """What the files say; loaded only now, since it brings the rules along."""
    module = import_module("service.commands.common.explain_document")
    parts = module.explain_files(question)
    if as_json:
        print_json({"plan": question.plan, "parts": parts})
        return
    for part in parts:
        click.echo(f"{part.heading}:")
        for text in few_told(part.sentences):
            click.echo(f"  {text}")


def _of_office(child: str, about: _About, tenant: str | None, *, as_json: bool) -> None:
    """What a stored proposal says about a child's day."""
    day, person = about.day, about.person
    office = open_office(tenant)
    with office.application.store.read(office.tenant_id) as session:
        child_id = child_by_code(session, child).id
        only = None if person is None else person_by_code(session, person).id
        shown = about.proposal or _latest(office, session, day)
    told: Sequence[_Part | ToldPart]
    if only is None:
        told = parts = _of_the_day(office, shown, child_id, day)
        lines = _lines(child, parts)
    else:
        why_not = AskedQuestion(QuestionKind.WHY_NOT, child_id, day, only)
        told = answered = told_parts(office, shown, why_not)
        lines = part_lines(answered)
    if not told:
        raise NotFound(f"{child} braucht an diesem Tag keine Vertretung.")
    if as_json:
        print_json({"proposal": shown, "child": child, "day": day, "parts": told})
    else:
        click.echo("\n".join(lines))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the child's day with its reasons."""

    time: str
    sentences: tuple[Sentence, ...]


def _of_the_day(office: Office, proposal: UUID, child: UUID, day: date) -> list[_Part]:
    """Why each piece is as it is, and why nobody takes the rest."""
    store, actor = office.application.store, office.actor
    with store.read(office.tenant_id) as session:
        items = session.scalars(_of(ProposalItem, proposal, child, day)).all()
        gaps = session.scalars(_of(ProposalGap, proposal, child, day)).all()
    return [
        *(_part(item, explain_item(store, actor, item.id)) for item in items),
        *(_part(gap, explain_gap(store, actor, gap.id)) for gap in gaps),
    ]


def _of(rows: type[Row], proposal: UUID, child: UUID, day: date) -> Select[Row]:
    return (
        select(rows)
        .where(rows.proposal_id == proposal, rows.child_id == child, rows.day == day)
        .order_by(rows.start_minute)
    )


def _part(row: ProposalItem | ProposalGap, found: Explanation) -> _Part:
    return _Part(span_words(row.start_minute, row.end_minute), found.sentences)


def _lines(child: str, parts: list[_Part]) -> list[str]:
    lines = []
    for part in parts:
        lines.append(f"{child}, {part.time}:")
        # Of two places of one person the sentence may be the same.
        lines += dict.fromkeys(f"  {sentence.text}" for sentence in part.sentences)
    return lines


def _latest(office: Office, session: Session, day: date) -> UUID:
    """The youngest proposal with a plan for the day."""
    query = (
        visible(office.actor, Proposal, Action.READ_PROPOSALS)
        .where(
            Proposal.first_day <= day,
            Proposal.last_day >= day,
            Proposal.state.in_((ProposalState.READY, ProposalState.PUBLISHED)),
        )
        .order_by(Proposal.finished_at.desc(), Proposal.id)
        .limit(1)
    )
    proposal = session.scalars(query).one_or_none()
    if proposal is None:
        raise NotFound(
            f"Für den {day:%d.%m.%Y} gibt es keinen Vorschlag; bitte zuerst planen."
        )
    return proposal.id
