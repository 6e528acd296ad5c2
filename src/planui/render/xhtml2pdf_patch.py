"""The one place that reaches into xhtml2pdf: its parser and style cascade feed this project's own flowables.

xhtml2pdf 0.2.28 breaks Chinese lines character by character, starts them with closing marks, cuts figures, spreads only
spaces, fails when such a paragraph is cut between pages, and shrinks a table cell that is longer than a page. Here its
CSS cascade and page templates are used as they are, and what they would make paragraphs, tables, list marks and
pictures of is taken over: `PlanContext` replaces the context's `addPara` and `addFrag`, and the classes below stand in
for some of its tags while a plan is read, with `walk` for its walk over them and `dom` for html5lib, both for speed.
`tests/render/test_library_faults.py` tells when the library mends what is worked around.
"""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xhtml2pdf import parser as _parser
from xhtml2pdf.config.resources import ResourceAccessPolicy, render_budget, use_policy
from xhtml2pdf.context import pisaContext
from xhtml2pdf.tags import pisaTag
from xhtml2pdf.util import getSize

from planui.render.cells import Cell
from planui.render.contents import ContentsEntry
from planui.render.dom import QuickLibrary
from planui.render.pictures import Figure
from planui.render.table import PlanTable, TableStyle
from planui.render.textblock import BlockStyle, Marker, Span, TextBlock
from planui.render.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planui.render.cidfont import FontSet

FAMILIES = {"body": "body", "sans": "sans", "code": "code", "serif": "body", "monospace": "code", "helvetica": "body"}

MOST_DEPTH = 900
"""Elements that may stand inside one another: more than the caps on Markdown let through."""

_LOCK = threading.RLock()
"""Held while xhtml2pdf's parser is taken over."""

_BULLETS = "•◦▪"
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HAN = "\u2e80-\u2fdf\u3000-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…"
_HAN_BREAK = re.compile(f"(?<=[{_HAN}])[ \\t]*\\n[ \\t]*(?=[{_HAN}])")
_MARKS = "、。，．：；！？」』）］｝〕〗】》〉"
_MARK_SPACE = re.compile(f"[ \u00a0]+(?=[{_MARKS}])|(?<=[{_MARKS}「『（［｛〔〖【《〈]) +")
"""Spaces beside full-width marks, which bring their own: typed to end an address, or as in English."""
_WESTERN = re.compile(r"([A-Za-z\u00c0-\u024f\u0370-\u03ff](?:[\x21-\x7e\u00a0-\u024f\u0370-\u03ff’ ]*[A-Za-z.])?)")
"""Western words, which are slanted for emphasis; Chinese never is."""

_NO_POLICY = ResourceAccessPolicy(max_depth=MOST_DEPTH, max_document_bytes=None)


