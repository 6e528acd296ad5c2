"""What the elements of a plan's HTML become: lists, tables, pictures and entries of the contents as blocks of a page.

The classes stand in for xhtml2pdf's while a plan is read: `start` is called before, `end` behind an element's content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xhtml2pdf.tags import pisaTag

from planui.render.cells import Cell, TableStyle
from planui.render.contents import ContentsEntry
from planui.render.table import PlanTable
from planui.render.textblock import TextBlock

if TYPE_CHECKING:
    from planui.render.context import PlanContext

_BULLETS = "•◦▪"


class _List(pisaTag):  # type: ignore[misc]
    """<ul> and <ol>: how deep they are and where they count from."""

    def start(self, c: PlanContext) -> None:
        self.counter = c.listCounter
        c.listCounter = 0
        if self.tag == "ol":
            try:
                c.listCounter = max(0, int(self.node.getAttribute("start") or 1) - 1)
            except ValueError:
                c.listCounter = 0
        c.depth = getattr(c, "depth", 0) + (self.tag == "ul")

    def end(self, c: PlanContext) -> None:
        c.addPara()
        c.pendingBullet = None
        c.listCounter = self.counter
        c.depth -= self.tag == "ul"


class _Item(pisaTag):  # type: ignore[misc]
    """<li>: the mark waits for the first paragraph of the item."""

    def start(self, c: PlanContext) -> None:
        if c.frag.listStyleType == "decimal":
            c.listCounter += 1
            mark = f"{c.listCounter}."
        else:
            mark = _BULLETS[min(max(c.depth, 1), len(_BULLETS)) - 1]
        c.pendingBullet = (mark, c.frag)


class _Break(pisaTag):  # type: ignore[misc]
    """<br>."""

    def start(self, c: PlanContext) -> None:
        c._add("\n", c.frag)
        c.fragStrip = True


class _Table(pisaTag):  # type: ignore[misc]
    """<table>: collects rows of cells."""

    def start(self, c: PlanContext) -> None:
        c.addPara()
        self.outer = getattr(c, "grid", None)
        self.kind = self.node.getAttribute("class")
        frag = c.frag
        c.grid = self
        self.rows: list[list[Cell]] = []
        self.head = 0
        self.style = TableStyle(before=float(frag.spaceBefore or 6), after=float(frag.spaceAfter or 6))
        self.style.ruled = self.kind != "blanks"

    def end(self, c: PlanContext) -> None:
        c.clearFrag()
        c.grid = self.outer
        rows = [row for row in self.rows if row]
        if rows:
            c.addStory(PlanTable(rows, min(self.head, len(rows) - 1), self.style))


class _Head(pisaTag):  # type: ignore[misc]
    """<thead>: its rows are repeated on every page."""

    def end(self, c: PlanContext) -> None:
        c.grid.head = len(c.grid.rows)


class _Row(pisaTag):  # type: ignore[misc]
    """<tr>."""

    def start(self, c: PlanContext) -> None:
        c.grid.rows.append([])


class _CellTag(pisaTag):  # type: ignore[misc]
    """<td> and <th>: a story of their own."""

    def start(self, c: PlanContext) -> None:
        c.clearFrag()
        self.story = c.swapStory()
        grid = c.grid
        frag = c.frag
        grid.style.em = float(frag.fontSize)
        if frag.paddingRight or frag.paddingTop:
            grid.style.pad_x = float(frag.paddingRight or 0)
            grid.style.pad_y = float(frag.paddingTop or 0)
        width = str(frag.width or "")
        self.width = float(width[:-1]) / 100 if width.endswith("%") else 0.0
        frag.paddingLeft = frag.paddingRight = frag.paddingTop = frag.paddingBottom = 0

    def end(self, c: PlanContext) -> None:
        c.addPara()
        content = c.story
        c.swapStory(self.story)
        if not c.grid.rows:
            c.grid.rows.append([])
        cell = Cell(list(content), self.node.getAttribute("align"), self.tag == "th", self.width)
        if c.grid.kind == "blanks":
            cell.align = "left"
        c.grid.rows[-1].append(cell)


class _FigureTag(pisaTag):  # type: ignore[misc]
    """<figure data-picture=N>: a picture of the plan with its caption."""

    def start(self, c: PlanContext) -> None:
        c.addPara()
        self.story = c.swapStory()

    def end(self, c: PlanContext) -> None:
        c.addPara()
        captions = [flowable for flowable in c.story if isinstance(flowable, TextBlock)]
        c.swapStory(self.story)
        number = int(self.node.getAttribute("data-picture") or -1)
        c.addStory(c.figure(number, captions[0] if captions else None))


class _Image(pisaTag):  # type: ignore[misc]
    """<img>: the figure around it has it already."""


class _Entry(pisaTag):  # type: ignore[misc]
    """<planentry key=H>: a line of the contents."""

    def end(self, c: PlanContext) -> None:
        c.addPara()
        if c.story and isinstance(c.story[-1], TextBlock):
            c.story.append(ContentsEntry(c.story.pop(), self.node.getAttribute("key")))


TAGS = {
    "pisaTagUL": _List,
    "pisaTagOL": _List,
    "pisaTagLI": _Item,
    "pisaTagBR": _Break,
    "pisaTagTABLE": _Table,
    "pisaTagTHEAD": _Head,
    "pisaTagTBODY": pisaTag,
    "pisaTagTR": _Row,
    "pisaTagTD": _CellTag,
    "pisaTagTH": _CellTag,
    "pisaTagFIGURE": _FigureTag,
    "pisaTagIMG": _Image,
    "pisaTagPLANENTRY": _Entry,
}
