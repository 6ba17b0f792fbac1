"""What is said of teams, in the reader's language and with the names she may read."""

from collections.abc import Sequence
from typing import Final

from service.ahead.pairing.document import PairingDocument
from service.ahead.pairing.money import BudgetOrigin
from service.i18n import translate as _
from service.number_words import number_words, short_euro_words
from service.studies.naming import Naming
from solver.counted import told
from solver.pairing.audit import SENTENCES
from solver.pairing.explanation.teams import NotWith, TeamReason
from solver.pairing.explanation.why_not import Change, ChangeKind, Together
from solver.pairing.explanation.why_team import WithoutTeam
from solver.pairing.problem import PersonId, Team, TeamKind
from solver.rule import RuleId
from solver.tier import TierResult

KINDS: Final = {
    TeamKind.TANDEM: "Tandem",
    TeamKind.TRIO: "Trio",
    TeamKind.GROUP: "Verbund",
    TeamKind.CLUSTER: "um eine Vertretungskraft",
}


ORIGINS: Final = {
    BudgetOrigin.ASKED: "Das Budget wurde bei der Frage angegeben.",
    BudgetOrigin.STORED: "Das Budget ist das für dieses Kita-Jahr hinterlegte.",
    BudgetOrigin.OF_THE_WHOLE: (
        "Das hinterlegte Budget gilt für den ganzen Träger; für ein Gebiet allein ist"
        " keines eingeplant, solange es nicht angegeben wird."
    ),
    BudgetOrigin.NONE: (
        "Für dieses Kita-Jahr ist kein Budget hinterlegt; bezahlte Freihalteplätze sind"
        " darum nicht eingeplant."
    ),
}


INSTEAD: Final = "Kein Plan damit ist besser als der mit dem Team {team} (bewiesen)."
INSTEAD_UNPROVEN: Final = (
    "Eingeplant ist stattdessen das Team {team}; dass es nicht besser geht, ist nicht"
    " bewiesen."
)
NO_MONEY: Final = "Vom Budget sind dafür {left} übrig; nötig wären {cost}."
NO_TIME: Final = "Die Rechenzeit reichte nicht, um es einzuplanen."
TOGETHER_AT_BEST: Final = (
    "{one} und {other} könnten zusammen sein, am besten so: {people}."
)
TOGETHER_FOR_EXAMPLE: Final = (
    "{one} und {other} könnten zusammen sein, zum Beispiel so: {people}."
)
AS_GOOD: Final = "Nach allen Zielen ist das so gut wie der Plan."
NOT_PROVEN: Final = (
    "Bis zum Ende gerechnet ist das nicht: Ein besserer Plan dieser Art kann fehlen."
)
IN_NONE: Final = "{person} ist in keinem Team."
WITHOUT_AT_BEST: Final = (
    "{person} ist im Team {team}. Der beste Plan ohne dieses Team, verglichen mit dem"
    " vorgeschlagenen:"
)
WITHOUT_FOR_EXAMPLE: Final = (
    "{person} ist im Team {team}. Ein Plan ohne dieses Team, verglichen mit dem"
    " vorgeschlagenen:"
)
WORSE: Final = "{title}: {value} statt {before} (bewiesen)."
WORSE_BOUNDED: Final = (
    "{title}: {value} statt {before} (nicht bewiesen; so geht es nicht unter {least})."
)
WORSE_OPEN: Final = "{title}: {value} statt {before} (nicht bewiesen)."


def budget_told(origin: str) -> str:
    """Whose budget it is."""
    return _(ORIGINS[BudgetOrigin(origin)])


