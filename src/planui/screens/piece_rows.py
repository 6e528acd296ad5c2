"""What changed between two texts, as rows for a list: what went and what came in their styles, wrapped to a width."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from planui.model.diff_words import DELETE, EQUAL, INSERT, Piece
from planui.model.metrics import Metrics
from planui.model.visible import one_line
from planui.model.wrap import row_starts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planui.model.diff import SectionDiff
    from planui.widgets.line_list import Part

STYLES = {DELETE: "error", INSERT: "ok", EQUAL: ""}
_CONTEXT = 24
"""Characters shown of what stayed, on each side of a change."""
_METRICS = Metrics(cell_len)


def rows_of(parts: Iterable[Part], width: int, indent: str = "") -> list[tuple[Part, ...]]:
    """Styled text in rows of `width` cells, a new row at each line feed."""
    lines: list[list[Part]] = [[]]
    for text, style in parts:
        first, *others = text.split("\n")
        for index, line in enumerate((first, *others)):
            if index:
                lines.append([])
            if line:
                lines[-1].append((one_line(line), style))
    return [row for line in lines for row in _wrapped(line, max(8, width - cell_len(indent)), indent)]


def _wrapped(line: list[Part], width: int, indent: str) -> list[tuple[Part, ...]]:
    text = "".join(part for part, _ in line)
    rows = []
    for start, end in pairwise([0, *row_starts(text, width, _METRICS), len(text)] if text else [0, 0]):
        row: list[Part] = [(indent, "")] if indent else []
        at = 0
        for part, style in line:
            shown = part[max(0, start - at) : max(0, end - at)]
            if shown:
                row.append((shown, style))
            at += len(part)
        if start < end or not text:
            rows.append(tuple(row))
    return rows


def shortened(pieces: Iterable[Piece]) -> list[Part]:
    """Pieces in their styles, long stretches that stayed cut to what is next to a change."""
    found = list(pieces)
    parts: list[Part] = []
    for index, (op, text) in enumerate(found):
        shown = text
        if op == EQUAL and len(text) > 2 * _CONTEXT:
            head = text[:_CONTEXT] if index else ""
            tail = text[-_CONTEXT:] if index + 1 < len(found) else ""
            shown = f"{head}…{tail}"
        parts.append((shown, STYLES[op] or "dim"))
    return parts


def section_rows(section: SectionDiff, width: int) -> list[tuple[Part, ...]]:
    """All that changed in a section, each part under its name where it is not the text."""
    rows: list[tuple[Part, ...]] = []
    for part in section.parts:
        name = " ".join(filter(None, (part.table, part.label, part.key if part.kind != "text" else "")))
        rows += rows_of([(f"{name}: ", "info")] * bool(name) + shortened(part.pieces), width, "    ")
    return rows


def amount(pieces: Iterable[Piece]) -> tuple[int, int]:
    """How many characters came and how many went."""
    found = list(pieces)
    came, went = (sum(len(text) for op, text in found if op == wanted) for wanted in (INSERT, DELETE))
    return came, went
