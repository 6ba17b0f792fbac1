"""Verträge with their hours and times on weekdays."""

from service.db.tables.contracts import CareContract, ContractSlot
from service.imports.sheet import Column, Detail, Noun, Sheet
from service.imports.sheets import shared
from service.imports.values.choices import YesNo
from service.imports.values.numbers import Hours

CONTRACTS = Sheet(
    name="Verträge",
    aliases=("Betreuungsverträge", "Betreuung"),
    noun=Noun(
        "care_contract",
        "Verträge",
        CareContract,
        ("code",),
        code="code",
        details=(
            Detail(
                "slots",
                "Zeiten",
                ContractSlot,
                ("weekday", "start_minute", "end_minute"),
                (("contract_id", "id"),),
                shared.show_slot,
            ),
        ),
    ),
    columns=(
        shared.own_code("Vertrag"),
        shared.child(),
        shared.person(repeats=False),
        shared.place(required=True),
        shared.valid_from(),
        shared.valid_until(),
        Column(
            "Wochenstunden",
            "weekly_minutes",
            Hours(60),
            ("Std./Woche", "Stunden", "Betreuungsumfang"),
            required=True,
        ),
        Column(
            "Vertretung gewünscht",
            "substitution_wanted",
            YesNo(),
            ("Vertretung",),
            default=True,
        ),
        *shared.weekdays(),
    ),
    complete=shared.gather_weekdays,
)
