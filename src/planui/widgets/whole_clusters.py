"""Text is cut between characters as they are seen, not inside an emoji that several code points make.

Rich 15 cuts a segment where what stands before has the wanted width, also inside 👩‍👩‍👧 or 👍🏽: the piece behind then
counts two cells more than it takes, and the edge of a dialog over it moves away. Rich's other cut, of a string, knows
better, but miscounts, or ends with an error, where the text itself begins inside such an emoji, as it does behind a
cursor that covers one code point. So both cut here, in the place of two private parts; a test tells when Rich needs
neither any more.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

import rich.cells
from rich.cells import cell_len, get_character_cell_size
from rich.segment import Segment


def split_whole(text: str, cut: int, unicode_version: str = "auto") -> tuple[str, str]:
    """The first `cut` cells of `text`, and the rest; of a character that the cut would halve, blanks are left.

    The two take as many cells as the text does. `unicode_version` is of Rich's signature: which table of widths counts.
    """
    if "\u200d" in text or "\ufe0f" in text:
        return _split_by_measure(text, cut, unicode_version)
    at = 0
    for index, character in enumerate(text):
        size = get_character_cell_size(character, unicode_version)
        if at + size > cut:
            room = max(0, cut - at)
            halved = 1 if room else 0
            return text[:index] + " " * room, " " * (size - room) * halved + text[index + halved :]
        at += size
    return text, ""


def _split_by_measure(text: str, cut: int, unicode_version: str) -> tuple[str, str]:
    """The same where what stands behind a character changes its width: beginnings of the text are measured."""

    def end_of(cells: int) -> int:
        ends = range(1, len(text) + 1)
        return bisect_right(ends, cells, key=lambda end: cell_len(text[:end], unicode_version))

    width = cell_len(text, unicode_version)
    cut = max(0, min(cut, width))
    end = end_of(cut)
    before = text[:end]
    room = cut - cell_len(before, unicode_version)
    if room:  # the next character is halved
        end = end_of(cut + room)
    behind = text[end:]
    return before + " " * room, " " * (width - cut - cell_len(behind, unicode_version)) + behind


@lru_cache(maxsize=16_384)
def _split_segment(segment: Segment, cut: int) -> tuple[Segment, Segment]:
    text, style, control = segment
    if cut >= segment.cell_length:
        return segment, Segment("", style, control)
    before, behind = split_whole(text, cut)
    return Segment(before, style, control), Segment(behind, style, control)


def keep_clusters_whole() -> None:
    """Lets Rich, and with it Textual, cut text so."""
    rich.cells._split_text = split_whole  # type: ignore[assignment]
    Segment._split_cells = staticmethod(_split_segment)  # type: ignore[method-assign, assignment]
