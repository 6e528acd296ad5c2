"""Where the cursor goes: pure functions from a place in a layout to an offset, and the table that names them.

A Chinese text has no spaces between words, so a word is a run of one class: Chinese characters, Latin letters and
digits, or marks.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from planui.model.lazy_pattern import lazy

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.widgets.text_layout import Layout

_RUN = lazy(
    r"(?P<han>[\u2e80-\u2fff\u3005-\u3007\u3031-\u3035\u3040-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3"
    r"\uf900-\ufaff\U00020000-\U0003ffff]+)|(?P<word>[\w.\-]*\w)|(?P<space>\s+)|(?P<mark>[^\w\s]+)|(?P<rest>.)"
)


class Spot(NamedTuple):
    """Where a motion starts."""

    layout: Layout
    offset: int
    at_end: bool  # at the end of a divided row, not at the start of the next
    goal: int | None  # the cell that up and down aim at, once they have begun
    page: int  # rows


class Reached(NamedTuple):
    """Where a motion ends."""

    offset: int
    at_end: bool = False
    goal: int | None = None


def _continues(char: str) -> bool:
    """Whether `char` belongs to the character before it, so that no cursor stands between them."""
    return (
        unicodedata.combining(char) != 0
        or unicodedata.category(char) in ("Mn", "Me")
        or char in "\u200d\U0001f3fb\U0001f3ff"
    )


def next_grapheme(text: str, index: int) -> int:
    """The end of the grapheme at `index`."""
    index += 1
    while index < len(text) and (_continues(text[index]) or text[index - 1] == "\u200d"):
        index += 1
    return min(index, len(text))


def previous_grapheme(text: str, index: int) -> int:
    """The start of the grapheme before `index`."""
    index -= 1
    while index > 0 and (_continues(text[index]) or text[index - 1] == "\u200d"):
        index -= 1
    return max(index, 0)


def runs(text: str) -> list[tuple[int, int, str]]:
    """The runs of a line: start, end, class ("han", "word", "space", "mark", "rest")."""
    found: list[tuple[int, int, str]] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or "rest"
        han = re.search(r"[\u2e80-\u9fff]", match[0]) if kind == "word" else None
        if han:  # \w holds Chinese characters too
            for piece in re.finditer(r"[\u2e80-\ua4cf\uf900-\ufaff]+|[^\u2e80-\ua4cf\uf900-\ufaff]+", match[0]):
                found.append(
                    (start + piece.start(), start + piece.end(), "han" if ord(piece[0][0]) >= 0x2E80 else "word")
                )
        else:
            found.append((start, end, kind))
    return found


def word_at(text: str, index: int) -> tuple[int, int]:
    """The run that a double click at `index` selects."""
    for start, end, _ in runs(text):
        if start <= index < end:
            return start, end
    return (index, index)


def left(spot: Spot) -> Reached:
    """One grapheme back; from a line's start to the end of the line before."""
    text, start = spot.layout.line_at(spot.offset)
    column = spot.offset - start
    return Reached(start + previous_grapheme(text, column) if column else max(0, start - 1))


def right(spot: Spot) -> Reached:
    """One grapheme on; from a line's end to the start of the next."""
    text, start = spot.layout.line_at(spot.offset)
    column = spot.offset - start
    if column < len(text):
        return Reached(start + next_grapheme(text, column))
    return Reached(min(spot.layout.length, spot.offset + 1))


def word_left(spot: Spot) -> Reached:
    """To the start of the run before the cursor, past spaces; from a line's start to the end of the line before."""
    text, start = spot.layout.line_at(spot.offset)
    column = spot.offset - start
    if column == 0:
        return Reached(max(0, start - 1))
    for begin, _, kind in reversed(runs(text[:column])):
        if kind != "space" or begin == 0:
            return Reached(start + begin)
    return Reached(start)


def word_right(spot: Spot) -> Reached:
    """To the end of the run after the cursor, past spaces; from a line's end to the start of the next line."""
    text, start = spot.layout.line_at(spot.offset)
    column = spot.offset - start
    if column == len(text):
        return Reached(min(spot.layout.length, spot.offset + 1))
    for begin, end, kind in runs(text):
        if end > column and (kind != "space" or end == len(text)):
            return Reached(start + (end if begin <= column or kind != "space" else begin))
    return Reached(start + len(text))


def _vertical(spot: Spot, rows: int) -> Reached:
    row, cell = spot.layout.place(spot.offset, spot.at_end)
    goal = cell if spot.goal is None else spot.goal
    target = row + rows
    if target < 0:
        return Reached(0, goal=goal)
    if target >= spot.layout.height and rows == 1:
        return Reached(spot.layout.length, goal=goal)
    offset, at_end = spot.layout.offset_at(min(target, spot.layout.height - 1), goal)
    return Reached(offset, at_end, goal)


def up(spot: Spot) -> Reached:
    """One row up, at the same cell."""
    return _vertical(spot, -1)


def down(spot: Spot) -> Reached:
    """One row down, at the same cell; below the last row, to the end of the text."""
    return _vertical(spot, 1)


def page_up(spot: Spot) -> Reached:
    """A page up."""
    return _vertical(spot, -spot.page)


def page_down(spot: Spot) -> Reached:
    """A page down."""
    return _vertical(spot, spot.page)


def home(spot: Spot) -> Reached:
    """To the start of the row; from there, to the start of the line."""
    row, _ = spot.layout.place(spot.offset, spot.at_end)
    found = spot.layout.row(row)
    assert found is not None
    if found.offset != spot.offset:
        return Reached(found.offset)
    return Reached(spot.layout.line_at(spot.offset)[1])


def end(spot: Spot) -> Reached:
    """To the end of the row; from there, to the end of the line."""
    row, _ = spot.layout.place(spot.offset, spot.at_end)
    found = spot.layout.row(row)
    assert found is not None
    if found.stop != spot.offset:
        return Reached(found.stop, at_end=not found.last)
    text, start = spot.layout.line_at(spot.offset)
    return Reached(start + len(text))


def text_start(spot: Spot) -> Reached:
    """To the start of the text."""
    return Reached(0)


def text_end(spot: Spot) -> Reached:
    """To the end of the text."""
    return Reached(spot.layout.length)


MOTIONS: dict[str, Callable[[Spot], Reached]] = {
    "left": left,
    "right": right,
    "word_left": word_left,
    "word_right": word_right,
    "up": up,
    "down": down,
    "page_up": page_up,
    "page_down": page_down,
    "home": home,
    "end": end,
    "text_start": text_start,
    "text_end": text_end,
}
