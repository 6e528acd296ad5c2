"""A paragraph as a flowable: it breaks its lines once, and is cut between pages without breaking them again.

Its lines come from `linebreak`; `text_operators` writes them to the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import Flowable

from planui.render.linebreak import break_lines
from planui.render.measured import Measured
from planui.render.spacing import Line
from planui.render.text_operators import draw_text
from planui.render.textstyle import CENTER, JUSTIFY, LEFT, RIGHT, BlockStyle, Marker, Span

MIN_MEASURE = 8.0
"""Ems that a line keeps however deep its indent is."""

_MOST_BALANCED = 6
"""Centred lines of a cell up to which they are made equally long."""

_LEAST_CODE = 7.5
"""Points down to which lines of code are made smaller so that none has to be broken."""

_MOST_CHAIN = 5
"""Headings in a row that are kept together with what follows them."""

_LEAST_ROOM = 6.0
"""Ems in which an address has to do with where a table is crowded."""

_ROUNDING = 1e-7
"""Points by which a line may seem too high for a page: less than the frame itself lets pass."""


@dataclass
class _Lines:
    """A paragraph's broken lines for one width: the text lines of each of its hard-broken parts."""

    width: float
    lines: list[tuple[Measured, int, Line, float]] = field(default_factory=list)


class TextBlock(Flowable):  # type: ignore[misc]
    """One paragraph, heading, caption, list item or line of code."""

    def __init__(self, text: str, spans: list[Span], style: BlockStyle, marker: Marker | None = None) -> None:
        super().__init__()
        self.text = text
        self.spans = spans
        self.block = style
        self.marker = marker
        self.spaceBefore = style.before
        self.spaceAfter = style.after
        self.bookmark: Any = None
        self.following: Flowable | None = None
        self._broken: _Lines | None = None
        self._range: tuple[int, int] | None = None
        self._parts: list[tuple[int, Measured]] = []

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above the block, unless it starts a page or is the rest of a cut one."""
        return self.spaceBefore

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points under the block."""
        return self.spaceAfter

    def _break(self, width: float) -> _Lines:
        if self._broken is None or self._broken.width != width:
            self._broken = _Lines(width, self._make_lines(width))
        return self._broken

    def _make_lines(self, width: float) -> list[tuple[Measured, int, Line, float]]:
        style = self.block
        room = max(width - style.left - style.right, min(width, MIN_MEASURE * style.size))
        wish = self.needs()[-1] - style.left - style.right if style.code else 0.0
        if room < wish <= room * style.size / _LEAST_CODE:
            self.resize(0.999 * room / wish)
        indent = width - style.right - room
        found: list[tuple[Measured, int, Line, float]] = []
        for number, (start, measured) in enumerate(self._measured()):
            first = style.first if number == 0 and style.align in (LEFT, JUSTIFY) else 0.0
            first = min(first, room / 2)
            rest = room - 2 * style.size if style.code else room
            lines = self._part_lines(measured, room - first, rest)
            for index, line in enumerate(lines):
                x = indent + (first if index == 0 else room - rest)
                if style.align == CENTER:
                    x = indent + (room - line.width) / 2
                elif style.align == RIGHT:
                    x = indent + room - line.width
                found.append((measured, start, line, x))
            if not lines and number:
                found.append((measured, start, Line(0, 0, 0, [], 0.0, False), indent))
        return found

    def _part_lines(self, measured: Measured, first: float, rest: float) -> list[Line]:
        """The lines of a part. Centred ones are full but for the last, as captions are; in a cell they and those on the
        right are equally long.
        """
        style = self.block
        if style.align in (CENTER, RIGHT) and style.cell:
            lines = break_lines(measured, rest, rest, justify=False)
            if len(lines) < 2 or len(lines) > _MOST_BALANCED:
                return lines
            narrow, wide = max(rest / 2, measured.widest_within(rest)), rest
            for _ in range(8):
                middle = (narrow + wide) / 2
                tried = break_lines(measured, middle, middle, justify=False)
                if len(tried) == len(lines) and not any(line.full for line in tried):  # a full one is squeezed
                    lines, wide = tried, middle
                else:
                    narrow = middle
            return lines
        return break_lines(measured, first, rest, justify=style.align in (JUSTIFY, CENTER), indented=style.code)

    def _measured(self) -> list[tuple[int, Measured]]:
        """The parts between hard breaks, each with its place in the text."""
        if not self._parts:
            start = 0
            for part in self.text.split("\n"):
                self._parts.append((start, self._measure(part, start)))
                start += len(part) + 1
        return self._parts

    def _measure(self, part: str, start: int) -> Measured:
        widths: list[float] = []
        halves: list[bool] = []
        sizes: list[float] = []
        raised: list[tuple[int, int]] = []
        at = start
        stop = start + len(part)
        for span in self.spans:
            if span.end <= at:
                continue
            piece = self.text[at : min(span.end, stop)]
            table = span.face.scaled(span.size)
            half = span.face.half
            widths += [table[char] for char in piece]
            halves += [char in half for char in piece]
            sizes += [span.size] * len(piece)
            if span.rise > 0.0 and at > start:
                raised.append((at - start, at - start + len(piece)))
            at += len(piece)
            if at >= stop:
                break
        return Measured(part, widths, sizes, halves, dated=self.block.cell, raised=raised)

    def needs(self) -> tuple[float, float, float, float, float]:
        """The widths of the longest word, of the longest figure with its unit, of the longest word or comfortable part
        of an address, of the longest piece that stays whole and of the text on one line.
        """
        bare = kept = hard = least = wish = 0.0
        for _, measured in self._measured():
            if measured.edges:
                wish = max(wish, measured.edges[-1])
                least = max(least, measured.widest())
                hard = max(hard, measured.widest(words=True))
                kept = max(kept, measured.widest(words=True, room=_LEAST_ROOM))
                bare = max(bare, measured.widest(words=True, room=_LEAST_ROOM, bare=True))
        indent = self.block.left + self.block.right
        return bare + indent, kept + indent, hard + indent, least + indent, wish + indent

    def resize(self, factor: float) -> None:
        """Sets the block in type of another size, before it is laid out."""
        style = self.block
        self.spans = [span._replace(size=span.size * factor, rise=span.rise * factor) for span in self.spans]
        style.size *= factor
        style.leading *= factor
        if self.marker is not None:
            self.marker.size *= factor
            self.marker.at *= factor
        self._parts = []
        self._broken = None

    @property
    def _shown(self) -> list[tuple[Measured, int, Line, float]]:
        lines = self._broken.lines if self._broken is not None else []
        return lines[slice(*self._range)] if self._range is not None else lines

    def count_lines(self, width: float) -> int:
        """How many lines the block has at a width."""
        self._break(width)
        return len(self._shown)

    def last_edge(self) -> float:
        """Where the last line ends, from the block's left."""
        if not self._shown:
            return 0.0
        _, _, line, x = self._shown[-1]
        return x + line.width

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """The block's size. A heading whose follower would not fit under it asks for more than there is."""
        self._break(avail_width)
        self.width = avail_width
        self.height = len(self._shown) * self.block.leading
        height = self.height
        if self.following is not None:
            after = self.spaceAfter
            needed = height + after + first_piece(self.following, avail_width, avail_height - height, after)
            limit = getattr(self, "page_limit", 0.0) or avail_height
            if min(needed, limit) > avail_height:
                return avail_width, max(needed, avail_height + 1)
        return avail_width, height

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """The block in two, or nothing where it should start on the next page: never one line alone on either side."""
        if self.following is not None:
            return []
        self._break(avail_width)
        total = len(self._shown)
        fit = int((avail_height + _ROUNDING) / self.block.leading)
        fit = min(fit, total - 2) if total - fit < 2 else fit
        if fit < 2 or fit >= total:
            return []
        return self.cut(fit)

    def cut(self, lines: int) -> list[Flowable]:
        """The first `lines` lines and the rest, as blocks that share the broken lines."""
        begin, end = self._range or (0, len(self._broken.lines) if self._broken else 0)
        head = TextBlock(self.text, self.spans, self.block, self.marker)
        tail = TextBlock(self.text, self.spans, self.block)
        head._broken = tail._broken = self._broken
        head._range = (begin, begin + lines)
        tail._range = (begin + lines, end)
        head.bookmark = self.bookmark
        head.spaceAfter = tail.spaceBefore = 0.0
        tail.spaceAfter = self.spaceAfter
        head.spaceBefore = self.spaceBefore
        return [head, tail]

    def draw(self) -> None:
        """Writes the lines to the canvas, their links and decorations, and the block's bookmark."""
        if self.bookmark is not None:
            self.bookmark(self.canv, self.height)
        starts = self._range is None or self._range[0] == 0
        marker = self.marker if starts and self._shown else None
        draw_text(self.canv, self._shown, self.spans, self.block, marker, self.width, self.height)


def first_piece(flowable: Flowable, width: float, room: float, after: float = 0.0, chain: int = 0) -> float:
    """The least height of a flowable that may stand at a page's foot, where `room` is left.

    `after` is the space that the flowable before it asks for; the larger of the two spaces is counted, less `after`.
    """
    space = max(float(flowable.getSpaceBefore()) - after, 0.0)
    if isinstance(flowable, TextBlock):
        count = flowable.count_lines(width)
        height: float = (count if count <= 3 or flowable.following is not None else 2) * flowable.block.leading
        if flowable.following is not None and chain < _MOST_CHAIN:
            behind = flowable.spaceAfter
            height += behind + first_piece(flowable.following, width, room - space - height - behind, behind, chain + 1)
        return space + height
    least = getattr(flowable, "least_height", None)
    if least is not None:
        return space + float(least(width, room - after - space))
    return space + float(flowable.wrap(width, 10_000)[1])
