"""Questions about what stands, answered over the wire as the child does it."""

from service.explaining.answer_standing import answer_standing
from service.explaining.wire import read_order, read_said, write_order, write_parts


def by_wire(order):
    """The same answer as another process gives it."""
    return read_said(write_parts(answer_standing(read_order(write_order(order)))))
