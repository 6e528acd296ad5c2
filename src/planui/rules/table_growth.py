"""Tables that give the same things at several dates, and what was added from the first to the last (两年净增)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.dates import dates_in
from planui.rules.table_sums import cell_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planui.model.passage import Passage
    from planui.model.prose import MarkdownTable

    Line = Sequence[tuple[int, int]]

_ADDED = lazy(
    r"[*\s]*(?:[两二三四五]年|期间|累计|合计|较?期?初)?(?:净增[加长]?|增[加长]?量|增加|净增[加长]量)[*\s]*(?:[（(/].*)?$"
)


class WrongGrowth(NamedTuple):
    """A cell that says what was added, in the raw text, and what the first and the last date differ by."""

    start: int
    end: int
    difference: float


def wrong_growths(passage: Passage, table: MarkdownTable) -> Iterator[WrongGrowth]:
    """The cells of a table that are not what its dates differ by."""
    raw = passage.raw
    rows = [table.head.cells, *(row.cells for row in table.rows)]
    if len({len(row) for row in rows}) != 1:
        return
    for lines in (rows, list(zip(*rows, strict=True))):
        labels = [raw[line[0][0] : line[0][1]] for line in lines]
        dated = [index for index, label in enumerate(labels) if index and dates_in(label)]
        added = [index for index, label in enumerate(labels) if index and _ADDED.match(label)]
        if len(dated) < 2 or len(added) != 1 or added[0] < dated[-1]:
            continue
        right, wrong = _compare(raw, lines[dated[0]], lines[dated[-1]], lines[added[0]])
        if right >= len(wrong) or (len(wrong) == 1 and "净增" in labels[added[0]]):
            yield from wrong  # else something else is meant


def _compare(raw: str, first: Line, last: Line, added: Line) -> tuple[int, list[WrongGrowth]]:
    """How many cells are what the dates differ by, and those that are not."""
    right = 0
    wrong: list[WrongGrowth] = []
    for ats in zip(first[1:], last[1:], added[1:], strict=True):
        before, after, said = (cell_at(raw, *at) for at in ats)
        one, other, number = before.number, after.number, said.number
        if one is None or other is None or number is None or "%" in (before.unit, after.unit, said.unit):
            continue
        difference = round(other.value - one.value, 6)
        if abs(difference - number.value) <= max(one.step, other.step) * 0.5:
            right += 1
        else:
            wrong.append(WrongGrowth(said.start, said.end, difference))
    return right, wrong