class PlanContext(pisaContext):  # type: ignore[misc]
    """xhtml2pdf's context, making `TextBlock`s of what it collects."""

    fragStrip: bool  # noqa: N815
    pendingBullet: tuple[str, Any] | None  # noqa: N815

    def __init__(self, fonts: FontSet, figure: Callable[[int, TextBlock | None], Figure]) -> None:
        super().__init__()
        self.fonts = fonts
        self.figure = figure
        self.fontList = dict(FAMILIES)
        self.asianFontList: dict[str, str] = {}
        self.anchors: list[str] = []
        self.resource_policy = _NO_POLICY
        self._parts: list[tuple[str, Span]] = []

    def getFile(self, name: str, relative: Any = None) -> None:  # noqa: N802
        """No file: nothing in a plan's HTML is ever fetched or opened."""
        return

    def clearFrag(self) -> None:  # noqa: N802
        """Forgets the paragraph that was being collected."""
        super().clearFrag()
        self._parts = []

    def addFrag(self, text: str = "", frag: Any = None) -> None:  # noqa: N802
        """Collects a run of text in the look of the element around it."""
        frag = self.frag
        if getattr(frag, "lineBreak", 0):
            self._add("\n", frag)
            return
        text = str(text)
        if frag.whiteSpace == "pre":
            text = text.replace("\t", "    ").replace(" ", "\u00a0")
        else:
            text = _BLANKS.sub(" ", _HAN_BREAK.sub("", text))
            if frag.fontName != "code":
                text = _MARK_SPACE.sub("", text)
            if self.fragStrip:
                text = text.lstrip(" ")
        if text:
            self.fragStrip = False
            self._add(text, frag)

    def _add(self, text: str, frag: Any) -> None:
        if self._parts:
            last = self._parts[-1][0]
            if last.endswith(" ") and text.startswith((" ", "\n")):
                self._parts[-1] = (last[:-1], self._parts[-1][1])
        face = self.fonts.face(frag.fontName, bool(frag.bold))
        size = float(frag.fontSize)
        rise = 0.0
        if frag.super or frag.sub:
            rise = size * (0.35 if frag.super else -0.15)
            size *= 0.65
        color = tuple(frag.textColor.rgb()) if frag.textColor is not None else (0.0, 0.0, 0.0)
        look = Span(
            0,
            face,
            size,
            color,
            link=frag.link or "",
            rise=rise,
            underline=bool(frag.underline),
            strike=bool(frag.strike),
            dots=bool(frag.italic),
        )
        if look.dots and not frag.bold:
            for part in _WESTERN.split(text):
                if part:
                    slant = part[0] != "\n" and _WESTERN.match(part) is not None
                    self._collect(part, look._replace(face=self.fonts.face("slant"), dots=False) if slant else look)
        else:
            self._collect(text, look)
        self.text += text
        self.fragList.append(frag)

    def _collect(self, text: str, look: Span) -> None:
        look.face.wanted.update(text)
        self._parts.append((text, look))

    def addPara(self, *, force: bool = False) -> None:  # noqa: N802
        """Ends the paragraph that was being collected and adds it to the story."""
        self.force = False
        parts = self._parts
        if parts and any(text.strip(" \n\t") for text, _ in parts):
            self.addStory(self._block(parts))
        self.clearFrag()

    def _block(self, parts: list[tuple[str, Span]]) -> TextBlock:
        first = self.fragBlock
        text = "".join(part for part, _ in parts)
        lead = len(text) - len(text.lstrip(" \n\t\u3000")) if first.whiteSpace != "pre" else 0
        tail = len(text.rstrip(" \n\t\u3000"))
        spans: list[Span] = []
        at = 0
        for part, look in parts:
            at += len(part)
            end = min(at, tail) - lead
            if end <= (spans[-1].end if spans else 0):
                continue
            if spans and spans[-1]._replace(end=0) == look:
                spans[-1] = look._replace(end=end)
            else:
                spans.append(look._replace(end=end))
        text = text[lead:tail]
        size = float(first.fontSize)
        style = BlockStyle(
            leading=max(float(getSize(first.leadingSource, first.fontSize)), size),
            size=size,
            align=first.alignment,
            first=float(first.firstLineIndent or 0),
            left=float(first.leftIndent or 0),
            right=float(first.rightIndent or 0),
            before=float(first.spaceBefore or 0),
            after=float(first.spaceAfter or 0),
            keep_next=bool(first.keepWithNext),
            code=first.whiteSpace == "pre",
        )
        marker = None
        if self.pendingBullet is not None:
            mark, item = self.pendingBullet
            self.pendingBullet = None
            face = self.fonts.face(item.fontName if mark[0].isalnum() else "sans")
            face.wanted.update(mark)
            marker = Marker(mark, face, float(item.fontSize), 1.5 * float(item.fontSize))
            style.first = 0.0
        block = TextBlock(text, spans, style, marker)
        if first.outline:
            key = f"h{len(self.anchors)}"
            self.anchors.append(key)
            block.bookmark = _Bookmark(key, _BLANKS.sub(" ", text), first.outlineLevel)
            first.outline = False
        return block


class _Bookmark:
    """Makes a heading a destination and an entry of the PDF's outline when it is drawn."""

    def __init__(self, key: str, title: str, level: int) -> None:
        self.key = key
        self.title = title
        self.level = level

    def __call__(self, canvas: Any, top: float) -> None:
        canvas.note_heading(self.key, self.title, self.level, top)


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


_TAGS = {
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


@contextmanager
def _taken_over() -> Iterator[None]:
    """While it lasts, xhtml2pdf's parser makes this project's flowables; nobody else may use it then."""
    with _LOCK:
        names = vars(_parser)
        mine = {
            **_TAGS,
            "pisaLoop": Walk(_parser.pisaLoop),
            "html5lib": QuickLibrary,
            "treebuilders": QuickLibrary,
        }
        before = {name: names.get(name) for name in mine}
        names.update(mine)
        try:
            yield
        finally:
            for name, old in before.items():
                if old is None:
                    names.pop(name, None)
                else:
                    names[name] = old


def read_html(html: str, context: PlanContext) -> None:
    """Parses a document with xhtml2pdf and fills the context's story and page templates."""
    with _taken_over(), use_policy(_NO_POLICY), render_budget(_NO_POLICY):
        _parser.pisaParser(html, context, default_css="", encoding="utf-8")
        context.addPara()
