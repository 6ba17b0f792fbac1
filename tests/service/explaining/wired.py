"""Questions and moves, answered over the wire as the child does it."""

from service.explaining.answer import answer
from service.explaining.answer_audit import answer_audit
from service.explaining.answer_moves import answer_move
from service.explaining.answer_standing import answer_standing
from service.explaining.wire import (
    read_move_parts,
    read_order,
    read_parts,
    read_reports,
    read_said,
    write_order,
    write_parts,
)


def answered_by_wire(order):
    """The same answer about a plan as another process gives it."""
    return read_parts(write_parts(answer(read_order(write_order(order)))))


def by_wire(order):
    """The same answer as another process gives it."""
    return read_said(write_parts(answer_standing(read_order(write_order(order)))))


def moved_by_wire(order):
    """The same day as another process finds it."""
    return read_move_parts(write_parts(answer_move(read_order(write_order(order)))))


def audited_by_wire(order):
    """The same report as another process makes it."""
    return read_reports(write_parts(answer_audit(read_order(write_order(order)))))
