"""Options reach a command in records, the others as ever."""

from dataclasses import dataclass

import click
from click.testing import CliRunner

from service.commands.common.gathering import gathers
from service.commands.common.words import command, option


@dataclass(frozen=True, slots=True)
class Place:
    street: str
    number: int


@dataclass(frozen=True, slots=True)
class Time:
    day: str


@command("Sagt, was ankam.")
@option("--street", default="Ring")
@option("--number", type=int, default=1)
@option("--day", default="heute")
@option("--loud", is_flag=True)
@gathers(Place)
@gathers(Time)
def told(place: Place, time: Time, *, loud: bool) -> None:
    click.echo(f"{place} {time} {loud}")


def test_each_record_takes_its_own_options_and_the_rest_stays():
    done = CliRunner().invoke(told, ["--number", "7", "--day", "morgen", "--loud"])
    assert done.output.split("\n")[0] == f"{Place('Ring', 7)} {Time('morgen')} True"
