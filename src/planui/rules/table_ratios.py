"""Columns of counts and of their shares in Markdown tables: the one share that is not its count's, where all others
are of one whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.rules.quantities import Quantity
from planui.rules.ratios import OddRatio, odd_pair
from planui.rules.table_sums import Cell, cell_at, is_share_head, is_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage
    from planui.model.prose import MarkdownTable

_LEAST = 4
"""Rows from which on one may be told to be the odd one."""
_MOST = 60


def odd_table_ratios(passage: Passage, table: MarkdownTable) -> Iterator[OddRatio]:
    """The pairs of a table that no whole explains which explains all the others, and that a slip of the pen does; their
    offsets are those of the raw text."""
    raw = passage.raw
    heads = [raw[start:end] for start, end in table.head.cells]
    if len(table.rows) > 2 * _MOST or any(len(row.cells) != len(heads) for row in table.rows):
        return
    for column in range(2, len(heads)):
        if not is_share_head(heads[column]) or is_share_head(heads[column - 1]):
            continue
        pairs: list[tuple[Quantity, Quantity]] = []
        for row in table.rows:
            if is_total(raw[slice(*row.cells[0])]):
                continue
            count, share = cell_at(raw, *row.cells[column - 1]), cell_at(raw, *row.cells[column])
            if count.number is not None and share.number is not None and count.unit != "%":
                pairs.append((_quantity(count), _quantity(share)))
        if _LEAST <= len(pairs) <= _MOST and (odd := odd_pair(pairs)) is not None:
            yield odd


def _quantity(cell: Cell) -> Quantity:
    assert cell.number is not None
    return Quantity(cell.start, cell.end, cell.number.value, cell.number.step, cell.unit)
