"""What would help each kindergarten without a coach, as far as there is time."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import click

from service.commands.common.answering import answering_for
from service.commands.common.match_view import Change, MatchView
from service.commands.common.progress import progress_bar
from service.commands.common.running import Office
from service.db.store import Store
from service.domain.actor import Actor
from service.errors import Busy, Conflict
from service.explaining.question import AnsweringMatching, QuestionKind
from service.i18n import translate as _
from service.use_cases.ask_matching import AskedAboutMatching, ask_matching

_LABEL = "Gesucht wird, was jeder Kita hülfe"


def with_changes(office: Office, view: MatchView, seconds: int) -> MatchView:
    """The matching with the smallest change that would serve each one alone.

    Parameters
    ----------
    seconds
        After so long no further kindergarten is begun; those left are told to be
        without time.
    """
    store, ends = office.application.store, monotonic() + seconds
    label = _(_LABEL)
    with (
        answering_for(office) as process,
        progress_bar(label, lasting=False) as tell,
    ):

        def go_on(share: float) -> bool:
            tell(share, label)
            return monotonic() < ends

        return changed(store, office.actor, view, process, go_on)


def changed(
    store: Store,
    actor: Actor,
    view: MatchView,
    answering: AnsweringMatching,
    go_on: Callable[[float], bool],
) -> MatchView:
    """The matching with what was found while one was to go on.

    Parameters
    ----------
    go_on
        Hears the share that is done, and says whether the next one is begun.
    """
    found: list[Change] = []
    try:
        for number, one in enumerate(view.unserved):
            if not go_on(number / len(view.unserved)):
                break
            asked = AskedAboutMatching(QuestionKind.SINGLE_CHANGE, one.kindergarten_id)
            (part,) = ask_matching(store, actor, view.id, asked, answering).parts
            found.append(Change(one.kindergarten_id, part.proven, part.sentences[0]))
    except (Busy, Conflict) as error:  # shown without; the matching is what was asked
        click.echo(str(error), err=True)
    left = [one.kindergarten_id for one in view.unserved[len(found) :]]
    return replace(view, changes=found, without_time=left)
