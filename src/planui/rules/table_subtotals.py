"""Columns of Markdown tables that are added up group by group: 小计 behind each group, 合计 at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.rules.slips import slip_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.rules.table_sums import Cell

GROUP, PART, ALL = "小计", "", "合计"
"""What a row holds: the sum of the rows above it, a part, the sum of all."""


def wrong_subtotals(
    rows: list[list[Cell]], kinds: list[str], groups: list[str], column: int
) -> Iterator[tuple[Cell, float]]:
    """The sums of a column that do not come out, each with what its cells add up to. `kinds` says what each row holds,
    `groups` what its first cell says."""
    parts: list[tuple[str, float]] = []
    sums: list[float] = []
    for row, kind, group in zip(rows, kinds, groups, strict=True):
        number = row[column].number
        if number is None:
            if row[column].empty:
                continue
            return
        if kind == GROUP:
            own = _group_of(parts, number.value)
            total = sum(value for _, value in own)
            same = len({name for name, _ in own}) == 1
            if abs(total - number.value) > number.step / 2 and same and _may_be(own, total, number.value):
                yield row[column], total
                return  # the sum of all is as wrong, or right by this
            del parts[len(parts) - len(own) :]
            sums.append(number.value)
        elif kind == ALL:
            every = [*sums, *(value for _, value in parts)]
            total = sum(every)
            if len(every) > 1 and abs(total - number.value) > number.step / 2 and 0.5 <= total / number.value <= 2:
                yield row[column], total
            return
        else:
            parts.append((group, number.value))


def _group_of(parts: list[tuple[str, float]], said: float) -> list[tuple[str, float]]:
    """The parts right above a sum that make it; else those that go by one name, else all."""
    total = 0.0
    for count in range(1, len(parts) + 1):
        total += parts[-count][1]
        if abs(total - said) < 1e-6 * max(said, 1):
            return parts[-count:]
    named = next((index for index in range(len(parts), 0, -1) if parts[index - 1][0] != parts[-1][0]), 0)
    return parts[named:] if len(parts) - named > 1 else parts[:]


def _may_be(own: list[tuple[str, float]], total: float, said: float) -> bool:
    return said > 0 and (0.5 <= total / said <= 2 or slip_among([value for _, value in own], total, said) > 0)
