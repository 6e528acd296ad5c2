"""Sums in Markdown tables: columns of shares, columns with a row of totals, rows with a column of totals."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.chinese_numbers import ARABIC, Number, read_number
from planui.rules.odd_cells import odd_row
from planui.rules.slips import PLAIN, slip_among
from planui.rules.table_subtotals import ALL, GROUP, PART, wrong_subtotals
from planui.rules.table_wholes import whole_said_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planui.model.passage import Passage
    from planui.model.prose import MarkdownTable

_CELL = lazy(rf"[*\s]*(?P<digits>{ARABIC})\s?(?P<scale>[万亿]?)\s?(?P<unit>[%％\u4e00-\u9fff]{{0,3}})[*\s]*$")
_TOTAL = lazy(r"[*\s]*[\u4e00-\u9fff]{0,4}?(?:合\s*计|总\s*计|共\s*计|总\s*数|总\s*和|小\s*计)[*\s]*(?:[（(/].*)?$")
_SHARE_HEAD = lazy(r"占比|比例|比重|占[^率]{0,8}比|百分比|构成比|份额")
_NO_SUM_HEAD = lazy(r"率|平均|均|单价|增幅|时间|时延|误差|温度|累计|编号|序号|年份|比")
_EMPTY = lazy(r"[*\s]*[-—–/]*[*\s]*$")


class TableMismatch(NamedTuple):
    """A total that is not the sum of its cells: the cell (in the raw text), what it says, and the sum.

    `said` is None for shares without a row of totals, where the cell is the last of them. `column` is the cell's;
    `unit` is that of a total in a line beside the table.
    """

    start: int
    end: int
    said: float | None
    total: float
    column: int
    unit: str = ""
    odd: bool = False
    """Whether the cell is one of those that are added up, likely the wrong one, and no total."""


class Cell(NamedTuple):
    """A cell of a table: its number and unit, where it is one."""

    start: int
    end: int
    number: Number | None
    unit: str
    empty: bool


def table_mismatches(passage: Passage) -> list[TableMismatch]:
    """All sums of the passage's tables that do not come out."""
    return [one for table in passage.prose.tables for one in mismatches_of(passage, table)]


def mismatches_of(passage: Passage, table: MarkdownTable) -> list[TableMismatch]:
    """The sums of one table of a passage that do not come out; several rules ask for them."""
    known: dict[int, list[TableMismatch]] = passage.notes.setdefault("table sums", {})
    if table.head.start not in known:
        known[table.head.start] = _mismatches(passage.raw, table)
    return known[table.head.start]


def _mismatches(raw: str, table: MarkdownTable) -> list[TableMismatch]:
    heads = [raw[start:end] for start, end in table.head.cells]
    labels = [_label(raw, row.cells) for row in table.rows]
    if len(heads) < 2 or len(labels) < 2 or any(len(row.cells) != len(heads) for row in table.rows):
        return []
    if not any(map(_TOTAL.match, labels)) and (beside := whole_said_beside(raw, table)) is not None:
        whole, total, column = beside
        return [TableMismatch(whole.start, whole.end, whole.value, total, column, whole.unit)]
    if not any(map(_TOTAL.match, (*labels, *heads))) and not any(map(_SHARE_HEAD.search, heads)):
        return []
    rows = [[cell_at(raw, start, end) for start, end in row.cells] for row in table.rows]
    kinds = [_kind(raw, row.cells) for row in table.rows] if GROUP in raw else []
    if GROUP in kinds[:-1]:
        return [
            TableMismatch(cell.start, cell.end, cell.number.value, total, column)
            for column in range(1, len(heads))
            if not _SHARE_HEAD.search(heads[column]) and not _NO_SUM_HEAD.search(heads[column])
            for cell, total in wrong_subtotals(rows, kinds, labels, column)
            if cell.number is not None
        ]
    totals = [index for index, label in enumerate(labels) if _TOTAL.match(label)]
    body = [row for index, row in enumerate(rows) if index not in totals]
    last = rows[totals[0]] if len(totals) == 1 else None
    if len(totals) > 1:
        return []
    row_total = next((index for index, head in enumerate(heads) if _TOTAL.match(head) and index > 2), -1)
    columns = list(_columns(heads, body, last, row_total))
    across = list(_rows(heads, rows))
    if columns and across:
        # One wrong cell spoils its column's and its row's total.
        return columns[:1]
    return columns + across


def is_share_head(head: str) -> bool:
    """Whether a column with this head holds shares."""
    return _SHARE_HEAD.search(head) is not None


def is_total(label: str) -> bool:
    """Whether a row or column of this name holds totals."""
    return _TOTAL.match(label) is not None


def _kind(raw: str, cells: Sequence[tuple[int, int]]) -> str:
    """What a row holds, as `wrong_subtotals` has it: said by any of its cells."""
    said = [words for start, end in cells if _TOTAL.match(words := raw[start:end])]
    return (GROUP if any(GROUP in words for words in said) else ALL) if said else PART


def _label(raw: str, cells: Sequence[tuple[int, int]]) -> str:
    """What a row is: its first cell that is not blank."""
    return next((words for start, end in cells if (words := raw[start:end]).strip("* \t")), "")


