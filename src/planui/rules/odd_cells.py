"""Which cell of a column that does not add up is likely the wrong one: what the columns beside it say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.rules.slips import LIKELY, PLAIN, slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planui.rules.chinese_numbers import Number

_MOST_COLUMNS = 12


def odd_row(rows: Sequence[Sequence[Number | None]], column: int, said: float, total: float, row_total: int) -> int:
    """The index of the row whose figure makes the column's total be missed, -1 where nothing tells.

    `said` is the column's total as it stands, `total` what its cells make, `row_total` the column that holds the
    rows' totals (-1: none). What is right of all rows but one, and of that one with the figure that is wanted there,
    tells; else the one figure that is a plain slip, where the total is none.
    """
    missing = said - total
    known = [(index, row, number.value) for index, row in enumerate(rows) if (number := row[column]) is not None]
    if len(known) < 2:
        return -1
    for holds in _relations(rows, column, row_total):
        odd = [(index, row, value) for index, row, value in known if not holds(row, value)]
        if len(odd) == 1 and len(known) > 2 and holds(odd[0][1], round(odd[0][2] + missing, 6)):
            return odd[0][0]
    if slip(said, round(total, 6)):
        return -1
    slips = [(slip(value, round(value + missing, 6)), index) for index, _, value in known]
    plain = [index for how, index in slips if how == PLAIN]
    if len(plain) == 1 and sum(1 for how, _ in slips if how >= LIKELY) == 1:
        return plain[0]
    return -1


def _relations(
    rows: Sequence[Sequence[Number | None]], column: int, row_total: int
) -> Iterator[Callable[[Sequence[Number | None], float], bool]]:
    """What may hold of a figure and those beside it, of every row."""
    others = [at for at in range(1, min(len(rows[0]), _MOST_COLUMNS)) if at != column]
    others = [at for at in others if sum(1 for row in rows if row[at] is not None) >= len(rows) - 1]
    if row_total == column:
        yield lambda row, value: _is_row_total(row, value, column)
    elif row_total > 0:
        yield lambda row, value: _makes_total(row, value, column, row_total)
    for one in others:
        for other in others:
            if one < other:
                yield lambda row, value, a=one, b=other: _is_sum(row, value, a, b)  # type: ignore[misc]
            if one != other:
                yield lambda row, value, a=one, b=other: _is_share(row, value, a, b)  # type: ignore[misc]
        factors = sorted(
            round(here.value / there.value, 6)
            for row in rows
            if (here := row[column]) is not None and (there := row[one]) is not None and there.value
        )
        if len(factors) > 3 and factors[len(factors) // 2] > 1:
            factor = factors[len(factors) // 2]
            yield lambda row, value, a=one, b=factor: _is_multiple(row, value, a, b)  # type: ignore[misc]


def _makes_total(row: Sequence[Number | None], value: float, column: int, final: int) -> bool:
    whole = row[final]
    if whole is None:
        return False
    rest = sum(one.value for at, one in enumerate(row[1:final], 1) if one is not None and at != column)
    return abs(whole.value - rest - value) < 1e-6


def _is_row_total(row: Sequence[Number | None], value: float, column: int) -> bool:
    return abs(sum(one.value for one in row[1:column] if one is not None) - value) < 1e-6


def _is_sum(row: Sequence[Number | None], value: float, one: int, other: int) -> bool:
    left, right = row[one], row[other]
    if left is None or right is None:
        return False
    return any(abs(made - value) < 1e-6 for made in (left.value + right.value, abs(left.value - right.value)))


def _is_share(row: Sequence[Number | None], value: float, share: int, other: int) -> bool:
    percent, beside = row[share], row[other]
    if percent is None or beside is None or not beside.value or not value:
        return False
    either = (value / beside.value, beside.value / value)
    return any(abs(made * 100 - percent.value) <= percent.step * 0.51 for made in either)


def _is_multiple(row: Sequence[Number | None], value: float, one: int, factor: float) -> bool:
    beside = row[one]
    return beside is not None and abs(beside.value * factor - value) <= 1e-6 * max(1.0, value)
