"""Writes a block's lines to a page: text operators with the place of every character (PDF 32000-1, 9.4), and what is
drawn around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.render import clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.render.faces import Face
    from planui.render.measured import Measured
    from planui.render.spacing import Line
    from planui.render.textstyle import BlockStyle, Marker, Span

    Shown = tuple[Measured, int, Line, float]

BASELINE = 0.88
"""Where a Chinese glyph's baseline is, from the top of its em square."""

_NEAR = 0.01
"""Points that make no difference."""

_OVERLAP = 0.19
"""Ems by which a mark's blank may reach into the next character: readers take more for a new word."""


def draw_text(
    canvas: Any,
    lines: Sequence[Shown],
    spans: Sequence[Span],
    style: BlockStyle,
    marker: Marker | None,
    width: float,
    height: float,
) -> None:
    """Writes the lines of a block that is so wide and high: each with the text that it is of, where this begins in the
    block, and its own left edge.
    """
    if style.shade is not None or style.bar is not None:
        _draw_box(canvas, style, width, height)
    writer = _Writer(canvas)
    first = height - (style.leading - style.size) / 2 - BASELINE * style.size
    if marker is not None:
        writer.mark(marker, lines[0][3], first)
    for index, (measured, start, line, x) in enumerate(lines):
        writer.line(measured, start, line, spans, x, first - index * style.leading)
    writer.end()


def _draw_box(canvas: Any, style: BlockStyle, width: float, height: float) -> None:
    canvas.saveState()
    left = min(style.left, width / 2)
    if style.shade is not None:
        canvas.setFillColorRGB(*style.shade)
        canvas.rect(left, 0, width - left - style.right, height, stroke=0, fill=1)
    if style.bar is not None:
        canvas.setFillColorRGB(*style.bar)
        canvas.rect(left - style.size * 0.6, 0, 1.5, height, stroke=0, fill=1)
    canvas.restoreState()


class _Writer:
    """One text object of a page: what it says so far, and the font, colour and rise that it has set."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._code = ["BT"]
        self._font: tuple[str, float] | None = None
        self._color: tuple[float, float, float] | None = None
        self._rise = 0.0
        self._extras: list[tuple[Span, float, float, float, str]] = []

    def _look(self, face: Face, size: float, color: tuple[float, float, float], rise: float) -> None:
        if self._font != (face.name, size):
            self._font = face.name, size
            self._code.append(f"{self._canvas.fonts.internal_name(face, self._canvas._doc)} {size:.2f} Tf")
        if self._color != color:
            self._color = color
            self._code.append("{:.3f} {:.3f} {:.3f} rg".format(*color))
        if self._rise != rise:
            self._rise = rise
            self._code.append(f"{rise:.2f} Ts")

    def mark(self, marker: Marker, x: float, y: float) -> None:
        """A list item's mark, left of `x`."""
        width = sum(marker.face.scaled(marker.size)[char] for char in marker.text)
        x = max(0.0, min(x - marker.at, x - width - 0.25 * marker.size))
        self._look(marker.face, marker.size, (0.0, 0.0, 0.0), 0.0)
        codes = "".join(marker.face.codes[char] for char in marker.text)
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{codes}> Tj")

    def line(self, measured: Measured, start: int, line: Line, spans: Sequence[Span], x: float, y: float) -> None:
        """A line of a text that begins at `start` of the spans' one."""
        at = line.start
        for span in spans:
            if span.end - start <= at:
                continue
            stop = min(span.end - start, line.end)
            self._look(span.face, span.size, span.color, span.rise)
            text, after = measured.text[at:stop], line.after[at - line.start : stop - line.start]
            width = sum(measured.widths[at:stop]) + sum(after)
            if span.link or span.underline or span.strike or span.dots:
                self._extras.append((span, x, y, width, text))
                if span.dots:
                    self._dots(measured.widths[at:stop], text, x, y, after, span)
            # Every span is placed by itself: some readers drop a space that stands last in a text operator.
            self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {show(text, after, span.face, span.size)}")
            x += width
            at = stop
            if at >= line.end:
                break

    def _dots(self, widths: list[float], text: str, x: float, y: float, after: list[float], span: Span) -> None:
        """Dots under emphasised characters, as Chinese prints where others slant (CLREQ 3.2.2)."""
        radius = span.size * 0.05
        for char, width, space in zip(text, widths, after, strict=True):
            if ord(char) >= 0x2E80 and char.isalnum():
                self._canvas.circle(x + width / 2, y - span.size * 0.22, radius, stroke=0, fill=1)
            x += width + space

    def end(self) -> None:
        """Ends the text object and draws what belongs to its words: lines through and under them, their links."""
        self._code.append("ET")
        if self._color not in (None, (0.0, 0.0, 0.0)):
            self._code.append("0 0 0 rg")
        self._canvas._code.append("\n".join(self._code))
        for extra in self._extras:
            self._decorate(*extra)

    def _decorate(self, span: Span, x: float, y: float, width: float, text: str) -> None:
        canvas, size = self._canvas, span.size
        if span.underline:
            canvas.setLineWidth(size * 0.05)
            canvas.line(x, y - size * 0.14, x + width, y - size * 0.14)
        if span.strike:
            canvas.setLineWidth(size * 0.05)
            canvas.line(x, y + size * 0.36, x + width, y + size * 0.36)
        if span.link and text.strip():
            rect = (x, y - size * 0.2, x + width, y + size * 0.9)
            if span.link.startswith("#"):
                canvas.linkRect("", span.link[1:], rect, relative=1, thickness=0)
            else:
                canvas.linkURL(span.link, rect, relative=1, thickness=0)


def show(text: str, after: list[float], face: Face, size: float) -> str:
    """The operator that shows a text with `after` points behind each character.

    A mark that has most of its blank half beside it is shown with it, as one glyph of an em: readers would take an
    empty place for a space, and not find what is searched for.
    """
    table = face.codes
    codes = [table[char] for char in text]
    if not any(after):
        return f"<{''.join(codes)}> Tj"
    half = size / 2
    for match in clusters.MARK.finditer(text):
        at = match.start()
        whole = face.whole.get(text[at])
        beside = at - 1 if text[at] in clusters.OPENERS else at
        if whole is not None and beside >= 0 and after[beside] > half - _OVERLAP * size:
            codes[at] = whole
            after[beside] -= half
    factor = -1000.0 / size
    known: dict[float, str] = {0.0: ""}
    parts = []
    last = codes.pop()
    for code, space in zip(codes, after, strict=False):
        gap = known.get(space)
        if gap is None:
            gap = known[space] = f">{space * factor:.1f}<" if abs(space) > _NEAR else ""
        parts.append(code + gap)
    return f"[<{''.join(parts)}{last}>] TJ"
