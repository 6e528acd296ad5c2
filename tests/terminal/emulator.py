"""A pyte terminal, and what its screen shows in a form that can be compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import pyte
from wcwidth import wcwidth

from planui.terminal_codes import BOLD, ITALIC, REVERSE, STRIKE, UNDERLINE, Pen

if TYPE_CHECKING:
    from planui.terminal import Row
    from planui.terminal_cells import Cell


class Emulator:
    """A terminal of `width` × `height` without line wrap, as Textual sets it."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.stream.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        self.stream.feed(data)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)

    @property
    def cursor(self) -> tuple[int, int, bool]:
        # Behind the last column pyte counts one more, where terminals stay on it.
        return min(self.screen.cursor.x, self.screen.columns - 1), self.screen.cursor.y, not self.screen.cursor.hidden

    def rows(self) -> list[list[tuple[object, ...]]]:
        """Every cell: its text, and what of its colours and attributes shows."""
        shown: list[list[tuple[object, ...]]] = []
        for y in range(self.screen.lines):
            line = self.screen.buffer[y]
            row: list[tuple[object, ...]] = []
            x = 0
            while x < self.screen.columns:
                char = line[x]
                text = char.data
                wide = wcwidth(text[:1]) == 2 if text else False
                if wide and x + 1 < self.screen.columns:
                    text += line[x + 1].data  # pyte puts a combining mark on the second cell
                attributes = (char.bg, char.underscore, char.reverse, char.strikethrough)
                if text.strip() or char.underscore or char.reverse or char.strikethrough:
                    attributes += (char.fg, char.bold, char.italics)
                row.append((unicodedata.normalize("NFC", text), *attributes))
                if wide:
                    row.append(())
                x += 2 if wide else 1
            shown.append(row[: self.screen.columns])
        return shown


def drawn(rows: list[Row]) -> list[list[tuple[object, ...]]]:
    """What `Emulator.rows` gives when every cell is drawn the long way: a reset, the whole pen, the character."""
    return [[shown for cell in row if cell.width for shown in _drawn(cell)] for row in rows]


@lru_cache(maxsize=65536)
def _drawn(cell: Cell) -> list[tuple[object, ...]]:
    emulator = Emulator(cell.width, 1)
    emulator.feed(f"\x1b[0;{sgr(cell.pen)}m{cell.text}")
    return emulator.rows()[0]


def sgr(pen: Pen) -> str:
    names = {BOLD: "1", ITALIC: "3", UNDERLINE: "4", REVERSE: "7", STRIKE: "9"}
    return ";".join([code for bit, code in names.items() if pen.attrs & bit] + [pen.fg or "39", pen.bg])
