"""Themen of the programme, and what coaches know and kindergartens need of them."""

from service.db.tables.coaches import CoachTopic
from service.db.tables.kindergartens import KindergartenTopic
from service.db.tables.programme import Topic
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared_programme
from service.imports.values.choices import Choice, Numbered
from service.imports.values.numbers import Whole
from service.imports.values.texts import Code, Text

LEVELS = Choice(
    (
        ("Grundkenntnisse", "1"),
        ("sicher", "2"),
        ("Schwerpunkt", "3"),
        ("besonders erfahren", "3"),
    )
)


TOPICS = Sheet(
    name="Themen",
    aliases=("Entwicklungsfelder", "Themenliste"),
    noun=Noun("topic", "Themen", Topic, ("key",), code="key"),
    columns=(
        Column("Kürzel", "key", Code(), ("Nr.", "Code"), required=True),
        Column("Thema", "title", Text(200), ("Titel", "Bezeichnung"), required=True),
    ),
)

COACH_TOPICS = Sheet(
    name="Themenprofile",
    aliases=("Themen der Prozessbegleitungen", "Begleitungs-Themen"),
    noun=Noun("coach_topic", "Themenprofile", CoachTopic, ("coach_id", "topic")),
    columns=(
        shared_programme.coach(repeats=True),
        shared_programme.topic(),
        Column("Stufe", "level", Numbered(LEVELS), ("Kenntnis",), required=True),
    ),
)

KINDERGARTEN_TOPICS = Sheet(
    name="Kita-Themen",
    aliases=("Themen der Kitas", "Bedarfe"),
    noun=Noun(
        "kindergarten_topic",
        "Kita-Themen",
        KindergartenTopic,
        ("kindergarten_id", "topic"),
    ),
    columns=(
        shared_programme.kindergarten(repeats=True),
        shared_programme.topic(),
        Column(
            "Gewicht", "weight", Whole(1, 10), ("Wichtigkeit", "Priorität"), default=1
        ),
    ),
)
