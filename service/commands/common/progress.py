"""How far long work is, on stderr, where somebody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from service.i18n import translate as _
from service.ports import Progress

_STEPS = 100
_LINE_ABOVE_AWAY = "\x1b[1A\x1b[2K"


@contextmanager
def progress_bar(label: str, *, lasting: bool = True) -> Iterator[Progress]:
    """A bar on the terminal; nothing at all where nobody watches.

    Parameters
    ----------
    label
        German, or translated already: what is done first.
    lasting
        Whether the full bar stays on the screen afterwards.
    """
    watched = is_terminal()
    with click.progressbar(
        length=_STEPS,
        label=_(label),
        file=sys.stderr,
        show_eta=False,
        hidden=not watched,
        bar_template="%(label)s  %(bar)s  %(info)s",
        fill_char="█",
        empty_char="░",
    ) as bar:

        def tell(share: float, what: str) -> None:
            bar.label = _(what)
            bar.update(int(_STEPS * share) - bar.pos)
            bar.render_progress()

        yield tell
        bar.update(_STEPS - bar.pos)
    if watched and not lasting:
        click.echo(_LINE_ABOVE_AWAY, err=True, nl=False)


def is_terminal() -> bool:
    """Whether somebody watches stderr, where progress is shown."""
    return sys.stderr.isatty()
