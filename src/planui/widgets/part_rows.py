"""Styled text in rows of a width, broken where Chinese may be broken."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from planui.model.metrics import Metrics
from planui.model.visible import one_line
from planui.model.wrap import row_starts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planui.widgets.line_list import Part

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
