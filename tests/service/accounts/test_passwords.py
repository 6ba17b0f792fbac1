"""Passwords: what fits, what is refused, what is stored."""

import pytest

from service.accounts.passwords import (
    MAX_LENGTH,
    check_password,
    hash_password,
    outdated,
    password_fits,
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
    ],
)
def test_bad_passwords_are_refused(password: str, *, administrator: bool) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password(password, administrator=administrator, words=("Mia", "Muster"))
    assert refused.value.faults[0].pointer == "/password"
