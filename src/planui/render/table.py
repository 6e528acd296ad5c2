"""A table as a flowable: its head stands on every page, and its rows are cut rather than shrunk."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from planui.render.cells import Cell, Row, TableStyle, cut_stack, draw_stack, stack_height
from planui.render.table_setting import set_table

_SMALL = 0.5
"""Share of a page's height up to which a table is rather moved to the next page than cut..."""

_HOLE = 0.25
"""...where no more than this share of the page stays empty for it."""

_ROWS = 2
"""Rows under the head that stand at least on either side of a cut."""

_WHOLE_ROW = 0.3
"""Share of a page's height up to which a row is moved to the next page instead of being cut."""

_SHORT = 6.0
"""Ems of height up to which a cell is not cut while its row may start on the next page."""

_SPARE = 0.1
"""Points by which rounding may make a row higher."""

_TALL_HEAD = 0.4
"""Share of a page's height above which a head is not repeated."""


class PlanTable(Flowable):  # type: ignore[misc]
    """A ruled table over the whole width of its frame."""

    def __init__(self, rows: list[list[Cell]], head: int, style: TableStyle, widths: list[float] | None = None) -> None:
        super().__init__()
        columns = max((len(row) for row in rows), default=0)
        self.rows = [Row(row + [Cell() for _ in range(columns - len(row))]) for row in rows]
        self.head = head
        self.style = style
        self.columns = columns
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self.page_limit = 0.0
        self._widths = widths
        self._measured = -1.0
        self._rest = False

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above the table."""
        return float(self.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points under the table."""
        return float(self.spaceAfter)

    def _measure(self, width: float) -> None:
        if self._measured == width:
            return
        if self._widths is None:
            self._widths, self.style = set_table(self.rows, self.head, self.style, width)
        for row in self.rows:
            row.height = self._row_height(row)
        self._measured = width

    def _row_height(self, row: Row) -> float:
        pad = 2 * self.style.pad_y
        inner = [stack_height(cell.content, self._inner(column)) for column, cell in enumerate(row.cells)]
        return max(max(inner, default=0.0), self.style.em) + pad

    def _inner(self, column: int) -> float:
        assert self._widths is not None
        return self.style.inner(self._widths[column])

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """The size of the whole table."""
        self._measure(avail_width)
        self.width = avail_width
        self.height = sum(row.height for row in self.rows) + self.style.line
        return avail_width, self.height

    def least_height(self, width: float, room: float) -> float:
        """The height of what must stand together at a page's foot, where `room` is left: head and first rows, or all
        of a small table.
        """
        self._measure(width)
        whole = sum(row.height for row in self.rows) + self.style.line
        if whole <= room or self._moves(whole, room):
            return whole
        height = sum(row.height for row in self.rows[: self.head]) + self.style.line
        for row in self.rows[self.head : self.head + _ROWS]:
            if self._long(row):
                short = max(3 * self.style.em, self._short(row)) + 2 * self.style.pad_y + _SPARE
                return height + min(row.height, short)
            height += row.height
        return min(height, whole)

    def _moves(self, whole: float, room: float) -> bool:
        """Whether a table that is `whole` high is moved to the next page for having only `room` on this one."""
        page = self.page_limit
        return bool(page) and room < whole <= _SMALL * page and room <= _HOLE * page

    def _long(self, row: Row) -> bool:
        return row.height > _WHOLE_ROW * (self.page_limit or 600.0)

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """What fits and the rest, which begins with the head again; nothing where not even one row fits."""
        self._measure(avail_width)
        head = self.head
        repeat = head
        if sum(row.height for row in self.rows[:head]) > _TALL_HEAD * (self.page_limit or avail_height):
            repeat = 0
        fresh = bool(self.page_limit) and avail_height >= self.page_limit - 1
        if self._rest and self.page_limit and not fresh:  # rows were left for the next page: they begin it
            return []
        if not fresh and self._moves(sum(row.height for row in self.rows) + self.style.line, avail_height):
            return []
        count, used = self._fitting(avail_height)
        if count == len(self.rows):
            return []
        taken, rest = self.rows[:count], self.rows[count:]
        row = rest[0]
        if self._long(row) or (fresh and count <= repeat) or count < repeat:
            room = avail_height - used
            cut = (fresh and count <= repeat) or room >= self._short(row) + 2 * self.style.pad_y
            parts = self._cut_row(row, room) if cut else None
            if parts is not None:
                taken = [*taken, parts[0]]
                rest = [parts[1], *rest[1:]]
        if len(taken) == count:
            count = self._even(count, repeat)
            taken, rest = self.rows[:count], self.rows[count:]
        if len(taken) <= min(repeat, count) and len(taken) < len(self.rows) and not (fresh and taken and repeat == 0):
            if not fresh:
                return []
            taken, rest = self.rows[: count + 1], self.rows[count + 1 :]
            if not rest:
                return []
        top = self._part(taken, head, self.spaceBefore, 0.0)
        bottom = self._part([*self.rows[:repeat], *rest], repeat, 0.0, self.spaceAfter)
        bottom._rest = True
        return [top, bottom]

    def _short(self, row: Row) -> float:
        """The height of the tallest of a row's cells that are too short to be cut."""
        heights = (stack_height(cell.content, self._inner(column)) for column, cell in enumerate(row.cells))
        return max((height for height in heights if height <= _SHORT * self.style.em), default=0.0)

    def _fitting(self, height: float) -> tuple[int, float]:
        """How many rows fit into a height, and the height that they take."""
        used = self.style.line
        for count, row in enumerate(self.rows):
            if used + row.height > height:
                return count, used
            used += row.height
        return len(self.rows), used

    def _even(self, count: int, repeat: int) -> int:
        """The number of rows before a cut, so that no row stands alone under a head on either page."""
        body = len(self.rows) - self.head
        if body - (count - self.head) < _ROWS and count - self.head > _ROWS:
            return len(self.rows) - _ROWS
        if repeat and 0 < count - self.head < _ROWS <= body - _ROWS and not self._long(self.rows[self.head]):
            return self.head
        return count

    def _part(self, rows: list[Row], head: int, before: float, after: float) -> PlanTable:
        part = PlanTable([], head, self.style, self._widths)
        part.rows = rows
        part.columns = self.columns
        part.page_limit = self.page_limit
        part.spaceBefore, part.spaceAfter = before, after
        part._measured = self._measured
        return part

    def _cut_row(self, row: Row, height: float) -> tuple[Row, Row] | None:
        """The row in two, the first at most `height` high; None where nothing of it fits."""
        # A little less: what is cut to the very height would be too high for the frame by a rounding.
        room = height - 2 * self.style.pad_y - 0.05
        if room < 2 * self.style.em:
            return None
        heads, tails = [], []
        some = False
        for column, cell in enumerate(row.cells):
            first, second = cut_stack(cell.content, self._inner(column), room)
            some = some or bool(first and second)
            heads.append(Cell(first, cell.align, cell.head))
            tails.append(Cell(second, cell.align, cell.head))
        if not some and not (any(cell.content for cell in heads) and any(cell.content for cell in tails)):
            return None
        parts = Row(heads, cut=True), Row(tails, cut=True)
        for part in parts:
            part.height = self._row_height(part)
        return parts

    def draw(self) -> None:
        """Draws cells and rules."""
        canvas: Any = self.canv
        assert self._widths is not None
        style = self.style
        y = self.height - style.line / 2
        edges = [0.0]
        for width in self._widths:
            edges.append(edges[-1] + width)
        top = y
        canvas.saveState()
        canvas.setLineWidth(style.line)
        if style.ruled:
            canvas.line(0, y, edges[-1], y)
        for row in self.rows:
            for column, cell in enumerate(row.cells):
                inner = self._inner(column)
                used = stack_height(cell.content, inner)
                spare = row.height - 2 * style.pad_y - used
                at = y - style.pad_y - (spare / 2 if not row.cut else 0.0)
                draw_stack(canvas, cell.content, inner, edges[column] + style.pad_x, at)
            y -= row.height
            canvas.line(0 if style.ruled else edges[-2], y, edges[-1], y)
        for x in edges if style.ruled else []:
            canvas.line(x, y, x, top)
        canvas.restoreState()
