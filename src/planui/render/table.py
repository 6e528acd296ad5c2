"""A table as a flowable: widths from its content, its head on every page, and rows that are cut rather than shrunk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from planui.render.cells import Cell, cell_needs, cut_stack, draw_stack, natural, stack_height
from planui.render.columns import Need, column_widths, fits, whole
from planui.render.textblock import CENTER, JUSTIFY, LEFT, RIGHT, TextBlock

SHORT = 9.0
"""Ems up to which every cell of a column must fit on one line for the column to be centred."""

_NARROW = 6.5
"""Ems below which a column is centred whatever its texts are: lines so short are not spread out."""

_LINES = 1.9
"""Lines up to which every cell of a column narrower than that must come for it to be centred."""

_COMFORT = 4.0
"""Ems that a column of longer texts keeps when the table is crowded."""

_SMALLER = 0.9
"""The step by which a crowded table's type is made smaller."""

_LEAST_TYPE = 8.0
"""Points below which a table's type is not brought."""

_SMALL = 0.5
"""Share of a page's height up to which a table is rather moved to the next page than cut..."""

_HOLE = 0.25
"""...where no more than this share of the page stays empty for it."""

_ROWS = 2
"""Rows under the head that stand at least on either side of a cut."""

_WHOLE_ROW = 0.3
"""Share of a page's height up to which a row is moved to the next page instead of being cut."""

_TALL_HEAD = 0.4
"""Share of a page's height above which a head is not repeated."""


@dataclass
class _Row:
    cells: list[Cell]
    height: float = -1.0
    cut: bool = False


@dataclass
class TableStyle:
    """Measures in points."""

    pad_x: float = 4.0
    pad_y: float = 3.0
    line: float = 0.5
    em: float = 12.0
    before: float = 6.0
    after: float = 6.0
    ruled: bool = True
    """Whether lines go round every cell; else one under the last cell of each row, as under a blank of a cover."""


