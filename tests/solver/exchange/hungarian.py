"""The assignment problem by shortest augmenting paths with potentials, O(n³)."""

from collections.abc import Sequence


def least_cost(costs: Sequence[Sequence[int]]) -> int:  # noqa: C901 - the textbook algorithm, in one piece
    """Least sum of one entry per row and column of a square matrix."""
    size = len(costs)
    of_row, of_column = [0] * (size + 1), [0] * (size + 1)
    row_of = [0] * (size + 1)  # column -> row, both from 1; 0 is nobody
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        least = [10**9] * (size + 1)
        before = [0] * (size + 1)
        seen = [False] * (size + 1)
        while row_of[column]:
            seen[column] = True
            here, step, after = row_of[column], 10**9, 0
            for other in range(1, size + 1):
                if seen[other]:
                    continue
                price = costs[here - 1][other - 1] - of_row[here] - of_column[other]
                if price < least[other]:
                    least[other], before[other] = price, column
                if least[other] < step:
                    step, after = least[other], other
            for other in range(size + 1):
                if seen[other]:
                    of_row[row_of[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = after
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return sum(costs[row_of[c] - 1][c - 1] for c in range(1, size + 1))
