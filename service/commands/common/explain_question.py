"""A question to a proposal at the terminal, answered in this very process."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import cast
from uuid import UUID

from service.commands.common.few_told import few_told
from service.commands.common.printing import day_words, span_words
from service.commands.common.running import Office
from service.db.tables.children import Child
from service.explaining.question import Answering, QuestionKind, TierFacts
from service.i18n import translate as _
from service.planning.sentences import Sentence
from service.use_cases.ask_question import AskedQuestion, ask_question

QUESTIONS = tuple(kind.value for kind in QuestionKind)
#: What a question has to name, as it is typed.
NEEDED = {
    QuestionKind.WHY_NOT: ("KIND", "--person"),
    QuestionKind.ALTERNATIVES: ("KIND",),
    QuestionKind.DIFFERENCE: ("--since",),
}


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A stretch of a child's day with what is answered about it."""

    child: str
    day: date
    time: str
    proven: bool
    tiers: tuple[TierFacts, ...]
    sentences: tuple[Sentence, ...]


def told_parts(
    office: Office, proposal: UUID, asked: AskedQuestion
) -> tuple[ToldPart, ...]:
    """The answer; the engine is loaded only now."""
    store = office.application.store
    answering = cast("Answering", import_module("service.explaining.answer").answer)
    found = ask_question(store, office.actor, proposal, asked, answering)
    with store.read(office.tenant_id) as session:
        codes = {
            part.child_id: session.get_one(Child, (office.tenant_id, part.child_id))
            for part in found.parts
        }
        return tuple(
            ToldPart(
                codes[part.child_id].code,
                part.day,
                span_words(part.start_minute, part.end_minute),
                part.proven,
                part.tiers,
                part.sentences,
            )
            for part in found.parts
        )


def part_lines(parts: tuple[ToldPart, ...]) -> list[str]:
    """The answer in lines; a heading where child, day or time change."""
    if not parts:
        return [_("Dazu gibt es in diesem Vorschlag nichts zu sagen.")]
    lines: list[str] = []
    last = ""
    for part in parts:
        heading = f"{part.child}, {day_words(part.day)}, {part.time}:"
        if heading != last:
            lines.append(heading)
        last = heading
        # Of two places of one person the sentence may be the same.
        lines += (f"  {text}" for text in few_told(part.sentences))
        if not part.proven:
            lines.append("  " + _("Die Zahlen sind nicht bis zum Ende bewiesen."))
    return lines