class PlanTable(Flowable):  # type: ignore[misc]
    """A ruled table over the whole width of its frame."""

    def __init__(self, rows: list[list[Cell]], head: int, style: TableStyle, widths: list[float] | None = None) -> None:
        super().__init__()
        columns = max((len(row) for row in rows), default=0)
        self.rows = [_Row(row + [Cell() for _ in range(columns - len(row))]) for row in rows]
        self.head = head
        self.style = style
        self.columns = columns
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self.page_limit = 0.0
        self._widths = widths
        self._measured = -1.0

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above the table."""
        return float(self.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points under the table."""
        return float(self.spaceAfter)

    def _ready(self) -> None:
        """Tells the blocks that they stand in cells, which have no first-line indent."""
        for row in self.rows:
            for cell in row.cells:
                for block in cell.content:
                    if isinstance(block, TextBlock):
                        block.block.cell = True
                        if not block.marker:
                            block.block.first = 0.0

    def _align(self) -> None:
        """Centres heads, columns of short cells and narrow ones; other text is set like a paragraph without indent."""
        for column in range(self.columns):
            body = [row.cells[column] for row in self.rows[self.head :]]
            inner, em = self._inner(column), self.style.em
            most = max((natural(cell) for cell in body), default=0.0)
            centred = inner < _NARROW * em or most <= SHORT * em or (inner < SHORT * em and most <= _LINES * inner)
            for number, row in enumerate(self.rows):
                cell = row.cells[column]
                left = JUSTIFY if self.style.ruled else LEFT  # a blank's few words are never spread over it
                align = {"left": left, "right": RIGHT, "center": CENTER}.get(cell.align)
                if align is None:
                    align = CENTER if centred or number < self.head else JUSTIFY
                for block in cell.content:
                    if isinstance(block, TextBlock):
                        block.block.align = align

    def _needs(self, width: float) -> list[Need]:
        """What each column asks for. A word may take half the table's width at most."""
        pad = 2 * self.style.pad_x + 0.5
        comfort = _COMFORT * self.style.em + pad
        needs = []
        for column in range(self.columns):
            asked = [cell_needs(row.cells[column]) for row in self.rows]
            hard, least, wish = (min(max(one[kind] for one in asked) + pad, width * 2) for kind in range(3))
            hard = max(min(hard, width / 2), min(wish, comfort))
            least = max(min(least, width / 2), hard)
            share = max(row.cells[column].width for row in self.rows) * width
            needs.append(Need(hard, least, max(share, least) if share else max(wish, least)))
        return needs

    def _column_widths(self, width: float) -> list[float]:
        """Widths that sum up to `width`; in a crowded table the type is made smaller before words are cut."""
        needs = self._needs(width)
        steps = 0
        while not whole(needs, width) and self.style.em * _SMALLER ** (steps + 1) >= _LEAST_TYPE:
            steps += 1
            factor = _SMALLER**steps
            if whole([Need(*(value * factor for value in need)) for need in needs], width):
                break
        else:
            steps = 0 if whole(needs, width) or fits(needs, width) else steps
        if steps:
            self._resize(_SMALLER**steps)
            needs = self._needs(width)
        return column_widths(needs, width)

    def _resize(self, factor: float) -> None:
        self.style = replace(self.style, em=self.style.em * factor, pad_x=self.style.pad_x * factor)
        for row in self.rows:
            for cell in row.cells:
                for block in cell.content:
                    if isinstance(block, TextBlock):
                        block.resize(factor)

    def _measure(self, width: float) -> None:
        if self._measured == width:
            return
        if self._widths is None:
            self._ready()
            self._widths = self._column_widths(width) if self.columns else []
            self._align()
        for row in self.rows:
            row.height = self._row_height(row)
        self._measured = width

    def _row_height(self, row: _Row) -> float:
        pad = 2 * self.style.pad_y
        inner = [stack_height(cell.content, self._inner(column)) for column, cell in enumerate(row.cells)]
        return max(max(inner, default=0.0), self.style.em) + pad

    def _inner(self, column: int) -> float:
        assert self._widths is not None
        return max(self._widths[column] - 2 * self.style.pad_x, self.style.em)

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
                return height + min(row.height, 3 * self.style.em + 2 * self.style.pad_y)
            height += row.height
        return min(height, whole)

    def _moves(self, whole: float, room: float) -> bool:
        """Whether a table that is `whole` high is moved to the next page for having only `room` on this one."""
        page = self.page_limit
        return bool(page) and room < whole <= _SMALL * page and room <= _HOLE * page

    def _long(self, row: _Row) -> bool:
        return row.height > _WHOLE_ROW * (self.page_limit or 600.0)

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """What fits and the rest, which begins with the head again; nothing where not even one row fits."""
        self._measure(avail_width)
        head = self.head
        repeat = head
        if sum(row.height for row in self.rows[:head]) > _TALL_HEAD * (self.page_limit or avail_height):
            repeat = 0
        fresh = bool(self.page_limit) and avail_height >= self.page_limit - 1
        if not fresh and self._moves(sum(row.height for row in self.rows) + self.style.line, avail_height):
            return []
        count, used = self._fitting(avail_height)
        if count == len(self.rows):
            return []
        taken, rest = self.rows[:count], self.rows[count:]
        row = rest[0]
        if self._long(row) or (fresh and count <= repeat) or count < repeat:
            parts = self._cut_row(row, avail_height - used)
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
        return [top, bottom]

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

    def _part(self, rows: list[_Row], head: int, before: float, after: float) -> PlanTable:
        part = PlanTable([], head, self.style, self._widths)
        part.rows = rows
        part.columns = self.columns
        part.page_limit = self.page_limit
        part.spaceBefore, part.spaceAfter = before, after
        part._measured = self._measured
        return part

    def _cut_row(self, row: _Row, height: float) -> tuple[_Row, _Row] | None:
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
        parts = _Row(heads, cut=True), _Row(tails, cut=True)
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
