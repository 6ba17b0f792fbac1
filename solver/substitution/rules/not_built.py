"""Rules of the catalogue that are not built: every plan lists them as not checked."""

from datetime import date

from solver.rule import Binding, LegalSource, PersonGroup, Practice, RuleId, RuleInfo

NOT_BUILT = (
    RuleInfo(
        id=RuleId("weekly-hours"),
        number=10,
        title="Wochenstunden und Ausgleich auf acht Stunden",
        source=LegalSource(
            law="ArbZG",
            section="§ 3 Satz 2",
            checked_on=date(2022, 3, 26),
            reference="github.com/bundestag/gesetze",
        ),
        binding=Binding.LAW,
        applies_to=PersonGroup.EMPLOYED,
        sentence="Wochenstunden und Ausgleich von {person} sind nicht geprüft.",
    ),
    RuleInfo(
        id=RuleId("longest-duration"),
        number=11,
        title="Längste Dauer einer Vertretung",
        source=Practice("Rendsburg-Eckernförde: höchstens drei Wochen"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Die Dauer der Vertretung von {child} ist nicht geprüft.",
    ),
    RuleInfo(
        id=RuleId("distinct-persons"),
        number=11,
        title="Höchstens so viele Personen je Kind und Zeitraum",
        source=LegalSource(law="BayKiBiG", section="Art. 9", land="BY"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Die Zahl der Personen bei {child} ist nicht geprüft.",
    ),
    RuleInfo(
        id=RuleId("siblings-together"),
        number=13,
        title="Geschwister bleiben zusammen",
        source=Practice("Geschwister bleiben zusammen"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Ob die Geschwister von {child} zusammen sind, ist nicht geprüft.",
    ),
)