class Speaker:
    """Sentences about one result for one reader."""

    def __init__(self, document: PairingDocument, naming: Naming) -> None:
        self._document = document
        self._naming = naming

    @staticmethod
    def kind(team: Team) -> str:
        """What a team is called."""
        if team.kind is TeamKind.GROUP:
            return _("Verbund {others}+1").format(others=len(team.members) - 1)
        return _(KINDS[team.kind])

    def team(self, reason: TeamReason) -> str:
        """Why there is this team."""
        said = told(
            "vertritt {covered} von {need} Kinderstunden; längster Weg {way} Minuten",
            {
                "covered": number_words(reason.covered_hours),
                "need": number_words(reason.need_hours),
                "way": reason.longest_way_minutes,
            },
            _,
        )
        more = []
        if reason.nobody_left_hours:
            more.append(
                told(
                    "{hours} Kinderstunden, wenn niemand aus dem Team da ist",
                    {"hours": number_words(reason.nobody_left_hours)},
                    _,
                )
            )
        if reason.wishes_met:
            more.append(_("so gewünscht"))
        if reason.kept:
            more.append(_("besteht schon"))
        return "; ".join([said, *more]) + "."

    def not_with(self, other: NotWith) -> str:
        """Why two are in no team."""
        name = self._naming.name
        if other.rule is not None:
            told = SENTENCES.told(other.rule, other.facts, self._naming.names, _)
            return f"{name(other.other)}: {told}"
        return " ".join((self._tandem(other), self._not_chosen(other)))

    def _tandem(self, other: NotWith) -> str:
        """What two would cover together."""
        return told(
            "{other}: ein Tandem würde {hours} Kinderstunden vertreten.",
            {
                "other": self._naming.name(other.other),
                "hours": number_words(other.hours or 0),
            },
            _,
        )

    def _not_chosen(self, other: NotWith) -> str:
        """Why it is not there, and whether that is proven to be right."""
        if other.instead is not None:
            team = " + ".join(self._naming.name(p) for p in other.instead.people)
            return _(INSTEAD if self._proven else INSTEAD_UNPROVEN).format(team=team)
        if other.cents > self._left_cents:
            return _(NO_MONEY).format(
                left=short_euro_words(self._left_cents),
                cost=short_euro_words(other.cents),
            )
        return _(NO_TIME)

    @property
    def _proven(self) -> bool:
        """Whether no other teams are better on any goal."""
        return all(tier.proven for tier in self._document.plan.tiers)

    @property
    def _left_cents(self) -> int:
        """What the teams leave of the budget."""
        document = self._document
        return document.budget_cents - sum(team.cents for team in document.teams)

    def change(self, change: Change) -> str:
        """What could be done."""
        if change.kind is ChangeKind.BUDGET:
            return _("{money} mehr Budget für Freihalteplätze").format(
                money=short_euro_words(change.cents)
            )
        person = change.person or PersonId("")
        return _("ein freier Platz mehr bei {person}").format(
            person=self._naming.name(person)
        )

    def together(self) -> tuple[str, ...]:
        """Why two who were asked for are in no team."""
        asked = self._document.together
        if asked is None:
            return ()
        name = self._naming.name
        two = {"one": name(asked.one), "other": name(asked.other)}
        if asked.already:
            return (_("{one} und {other} sind in einem Team.").format(**two),)
        if asked.refused is not None:
            first = _("{one} und {other} können in keinem Team sein.").format(**two)
            return (first, self.not_with(asked.refused))
        if asked.team is None:
            return (_("Die Rechenzeit reichte für diese Frage nicht."),)
        people = ", ".join(name(person) for person in asked.team.people)
        template = TOGETHER_AT_BEST if asked.proven else TOGETHER_FOR_EXAMPLE
        first = _(template).format(**two, people=people)
        return (first, *self._compared(asked))

    def why(self) -> tuple[str, ...]:
        """Why somebody is in her team."""
        asked = self._document.without
        if asked is None:
            return ()
        name = self._naming.name
        person = name(asked.person)
        if asked.team is None:
            return (_(IN_NONE).format(person=person),)
        if asked.stays is not None:
            told = SENTENCES.told(
                asked.stays.rule, asked.stays.facts, self._naming.names, _
            )
            return (told,)
        if not asked.worse:
            return (_("Die Rechenzeit reichte für diese Frage nicht."),)
        team = " + ".join(map(name, asked.team.people))
        template = WITHOUT_AT_BEST if asked.proven else WITHOUT_FOR_EXAMPLE
        first = _(template).format(person=person, team=team)
        return (first, *self._compared(asked))

    def _compared(self, other: Together | WithoutTeam) -> Sequence[str]:
        """How another plan differs from this one, and how far that is proven."""
        worse = [self._worse(here, there) for here, there in other.worse]
        lines = [line for line in worse if line] or [_(AS_GOOD)]
        return lines if other.proven else [*lines, _(NOT_PROVEN)]

    @staticmethod
    def _worse(here: TierResult, there: TierResult) -> str:
        """How a goal differs in the other plan, and how far that is proven."""
        if here.value == there.value:
            return ""
        title = SENTENCES.infos[RuleId(here.id)].title
        template = WORSE_OPEN if there.conditional else WORSE_BOUNDED
        if here.proven and there.proven:
            template = WORSE
        return _(template).format(
            title=_(title),
            value=number_words(there.value),
            before=number_words(here.value),
            least=number_words(there.bound),
        )
