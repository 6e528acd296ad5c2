"""Makes the TrueType file of a face: HarfBuzz reads the outlines, fontTools turns cubic curves into quadratic ones."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.roundTools import noRound
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from planui.model.words import Words
from planui.render.options import RenderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.render.font_files import FontFile

EM = 1000
ASCENT, DESCENT = 880, -120
"""The em square of Chinese type. All faces of a document tell the same, so that a line's boxes are one row."""

_NO_GLYPHS = Words("字体 {0} 里没有可用的字形", "the font {0} has no glyphs that can be used")

_LEAN_ABOUT = 300
"""The height at which a leaning letter stays where it was: it leaves its box by little on either side."""

_OVERHANG = 35
"""How far, in 1/1000 em, a letter may reach out of its box to either side."""

_LEAST_LETTER = 150
"""The advance of the narrowest letter; what has less stands above or below another one."""

_HALF = EM // 2
_TOLERANCE = 1.0
"""How far, in 1/1000 em, a quadratic curve may be from the cubic one."""


class Made(NamedTuple):
    """A font file and its metrics in 1/1000 em; glyphs are numbered in the order of the characters, from 1.

    `half` has the glyphs of half forms, `plain` those of these characters whose half form is cut from the whole one.
    """

    data: bytes
    advances: list[int]
    half: dict[str, int]
    plain: str
    borrowed: dict[str, str]
    ascent: int
    descent: int
    bounds: list[int]


class _Source:
    """One font, open for drawing."""

    def __init__(self, file: FontFile) -> None:
        blob = hb.Blob(file.source) if isinstance(file.source, bytes) else hb.Blob.from_file_path(file.source)
        face = hb.Face(blob, file.index)
        self.name = file.name
        self.font: Any = hb.Font(face)
        if not face.glyph_count or (isinstance(file.source, bytes) and not face.unicodes):
            raise RenderError(_NO_GLYPHS.format(file.name))
        self.scale = EM / face.upem
        self.slant = file.slant
        if file.weight:
            self.font.set_variations({"wght": float(file.weight)})

    def glyph(self, char: str) -> int:
        """The glyph of a character; 0 where the font has none."""
        return self.font.get_nominal_glyph(ord(char)) or 0

    def draw(self, gid: int, full_dash: bool) -> tuple[Any, int]:
        """The outline and the advance of a glyph. A dash is stretched to a whole em, so that two of them join."""
        advance = self.font.get_glyph_h_advance(gid) * self.scale
        pen = TTGlyphPen(None)
        target: Any = Cu2QuPen(pen, _TOLERANCE, reverse_direction=True)
        matrix = [self.scale, 0, self.scale * self.slant, self.scale, -self.slant * _LEAN_ABOUT, 0]
        if full_dash:
            extents = self.font.get_glyph_extents(gid)
            if extents is not None and extents.width:
                stretch = EM / (extents.width * self.scale)
                matrix[0] *= stretch
                matrix[4] = -extents.x_bearing * self.scale * stretch
                advance = EM
        if matrix != [1, 0, 0, 1, 0, 0]:
            target = TransformPen(target, matrix)
        self.font.draw_glyph_with_pen(gid, target)
        glyph = pen.glyph(round=noRound)  # what compiles it rounds again
        if advance > _LEAST_LETTER and not full_dash:
            return _boxed(glyph, round(advance))
        return glyph, round(advance)


def _boxed(glyph: Any, advance: int) -> tuple[Any, int]:
    """A letter (j, or a leaning one) that hardly reaches out of its box, so that none does out of the type area."""
    glyph.recalcBounds(None)
    left = min(getattr(glyph, "xMin", 0) + _OVERHANG, 0)
    right = max(getattr(glyph, "xMax", 0) - left - advance - _OVERHANG, 0)
    if left:
        glyph.coordinates.translate((-left, 0))
        glyph.recalcBounds(None)
    return glyph, advance + right


def _box() -> Any:
    pen = TTGlyphPen(None)
    for points in (((80, -60), (80, 820), (920, 820), (920, -60)), ((120, -20), (880, -20), (880, 780), (120, 780))):
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _half_form(base: str, glyph: Any, opener: bool) -> tuple[Any, bool]:
    """The glyph moved so that its ink lies in half an em, and whether this only cuts off its blank half: closers keep
    the left half, openers the right one.
    """
    left, right = glyph.xMin, glyph.xMax
    plain = left >= _HALF if opener else right <= _HALF
    shift = (-_HALF if opener else 0) if plain else _HALF // 2 - (left + right) // 2
    pen = TTGlyphPen({base: glyph})
    pen.addComponent(base, (1, 0, 0, 1, shift, 0))
    return pen.glyph(), plain


def make_truetype(files: Sequence[FontFile], chars: str, *, halves: str, openers: str, dashes: str) -> Made:
    """A font with `chars`, each from the first of `files` that has it, half forms for those of `halves` an em wide."""
    open_source = cache(_Source)  # the last ones are rarely asked
    glyphs: dict[str, Any] = {".notdef": _box()}
    advances = [EM]
    borrowed: dict[str, str] = {}
    for number, char in enumerate(chars, 1):
        name = f"g{number}"
        for file in files:
            source = open_source(file)
            gid = source.glyph(char)
            if gid:
                glyphs[name], advance = source.draw(gid, char in dashes)
                if file is not files[0]:
                    borrowed[char] = source.name
                break
        else:
            borrowed[char] = ""
            glyphs[name], advance = _box(), EM
        advances.append(advance)
    half: dict[str, int] = {}
    plain = ""
    for number, char in enumerate(chars, 1):
        if char in halves and advances[number] == EM and borrowed.get(char) != "":
            base = glyphs[f"g{number}"]
            base.recalcBounds(None)
            half[char] = len(glyphs)
            glyphs[f"g{len(glyphs)}"], cut = _half_form(f"g{number}", base, char in openers)
            advances.append(_HALF)
            plain += char * cut
    data, bounds = _build(glyphs, advances)
    return Made(data, advances, half, plain, borrowed, ASCENT, DESCENT, bounds)


def _build(glyphs: dict[str, Any], advances: list[int]) -> tuple[bytes, list[int]]:
    """The font file and the box around all its glyphs."""
    builder = FontBuilder(EM, isTTF=True)
    builder.font.recalcTimestamp = False
    order = list(glyphs)
    builder.setupGlyphOrder(order)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    metrics = {name: (advance, getattr(table[name], "xMin", 0)) for name, advance in zip(order, advances, strict=True)}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.updateHead(created=0, modified=0)
    out = io.BytesIO()
    builder.font.save(out, reorderTables=None)
    head = builder.font["head"]
    return out.getvalue(), [head.xMin, head.yMin, head.xMax, head.yMax]
