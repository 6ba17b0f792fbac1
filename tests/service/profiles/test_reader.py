"""A profile file that contradicts itself is refused, every fault at once."""

import pytest

from service.errors import InvalidInput
from service.profiles.faults import ProfileFaults
from service.profiles.reader import read_profile

HEAD = 'level = "land"\nland = "NW"\n'
EDITION = "[[edition]]\nvalid_from = 2022-08-01\n"
NUMBER = """
[[edition.number]]
rule = "piece-length"
parameter = "min_piece_minutes"
value = 90
"""


def codes_of(text):
    faults = ProfileFaults()
    read_profile("nw.toml", text, faults)
    return [fault.code for fault in faults.found]


def test_a_sound_profile_has_no_fault():
    assert codes_of(HEAD + EDITION + NUMBER) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("level = ", "malformed"),
        (EDITION, "level"),
        (HEAD, "empty"),
        (HEAD + "[[edition]]\nvalid_from = 5\n", "dates"),
        (HEAD + EDITION + "valid_to = 2022-07-31\n", "dates"),
        (HEAD + EDITION + "surprise = 1\n", "unknown-key"),
        (HEAD + EDITION + NUMBER + NUMBER, "twice"),
        (HEAD + EDITION + NUMBER + 'direction = "sideways"\n', "unreadable"),
        (HEAD + EDITION + NUMBER + 'direction = "may widen"\n', "unreadable"),
        (HEAD + EDITION + NUMBER.replace("value = 90", ""), "missing"),
        (HEAD + EDITION + NUMBER.replace("90", "1.5"), "unreadable"),
    ],
)
def test_a_fault_is_told(text, code):
    assert code in codes_of(text)


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        ("2023-08-01", []),
        ("2023-08-02", ["gap"]),
        ("2023-07-31", ["overlap"]),
    ],
)
def test_editions_follow_each_other_without_gap_and_overlap(second, codes):
    first = EDITION + "valid_to = 2023-07-31\n"
    assert codes_of(f"{HEAD}{first}[[edition]]\nvalid_from = {second}\n") == codes


def test_all_faults_are_told_at_once_in_german_with_file_rule_and_parameter():
    faults = ProfileFaults()
    text = HEAD + EDITION + "surprise = 1\n" + NUMBER + NUMBER
    read_profile("nw.toml", text, faults)
    with pytest.raises(InvalidInput, match="2 Fehler") as refused:
        faults.refuse_if_any()
    assert {fault.code for fault in refused.value.faults} == {"unknown-key", "twice"}
    assert "nw.toml/piece-length/min_piece_minutes" in refused.value.faults[1].detail
