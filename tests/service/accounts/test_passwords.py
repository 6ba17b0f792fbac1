"""Passwords: what fits, what is refused, what is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.accounts import guessable
from service.accounts.passwords import (
    MAX_LENGTH,
    MIN_DISTINCT,
    MIN_LENGTH,
    check_password,
    hash_password,
    outdated,
    password_fits,
    words_about,
)
from service.errors import InvalidInput

GOOD = "Ziegel Wolke Fahrrad Tulpe"


def test_only_the_password_itself_fits() -> None:
    stored = hash_password(GOOD, 8)
    assert password_fits(stored, GOOD, 8)
    assert not password_fits(stored, GOOD + " ", 8)
    assert not password_fits(stored, GOOD.lower(), 8)
    assert not password_fits("no hash at all", GOOD, 8)
    assert not password_fits(None, GOOD, 8)


def test_two_hashes_of_one_password_differ() -> None:
    assert hash_password(GOOD, 8) != hash_password(GOOD, 8)
    assert GOOD not in hash_password(GOOD, 8)


def test_new_costs_make_an_old_hash_outdated() -> None:
    stored = hash_password(GOOD, 8)
    assert not outdated(stored, 8)
    assert outdated(stored, 16)


@pytest.mark.parametrize(
    ("password", "administrator"),
    [
        ("Tulpe-Kran-7", False),
        ("Tulpe-Kran-7+Eis", True),
        ("ž" * 2 + "úňďťřšěčáí", False),
        ("aB3$" * 4 + "xyz", False),
        ("ein langes Passwort", True),
        ("Sommer mit Krokodil", True),
        ("correct pony battery zoo", True),
    ],
)
def test_good_passwords_pass(password: str, *, administrator: bool) -> None:
    check_password(password, administrator=administrator, words=("Mia", "Muster"))


@pytest.mark.parametrize(
    ("password", "administrator"),
    [
        ("Tulpe-Kran7", False),
        ("Tulpe-Kran-7+E", True),
        ("x" * (MAX_LENGTH + 1), False),
        ("abababababab", False),
        ("123456123456", False),
        ("Passwort-2026", False),
        ("Mustermuster1", False),
        ("P4$$w0rt!2026", False),
        ("Frühling2026!", False),
        ("FRUEHLING-2026", False),
        ("Schmetterling1", False),
        ("correcthorsebatterystaple", False),
        ("qwertzuiop123", False),
        ("poiuztrewq321!", False),
        ("1qay2wsx3edc", False),
        ("abcdefghijkl", False),
        ("Xy7Xy7Xy7Xy7Xy7", False),
        ("24.12.1987-24121987", False),
        ("Mia.Muster!1987", False),
        ("Jugendamt-2026!", False),
        ("Iloveyou-Schatzi", False),
    ],
)
def test_bad_passwords_are_refused(password: str, *, administrator: bool) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password(password, administrator=administrator, words=("Mia", "Muster"))
    assert refused.value.faults[0].pointer == "/password"


@pytest.mark.parametrize(
    "password",
    ["Muster-Herne-26", "vereinherne1987", "mia.muster@herne-1", "m.muster1234"],
)
def test_names_of_person_address_and_tenant_count_for_nothing(password: str) -> None:
    words = words_about("Mia Muster", "m.muster@herne.example", "Verein Herne e. V.")
    with pytest.raises(InvalidInput, match="leicht zu erraten"):
        check_password(password, administrator=False, words=words)


def test_whatever_lists_make_of_a_word_is_refused() -> None:
    """More than the 3,000 most common: every word with the usual ends."""
    ends = ["123456", "!", "12345", "1987", "2026"]
    tried = 0
    for word in sorted(guessable.words()):
        for end in ends:
            for made in (word + end, word.capitalize() + end + "!", end + word + word):
                if len(made) < MIN_LENGTH:
                    continue
                tried += 1
                assert len(set(guessable.unguessable(made))) < MIN_DISTINCT, made
    assert tried > 3000


@pytest.mark.parametrize(
    ("password", "left"),
    [
        ("abc", "abc"),
        ("abcd", ""),
        ("dcba", ""),
        ("asd", "asd"),
        ("asdf", ""),
        ("kz", "kz"),
        ("kzkz", "kzkz"),
        ("kztkzt", "kzt"),
        ("kkkk", "k"),
        ("1987", ""),
        ("1887", "1887"),
        ("31.12.2026", ""),
        ("mai", "mai"),
        ("Ärger", "aerger"),
        ("hase", ""),
        ("h4$3", ""),
        ("XHaseY", "xy"),
    ],
)
def test_what_is_left_of_a_password(password: str, left: str) -> None:
    assert guessable.unguessable(password) == left


@given(st.text(max_size=60), st.text(max_size=12))
def test_nothing_is_left_that_was_not_there(password: str, name: str) -> None:
    left = guessable.unguessable(password, [name])
    rest = iter(guessable.folded(password))
    assert all(sign in rest for sign in left)
