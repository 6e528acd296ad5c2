"""Text is cut between characters as they are seen, not inside an emoji that several code points make.

Rich 15 cuts a segment where what stands before has the wanted width, also inside 👩‍👩‍👧 or 👍🏽: the piece behind then
counts two cells more than it takes, and the edge of a dialog over it moves away. Rich's own `split_text` knows better,
and stands here in the place of a private part; a test tells when Rich needs it no more.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import split_text
from rich.segment import Segment


@lru_cache(maxsize=16_384)
def split_whole(segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """The first `cut` cells of a segment, and the rest; of a character that the cut would halve, blanks are left."""
    text, style, control = segment
    if cut >= segment.cell_length:
        return segment, Segment("", style, control)
    before, behind = split_text(text, cut)
    return Segment(before, style, control), Segment(behind, style, control)


def keep_clusters_whole() -> None:
    """Lets Rich, and with it Textual, cut text so."""
    Segment._split_cells = staticmethod(split_whole)  # type: ignore[method-assign, assignment]
