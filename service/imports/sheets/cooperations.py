"""Kooperationen, their Mitglieder, feste Vertretungen, and what new teams rest on."""

from service.db.tables.cooperations import (
    Cooperation,
    CooperationMember,
    DesignatedSubstitute,
    HeldPlaceBudget,
    TeamWish,
)
from service.imports.sheet import Column, Noun, Sheet
from service.imports.sheets import shared
from service.imports.values.choices import Choice
from service.imports.values.numbers import Euros, Whole
from service.imports.values.texts import Code, Text

MODELS = Choice(
    (
        ("Tandem", "tandem"),
        ("Trio", "tandem"),
        ("Vertretungsverbund 4+1", "substitution_group"),
        ("Vertretungsverbund", "substitution_group"),
        ("4+1", "substitution_group"),
        ("Freihalteplatz", "substitution_group"),
        ("mobile Vertretung", "floater_cluster"),
        ("Vertretungskraft", "floater_cluster"),
        ("Springer", "floater_cluster"),
        ("Stützpunkt", "base"),
        ("Vertretungsstelle", "base"),
        ("Großtagespflege", "shared_setting"),
        ("Kita", "kita"),
        ("bekannte Person", "known_person"),
    )
)

ROLES = Choice(
    (
        ("Mitglied", "member"),
        ("wird vertreten", "member"),
        ("Vertretung", "substitute"),
        ("vertritt", "substitute"),
        ("beides", "both"),
        ("gegenseitig", "both"),
    )
)

STANCES = Choice(
    (
        ("gern", "wished"),
        ("gewünscht", "wished"),
        ("nicht", "refused"),
        ("abgelehnt", "refused"),
        ("gesperrt", "forbidden"),
    )
)


def _cooperation() -> Column:
    return Column(
        "Kooperation",
        "cooperation_id",
        Code(),
        ("Verbund", "Kooperationskürzel"),
        required=True,
        repeats=True,
        refers_to="cooperation",
    )


COOPERATIONS = Sheet(
    name="Kooperationen",
    aliases=("Vertretungsmodelle", "Kooperation"),
    noun=Noun("cooperation", "Kooperationen", Cooperation, ("code",), code="code"),
    columns=(
        shared.own_code("Kooperation"),
        Column("Modell", "model", MODELS, ("Art",), required=True),
        Column("Bezeichnung", "name", Text(200), ("Name",), default=""),
        shared.place(),
        shared.valid_from(),
        shared.valid_until(),
    ),
)

MEMBERS = Sheet(
    name="Mitglieder",
    aliases=("Kooperationsmitglieder",),
    noun=Noun(
        "cooperation_member",
        "Mitglieder",
        CooperationMember,
        ("cooperation_id", "person_id"),
    ),
    columns=(
        _cooperation(),
        shared.person(repeats=False),
        Column("Rolle", "role", ROLES, ("Aufgabe",), required=True),
        Column(
            "Freihalteplätze",
            "held_places",
            Whole(0, 12),
            ("Freihalteplatz", "freie Plätze"),
            default=0,
        ),
        Column(
            "Freihaltepauschale",
            "held_place_cents",
            Euros(10_000),
            ("Pauschale", "Tagespauschale"),
        ),
    ),
)

DESIGNATED = Sheet(
    name="Feste Vertretungen",
    aliases=("Feste Vertretung", "FesteVertretungen"),
    noun=Noun(
        "designated_substitute",
        "Feste Vertretungen",
        DesignatedSubstitute,
        ("cooperation_id", "child_id", "valid_from"),
    ),
    columns=(
        _cooperation(),
        shared.child(),
        shared.person(repeats=False),
        shared.valid_from(),
        shared.valid_until(),
    ),
)

TEAM_WISHES = Sheet(
    name="Teamwünsche",
    aliases=("Wünsche zu Teams",),
    noun=Noun("team_wish", "Teamwünsche", TeamWish, ("person_id", "other_id")),
    columns=(
        shared.person(),
        Column(
            "mit",
            "other_id",
            Code(),
            ("andere Person", "Kollegin"),
            required=True,
            repeats=True,
            refers_to="person",
        ),
        Column("Haltung", "stance", STANCES, ("Wunsch",), required=True),
    ),
)

HELD_BUDGETS = Sheet(
    name="Freihaltebudgets",
    aliases=("Budgets für Freihalteplätze", "Freihaltebudget"),
    noun=Noun(
        "held_place_budget",
        "Jahresbudgets für Freihalteplätze",
        HeldPlaceBudget,
        ("year",),
    ),
    columns=(
        Column(
            "Kita-Jahr ab",
            "year",
            Whole(2000, 2100),
            ("Kita-Jahr", "Beginn", "Jahr"),
            required=True,
        ),
        Column(
            "Jahresbudget",
            "budget_cents",
            Euros(10_000_000),
            ("Budget", "Betrag", "Budget (Euro)"),
            required=True,
        ),
        Column(
            "Freihalteplatz",
            "held_place_cents",
            Euros(100_000),
            ("je Platz", "Kosten je Platz", "Freihaltepauschale im Jahr"),
        ),
    ),
)
