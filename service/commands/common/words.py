"""Commands and options that speak the language of this context.

Click asks for its own words when a help page is written; so the German in the source
is looked up then, not when the module is loaded.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from service.i18n import current_locale
from service.i18n import translate as _

Function = TypeVar("Function", bound=Callable[..., Any])


#: Click's names of types, in German.
_TYPES = {
    "INTEGER RANGE": "ZAHL",
    "INTEGER": "ZAHL",
    "DIRECTORY": "ORDNER",
    "FILE": "DATEI",
    "UUID": "KENNUNG",
}


class Option(click.Option):
    """An option whose help is translated."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value: ``TAG``, ``DAY``."""
        name = super().make_metavar(ctx)
        return _TYPES.get(name, name) if current_locale() == "de" else _(name)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names and help, in the language of this context."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        names, text = record
        german = self.help or ""
        text = text.replace(german, _(german), 1) if german else text
        return names, _in_german(text)


class Command(click.Command):
    """A command whose help is translated, with German headings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIONEN]")
        super().__init__(*args, **kwargs)

    def get_short_help_str(self, limit: int = 45) -> str:
        """First sentence of the help."""
        del limit
        return _(self.help or "").partition("\n")[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How to call it."""
        pieces = " ".join(map(_, self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Aufruf") + ": ")

    def format_help_text(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """What it does."""
        del ctx
        write_text(formatter, _(self.help or ""))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What is said below the options."""
        del ctx
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(_(self.epilog))

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Options with their help."""
        records = [
            record
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option)
            if (record := parameter.get_help_record(ctx)) is not None
        ]
        if records:
            with formatter.section(_("Optionen")):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` in the language of this context."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Zeigt diese Hilfe.")
        return option


class Group(Command, click.Group):
    """A command that has commands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "BEFEHL …")
        super().__init__(*args, **kwargs)

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Options, then commands."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Commands with the first sentence of their help."""
        rows = [
            (name, command.get_short_help_str())
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section(_("Befehle")):
            formatter.write_dl(rows)


def command(help_text: str, **settings: Any) -> Callable[[Function], Command]:
    """Make a command; ``help_text`` is German, its first line stands alone."""
    return click.command(cls=Command, help=help_text, **settings)


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Add an option whose help is translated."""
    return click.option(*names, cls=Option, **settings)


def json_option(function: Function) -> Function:
    """``--json``: for machines."""
    return option("--json", "as_json", is_flag=True, help="Antwort als JSON.")(function)


def write_text(formatter: click.HelpFormatter, text: str) -> None:
    """Write indented paragraphs."""
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)


def _in_german(text: str) -> str:
    if current_locale() != "de":
        return text
    for english, german in (("default: ", "Vorgabe: "), ("[required]", "[nötig]")):
        text = text.replace(english, german)
    return text.replace("; required]", "; nötig]")
