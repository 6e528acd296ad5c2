"""The rows and cells of a table: stacks of paragraphs, measured, cut and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import Flowable

from planui.render.textblock import TextBlock


@dataclass
class Cell:
    """A cell's content, and how it asks to be aligned (empty: the table decides)."""

    content: list[Flowable] = field(default_factory=list)
    align: str = ""
    head: bool = False
    width: float = 0.0
    """The share of the table's width (0 to 1) that the style sheet gives to the cell's column; 0 for none."""


@dataclass
class Row:
    """Cells side by side; `height` is -1 until it is known, `cut` tells that the row goes on on another page."""

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

    def inner(self, width: float) -> float:
        """The room for text in a column of a width."""
        return max(width - 2 * self.pad_x, self.em)


def stack_height(content: list[Flowable], width: float) -> float:
    """The height of a cell's content at a width."""
    height = 0.0
    for number, flowable in enumerate(content):
        if number:
            height += max(content[number - 1].getSpaceAfter(), flowable.getSpaceBefore())
        height += flowable.wrap(width, 100_000)[1]
    return height


def cut_stack(content: list[Flowable], width: float, height: float) -> tuple[list[Flowable], list[Flowable]]:
    """A cell's content in two, the first part at most `height` high."""
    used = 0.0
    for number, flowable in enumerate(content):
        space = max(content[number - 1].getSpaceAfter(), flowable.getSpaceBefore()) if number else 0.0
        size = flowable.wrap(width, 100_000)[1]
        if used + space + size > height + 0.01:
            parts = flowable.split(width, height - used - space)
            if len(parts) > 1:
                return [*content[:number], parts[0]], [*parts[1:], *content[number + 1 :]]
            return content[:number], content[number:]
        used += space + size
    return content, []


def draw_stack(canvas: Any, content: list[Flowable], width: float, x: float, y: float) -> None:
    """Draws a cell's content downwards from `y`."""
    for number, flowable in enumerate(content):
        if number:
            y -= max(content[number - 1].getSpaceAfter(), flowable.getSpaceBefore())
        height = flowable.wrapOn(canvas, width, 100_000)[1]
        y -= height
        flowable.drawOn(canvas, x, y)


def natural(cell: Cell) -> float:
    """The width of a cell whose texts are on one line each."""
    return max((block.needs()[-1] if isinstance(block, TextBlock) else 120.0 for block in cell.content), default=0.0)


def cell_needs(cell: Cell) -> tuple[float, ...]:
    """What the texts of a cell ask for at most, as `TextBlock.needs` tells it."""
    asked = [
        block.needs() if isinstance(block, TextBlock) else (60.0, 60.0, 60.0, 60.0, 120.0) for block in cell.content
    ]
    return tuple(max((one[kind] for one in asked), default=0.0) for kind in range(5))
