"""One row of the text pane as a Strip: visible forms, Markdown's colours, marks, the selection, a painted cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from planui.model.metrics import Metrics, painted
from planui.widgets.text_markdown import LONGEST, inks
from planui.widgets.text_marks import SEVERITIES, Mark

if TYPE_CHECKING:
    from planui.widgets.text_layout import Row

StyleOf = Callable[[str, str, bool], Style]
"""Gives the style of an ink (a name of `text_markdown`, or ""), a severity (or "") and selected or not."""


class Overlay(NamedTuple):
    """What lies over the text of a row; offsets are in the text."""

    selection: tuple[int, int] = (0, 0)
    marks: Iterable[Mark] = ()
    cursor: int | None = None  # painted there, when the terminal's own cursor cannot be used
    cursor_cell: int = 0


def paint(row: Row, width: int, style_of: StyleOf, metrics: Metrics, overlay: Overlay) -> Strip:
    """The strip of `row`, exactly `width` cells wide."""
    segments: list[Segment] = []
    cells = 0
    for start, end, style in _stretches(row, style_of, overlay):
        text = painted(row.line.text[start:end])
        if not text:
            continue
        if not segments and text[0] != " " and metrics.width(text[0]) == 0:
            text = "◌" + text  # a combining mark with nothing to stand on
        segments.append(Segment(text, style))
    strip = Strip(segments)
    cells = strip.cell_length
    if cells > width:
        strip = strip.crop(0, width)  # spaces that hang over the end
    elif cells < width:
        ends_selected = overlay.selection[0] <= row.stop < overlay.selection[1] and row.last
        tail = [Segment(" ", style_of("", "", True))] if ends_selected else []
        strip = Strip([*strip, *tail, Segment(" " * (width - cells - len(tail)), style_of("", "", False))], width)
    if overlay.cursor is not None:
        strip = _with_cursor(strip, min(overlay.cursor_cell, width - 1))
    return strip


def _stretches(row: Row, style_of: StyleOf, overlay: Overlay) -> Iterable[tuple[int, int, Style]]:
    """The row cut wherever its style changes; places are in the line."""
    line = row.line.text
    shift = row.offset - row.start  # from a place in the line to an offset in the text
    start, end = row.start, row.end
    coloured = [ink for ink in inks(line) if ink.start < end and ink.end > start] if len(line) <= LONGEST else []
    marks = list(overlay.marks)
    if not coloured and not marks and not (overlay.selection[0] < row.stop and overlay.selection[1] > row.offset):
        return [(start, end, style_of("", "", False))]
    chosen = (overlay.selection[0] - shift, overlay.selection[1] - shift)
    spans = [
        (mark.start - shift, max(mark.end, mark.start + 1) - shift, SEVERITIES.index(mark.severity)) for mark in marks
    ]
    cuts = {start, end, *chosen}
    for ink in coloured:
        cuts |= {ink.start, ink.end}
    for begin, stop, _ in spans:
        cuts |= {begin, stop}
    places = sorted(place for place in cuts if start <= place <= end)
    stretches: list[tuple[int, int, Style]] = []
    for begin, stop in pairwise(places):
        ink_name = next((ink.name for ink in coloured if ink.start <= begin < ink.end), "")
        gravest = max((rank for first, last, rank in spans if first <= begin < last), default=-1)
        severity = SEVERITIES[gravest] if gravest >= 0 else ""
        stretches.append((begin, stop, style_of(ink_name, severity, chosen[0] <= begin < chosen[1])))
    return stretches


def _with_cursor(strip: Strip, cell: int) -> Strip:
    """The strip with the character at `cell` in reverse."""
    under = 1
    for candidate in (2, 1):  # a wide character is never divided
        if (
            cell + candidate <= strip.cell_length
            and strip.crop(cell, cell + candidate).text.strip(" ")
            and candidate == 2
        ):
            under = 2 if len(strip.crop(cell, cell + 2).text) == 1 else 1
            break
    before, cursor, after = strip.crop(0, cell), strip.crop(cell, cell + under), strip.crop(cell + under)
    return Strip.join([before, cursor.apply_style(Style(reverse=True)), after])
