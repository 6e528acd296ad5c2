"""A Markdown table as rows of cells, and back as text with its bars under each other."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.markdown import read_prose
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDEST = 40
"""Cells up to which a column is filled up with spaces: what is longer wraps in the text, aligned or not."""
_ALONE = lazy(r"\\.|(`+)(?!`)(?:.*?[^`])\1(?!`)|\||`+")
_ESCAPED_BAR = lazy(r"(`+)(?!`)(?:.*?[^`])\1(?!`)|\\\|")
_ENDS_PHRASE = "，。；：、！？,.;:!?"


class TableText(NamedTuple):
    """A table that stands at `start`:`end` of a text: its rows, the head first, all of one length.

    `aligns` has `""`, `"left"`, `"right"` or `"center"` for each column, `indent` is what stands before each line.
    """

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[str, ...]
    indent: str = ""

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.rows[0])


def table_at(text: str, offset: int) -> TableText | None:
    """The table that holds an offset of a text, its last line end too; None where there is none."""
    if "|" not in text:
        return None
    for table in read_prose(text).tables:
        end = table.rows[-1].end if table.rows else _line_end(text, table.head.end + 1)
        if table.head.start <= offset <= end:
            rows = [[_shown(text[low:high]) for low, high in row.cells] for row in (table.head, *table.rows)]
            rule = text[table.head.end + 1 : _line_end(text, table.head.end + 1)]
            count = max(table.columns, *map(len, rows))
            head = text[table.head.start : table.head.end]
            indent = head[: len(head) - len(head.lstrip())]
            return TableText(
                table.head.start,
                end,
                tuple((*row, *[""] * (count - len(row))) for row in rows),
                tuple(_aligns(rule, count)),
                indent,
            )
    return None


def table_text(table: TableText, width: Callable[[str], int]) -> str:
    """The table's lines, each cell filled up to its column's width (in cells, as `width` measures), up to `WIDEST`."""
    rows = [[_written(cell) for cell in row] for row in table.rows]
    widths = [min(WIDEST, max(3, *(width(row[at]) for row in rows))) for at in range(table.columns)]
    rule = [_rule(align, size) for align, size in zip(table.aligns, widths, strict=True)]
    lines = []
    for number, row in enumerate(rows):
        cells = [
            _filled(cell, *how, width) for cell, how in zip(row, zip(widths, table.aligns, strict=True), strict=True)
        ]
        lines.append(f"{table.indent}| {' | '.join(cells)} |")
        if not number:
            lines.append(f"{table.indent}| {' | '.join(rule)} |")
    return "\n".join(lines)


def blank_table(start: int, rows: int, columns: int) -> TableText:
    """A table with nothing in it."""
    return TableText(start, start, (("",) * columns,) * rows, ("",) * columns)


def one_paragraph(text: str) -> str:
    """A text as a cell can hold it: on one line; where lines did not end a phrase, a mark parts them."""
    out = ""
    for line in filter(None, map(str.strip, text.replace("\t", " ").splitlines())):
        out += ("；" if out and out[-1] not in _ENDS_PHRASE else "") + line
    return out


def with_row(table: TableText, after: int) -> TableText:
    """A blank row behind row `after`."""
    rows = list(table.rows)
    rows.insert(after + 1, ("",) * table.columns)
    return table._replace(rows=tuple(rows))


def without_row(table: TableText, row: int) -> TableText:
    """Without a row; the next one becomes the head when that goes. The last one stays."""
    rows = table.rows[:row] + table.rows[row + 1 :]
    return table._replace(rows=rows) if rows else table


def with_column(table: TableText, after: int) -> TableText:
    """A blank column behind column `after`."""
    rows = tuple((*row[: after + 1], "", *row[after + 1 :]) for row in table.rows)
    return table._replace(rows=rows, aligns=(*table.aligns[: after + 1], "", *table.aligns[after + 1 :]))


def without_column(table: TableText, column: int) -> TableText:
    """Without a column. The last one stays."""
    if table.columns == 1:
        return table
    rows = tuple(row[:column] + row[column + 1 :] for row in table.rows)
    return table._replace(rows=rows, aligns=table.aligns[:column] + table.aligns[column + 1 :])


def with_column_moved(table: TableText, column: int, to: int) -> TableText:
    """With two columns changed; the same where there is no such column."""
    if not 0 <= to < table.columns:
        return table
    rows = tuple(tuple(_swapped(row, column, to)) for row in table.rows)
    return table._replace(rows=rows, aligns=tuple(_swapped(table.aligns, column, to)))


def with_row_moved(table: TableText, row: int, to: int) -> TableText:
    """With two rows changed; the same where there is no such row."""
    return table._replace(rows=tuple(_swapped(table.rows, row, to))) if 0 <= to < len(table.rows) else table


def with_cells(table: TableText, row: int, column: int, cells: Sequence[Sequence[str]]) -> TableText:
    """With cells written from (row, column) on; rows and columns are added where there are too few."""
    wanted = max(table.columns, column + max((len(line) for line in cells), default=0))
    while table.columns < wanted:
        table = with_column(table, table.columns - 1)
    while len(table.rows) < row + len(cells):
        table = with_row(table, len(table.rows) - 1)
    rows = [list(line) for line in table.rows]
    for down, line in enumerate(cells):
        for right, cell in enumerate(line):
            rows[row + down][column + right] = one_paragraph(cell)
    return table._replace(rows=tuple(map(tuple, rows)))


def _swapped(items: Sequence, one: int, other: int) -> list:  # type: ignore[type-arg]
    out = list(items)
    out[one], out[other] = out[other], out[one]
    return out


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _aligns(rule: str, count: int) -> list[str]:
    """What a rule line (`|:---|---:|`) says of each column."""
    names = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}
    found = [part.strip() for part in rule.strip().strip("|").split("|")]
    given = [names[part.startswith(":"), part.endswith(":")] for part in found[:count]]
    return [one or "" for one, _ in zip_longest(given, range(count))][:count]


def _rule(align: str, size: int) -> str:
    left, right = align in ("left", "center"), align in ("right", "center")
    return ":" * left + "-" * (size - left - right) + ":" * right


def _filled(cell: str, size: int, align: str, width: Callable[[str], int]) -> str:
    room = max(0, size - width(cell))
    before = room if align == "right" else room // 2 if align == "center" else 0
    return " " * before + cell + " " * (room - before)


def _shown(cell: str) -> str:
    """A cell without the backslashes that its bars need."""
    return _ESCAPED_BAR.sub(lambda found: found.group() if found.group(1) else "|", cell)


def _written(cell: str) -> str:
    """A cell whose bars and lone backticks divide and join nothing; nor does a backslash at its end."""
    text = _ALONE.sub(_escaped, cell.strip())
    return text + " " if (len(text) - len(text.rstrip("\\"))) % 2 else text


def _escaped(found: re.Match[str]) -> str:
    sign = found.group()
    lone = not found.group(1) and sign[0] in "|`"
    return "".join(f"\\{one}" for one in sign) if lone else sign
