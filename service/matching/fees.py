"""What hours of a coach are paid."""

from typing import Final

MINUTES_PER_HOUR: Final = 60
MINUTES_PER_QUARTER: Final = 15


def fee_cents(cents_per_hour: int, minutes: int) -> int:
    """The fee for so many minutes: begun quarters of an hour are paid."""
    quarters = -(-minutes // MINUTES_PER_QUARTER)
    fee = cents_per_hour * quarters * MINUTES_PER_QUARTER
    return -(-fee // MINUTES_PER_HOUR)