def cell_at(raw: str, start: int, end: int) -> Cell:
    """The cell that stands there."""
    return Cell(start, end, *_read_cell(raw[start:end]))


@lru_cache(4096)
def _read_cell(text: str) -> tuple[Number | None, str, bool]:
    """The number and the unit in a cell, and whether it is empty."""
    found = _CELL.match(text)
    if not found:
        return None, "", _EMPTY.match(text) is not None
    return read_number(found["digits"], found["scale"]), found["unit"].replace("％", "%"), False


def _columns(
    heads: list[str], body: list[list[Cell]], last: list[Cell] | None, row_total: int
) -> Iterator[TableMismatch]:
    for column in range(1, len(heads)):
        cells = [row[column] for row in body if not row[column].empty]
        if len(cells) < 2 or any(cell.number is None for cell in cells) or len({cell.unit for cell in cells}) > 1:
            continue
        values = [cell.number.value for cell in cells if cell.number is not None]
        step = max(cell.number.step for cell in cells if cell.number is not None)
        total = round(sum(values), 6)
        shares = cells[0].unit == "%" or (
            _SHARE_HEAD.search(heads[column]) is not None and ("%" in heads[column] or "％" in heads[column])
        )
        final = last[column] if last is not None else None
        if shares:
            for one in _share_column(heads[column], cells, values, final, column):
                yield _at_odd_row(one, body, last, column)
        elif final is not None and final.number is not None and final.unit == cells[0].unit:
            if _NO_SUM_HEAD.search(heads[column]):
                continue
            said = final.number.value
            if abs(said - total) <= max(step, final.number.step) * 0.5 or not said:
                continue
            if 0.5 <= total / said <= 2 or slip_among(values, total, said):
                odd = _odd_count(heads, body, column, said)
                if odd is None:
                    numbers = [[cell.number for cell in row] for row in body]
                    at = odd_row(numbers, column, said, total, row_total)
                    odd = body[at][column] if at >= 0 else None
                where = odd or final
                yield TableMismatch(where.start, where.end, said, total, column, odd=odd is not None)


def _odd_count(heads: list[str], body: list[list[Cell]], column: int, said: float) -> Cell | None:
    """The one count that does not make the share beside it."""
    for beside in range(1, len(heads)):
        shares = [row[beside].number for row in body]
        if beside == column or not _SHARE_HEAD.search(heads[beside]) or None in shares:
            continue
        odd = [
            row[column]
            for row, share in zip(body, shares, strict=True)
            if share is not None
            and (count := row[column].number) is not None
            and abs(count.value / said * 100 - share.value) > max(share.step, 0.1)
        ]
        if len(odd) == 1:
            return odd[0]
    return None


def _share_column(
    head: str, cells: list[Cell], values: list[float], final: Cell | None, column: int
) -> Iterator[TableMismatch]:
    if not _SHARE_HEAD.search(head) or len(cells) < 3:
        return
    total = round(sum(values), 6)
    whole = abs(total - 100) <= 0.2 + 1e-6
    if final is not None and final.number is not None:
        said = final.number.value
        if whole != (abs(said - 100) <= 1.0):
            yield TableMismatch(final.start, final.end, said, total, column)
    elif not whole and (abs(total - 100) <= 10 or slip_among(values, total, 100.0) == PLAIN):
        yield TableMismatch(cells[-1].start, cells[-1].end, None, total, column)


def _at_odd_row(one: TableMismatch, body: list[list[Cell]], last: list[Cell] | None, column: int) -> TableMismatch:
    """Points at the one share that its count belies, where a column of counts beside it comes out."""
    for counts in range(1, len(last) if last is not None else 0):
        whole = last[counts].number if last is not None else None
        rows = [(row[counts].number, row[column]) for row in body]
        if counts == column or whole is None or not whole.value:
            continue
        if abs(sum(count.value for count, _ in rows if count is not None) - whole.value) > whole.step * 0.5:
            continue
        odd = [
            share
            for count, share in rows
            if count is None
            or share.number is None
            or abs(count.value / whole.value * 100 - share.number.value) > max(share.number.step, 0.1)
        ]
        if len(odd) == 1:
            return one._replace(start=odd[0].start, end=odd[0].end, said=None)
    return one


def _rows(heads: list[str], rows: list[list[Cell]]) -> Iterator[TableMismatch]:
    """Rows whose last figure is a total, as far as most of them come out."""
    column = next((index for index, head in enumerate(heads) if _TOTAL.match(head) and index > 2), -1)
    if column < 0 or len(rows) < 3:
        return
    wrong: list[TableMismatch] = []
    right = 0
    for row in rows:
        parts = [cell for cell in row[1:column] if cell.number is not None]
        final = row[column]
        if len(parts) < 2 or final.number is None:
            continue
        total = round(sum(cell.number.value for cell in parts if cell.number is not None), 6)
        if abs(total - final.number.value) <= max(cell.number.step for cell in parts if cell.number is not None) * 0.5:
            right += 1
        else:
            wrong.append(TableMismatch(final.start, final.end, final.number.value, total, column))
    if right > len(wrong):
        yield from wrong
