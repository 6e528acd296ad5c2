"""The contents: one line a heading, with leaders to its page number, which is filled in when every page is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from planui.render.text_operators import BASELINE, show

if TYPE_CHECKING:
    from planui.render.textblock import TextBlock

_ROOM = 2.5
"""Ems kept free at the right for the page number."""


class ContentsEntry(Flowable):  # type: ignore[misc]
    """One line of the contents. `key` is the bookmark that its heading sets."""

    def __init__(self, block: TextBlock, key: str) -> None:
        super().__init__()
        self.block = block
        self.key = key
        self.spaceBefore = block.spaceBefore
        self.spaceAfter = block.spaceAfter

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above the entry."""
        return float(self.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points under the entry."""
        return float(self.spaceAfter)

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """The entry's size; its words keep clear of the page number, and of the heading's below one another."""
        self.width = avail_width
        style = self.block.block
        room = _ROOM * style.size
        if not style.first and (number := re.match(r"[\d.]+\s*", self.block.text)):
            table = self.block.spans[0].face.scaled(style.size)
            style.first = -sum(table[char] for char in number[0])
            style.left -= style.first
        self.height = self.block.wrap(avail_width - room, avail_height)[1]
        return avail_width, self.height

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Never: an entry stays whole."""
        return []

    def draw(self) -> None:
        """Draws the words and leaves word to the canvas to add leaders and number behind them."""
        canvas: Any = self.canv
        style = self.block.block
        self.block.wrapOn(canvas, self.width - _ROOM * style.size, self.height)
        self.block.drawOn(canvas, 0, 0)
        end = self.block.last_edge()
        y = (style.leading - style.size) / 2 + (1 - BASELINE) * style.size
        face = self.block.spans[0].face
        canvas.linkRect("", self.key, (0, 0, self.width, self.height), relative=1, thickness=0)
        canvas.later(lambda: self._number(canvas, face, style.size, y, end))

    def _number(self, canvas: Any, face: Any, size: float, y: float, end: float) -> str:
        """The operators for leaders and number: dots on one grid for all entries, the number flush right."""
        number = str(canvas.pages_of.get(self.key, ""))
        table = face.scaled(size)
        start = self.width - sum(table[char] for char in number)
        dot, step = table["."], size / 2
        right = self.width - 1.5 * size
        count = int((right - (end + size / 4)) / step)
        name = canvas.fonts.internal_name(face, canvas._doc)
        code = [f"BT {name} {size:.2f} Tf"]
        if count > 1:
            after = [step - dot] * count
            code.append(f"1 0 0 1 {right - count * step:.2f} {y:.2f} Tm {show('.' * count, after, face, size)}")
        code.append(f"1 0 0 1 {start:.2f} {y:.2f} Tm {show(number, [0.0] * len(number), face, size)} ET")
        return "\n".join(code)
