"""A wrong value is refused in German, with what would have been right."""

import click
import pytest

from service.commands.common.exits import ExitCode
from service.commands.common.kinds import HOURS
from tests.service.commands.conftest import call


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("match", "--year", "bald"), "erwartet wird eine ganze Zahl."),
        (("match", "--from-month", "13"), "eine ganze Zahl von 1 bis 12."),
        (("sessions", "move", "K-001", "2027-13-01"), "„2027-13-01“ ist kein Tag"),
        (("sessions", "hold", "K-001", "1.3.2027", "drei"), "„drei“ ist keine Zahl"),
        (("sessions", "statement", "--month", "März"), "ein Monat wie 2027-03"),
        (("feed", "subscribe", "tante", "K-001"), "möglich: person, ort, familie"),
        (("import", "/nirgends.xlsx"), "das gibt es nicht."),
        (("match", "--show", "12"), "erwartet wird eine Kennung"),
    ],
)
def test_what_would_have_been_right_is_told(line: tuple[str, ...], said: str) -> None:
    answer = call(*line)
    assert answer.code == ExitCode.USAGE
    assert said in answer.err
    assert "is not" not in answer.err


@pytest.mark.parametrize("text", ["3,5", "3.5", "3:30"])
def test_hours_have_a_comma_a_point_or_minutes(text: str) -> None:
    assert HOURS.convert(text, None, None) == 3.5


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-1", "1,5,2", "", "³", "3:60", "3:5", ":30"]
)
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter):
        HOURS.convert(text, None, None)
