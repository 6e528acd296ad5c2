"""xhtml2pdf's context, in which a document's text becomes this project's blocks: what it would make paragraphs of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xhtml2pdf.config.resources import ResourceAccessPolicy
from xhtml2pdf.context import pisaContext
from xhtml2pdf.util import getSize

from planui.render.textblock import TextBlock
from planui.render.textstyle import BlockStyle, Marker, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.render.cidfont import FontSet
    from planui.render.pictures import Figure

FAMILIES = {"body": "body", "sans": "sans", "code": "code", "serif": "body", "monospace": "code", "helvetica": "body"}

MOST_DEPTH = 900
"""Elements that may stand inside one another: more than the caps on Markdown let through."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HAN = "\u2e80-\u2fdf\u3000-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…"
_HAN_BREAK = re.compile(f"(?<=[{_HAN}])[ \\t]*\\n[ \\t]*(?=[{_HAN}])")
_MARKS = "、。，．：；！？」』）］｝〕〗】》〉"
_MARK_SPACE = re.compile(f"[ \u00a0]+(?=[{_MARKS}])|(?<=[{_MARKS}「『（［｛〔〖【《〈]) +")
"""Spaces beside full-width marks, which bring their own: typed to end an address, or as in English."""
_WESTERN = re.compile(r"([A-Za-z\u00c0-\u024f\u0370-\u03ff](?:[\x21-\x7e\u00a0-\u024f\u0370-\u03ff’ ]*[A-Za-z.])?)")
"""Western words, which are slanted for emphasis; Chinese never is."""

NO_POLICY = ResourceAccessPolicy(max_depth=MOST_DEPTH, max_document_bytes=None)


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
        self.resource_policy = NO_POLICY
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
            text = text.replace("\t", "    ")
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
