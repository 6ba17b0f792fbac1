"""Questions and moves of what stands, answered over the wire as the child does it."""

from service.explaining.answer_moves import answer_move
from service.explaining.answer_standing import answer_standing
from service.explaining.wire import (
    read_move_parts,
    read_order,
    read_said,
    write_order,
    write_parts,
)


def by_wire(order):
    """The same answer as another process gives it."""
    return read_said(write_parts(answer_standing(read_order(write_order(order)))))


def moved_by_wire(order):
    """The same day as another process finds it."""
    return read_move_parts(write_parts(answer_move(read_order(write_order(order)))))
