"""A screen's cells: text cut into graphemes, with nothing in them that a terminal would obey instead of show.

This is the last line of defence. Whatever a widget lets through, no control character (C0, DEL, C1), bidirectional
control, zero-width, private or unassigned character or half of a surrogate pair ever leaves for the terminal.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.terminal_codes import Pen

_NEVER_SENT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_MOST_MARKS = 4
"""Combining marks that are sent with one character: more are a prank, and terminals differ on them."""
_FLAG_LETTERS = {0x1F1E6 + at: chr(ord("A") + at) for at in range(26)}
"""A flag is two letters of its own kind. Some terminals give each one cell, some two, some draw a flag of two cells."""


class Cell(NamedTuple):
    """One cell. A wide character has `width` 2, and its second cell is a stub of width 0 without text."""

    text: str
    width: int
    pen: Pen
    sure: bool = True  # all terminals agree on its width


def stub(pen: Pen) -> Cell:
    """The second cell of a wide character."""
    return Cell("", 0, pen)


@lru_cache(maxsize=256)
def blank(pen: Pen) -> Cell:
    """A space."""
    return Cell(" ", 1, pen.for_blank())


@lru_cache(maxsize=16384)
def _sure(char: str) -> bool:
    """Whether terminals agree on the width of `char`: not on emoji, unassigned and private characters."""
    code = ord(char)
    if 0x1F000 <= code <= 0x1FFFF or 0x1100 <= code <= 0x11FF:
        return False
    if 0x2300 <= code <= 0x2BFF and unicodedata.east_asian_width(char) == "W":
        return False
    return unicodedata.category(char) not in ("Cn", "Co", "Mc", "Mn", "Me")


@lru_cache(maxsize=4096)
def cells_of(text: str, pen: Pen, width_of: Callable[[str], int]) -> tuple[Cell, ...]:
    """The cells of `text`; `width_of` gives the cells of a character, alone or followed by U+FE0F.

    A character that is never sent disappears if it takes no cell, else ``�`` stands for it. Characters that are
    glued to another by U+200D are left out, and one made wide by U+FE0F is followed by a space, so that terminals
    with and without emoji sequences show the same. Of a flag its country's letters are sent: ``CN``.
    """
    space = blank(pen)
    if text.isascii() and text.isprintable():
        return tuple([space if char == " " else _cell(char, 1, pen) for char in text])
    text = text.translate(_FLAG_LETTERS)
    cells: list[Cell] = []
    at = 0
    while at < len(text):
        char = text[at]
        at += 1
        if char == "\u200d":
            at += 1
            continue
        if char == "\ufe0f":
            if cells and cells[-1].width == 1 and _widened(cells[-1].text, width_of):
                cells.append(space)
            continue
        width = width_of(char)
        if unicodedata.category(char) in _NEVER_SENT:
            cells.extend([Cell("\ufffd", 1, pen), space][:width])
        elif width == 0:
            _combine(cells, char)
        elif char == " ":
            cells.append(space)
        elif width == 1:
            cells.append(_cell(char, 1, pen))
        else:
            cells.append(head_cell := _cell(char, 2, pen))
            cells.append(_stub(head_cell.pen))
    return tuple(cells)


def _combine(cells: list[Cell], mark: str) -> None:
    """Put a combining mark on the last character, if there is one that can bear it."""
    head = -2 if cells and cells[-1].width == 0 else -1
    if len(cells) < -head or not unicodedata.combining(mark):
        return
    text = cells[head].text
    if text.strip() and len(text) <= _MOST_MARKS:
        cells[head] = cells[head]._replace(text=text + mark, sure=False)


def _widened(text: str, width_of: Callable[[str], int]) -> bool:
    return width_of(text[0] + "\ufe0f") == 2


@lru_cache(maxsize=16384)
def _cell(char: str, width: int, pen: Pen) -> Cell:
    if not char.strip():  # other spaces, wide ones too, show no foreground
        pen = pen.for_blank()
    return Cell(char, width, pen, _sure(char))


_stub = lru_cache(maxsize=1024)(stub)
