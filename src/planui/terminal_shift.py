"""Shifting a part of a row: typing in the middle of a line moves what follows, which the terminal can do itself.

Cells between two places move without disturbing the panes to the right: cells are deleted at one place and as many
blanks inserted at the other, deletion first, so that only blanks ever pass the right edge of the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.terminal_cells import Cell

_FARTHEST = 8
"""Cells that a part may be shifted by: an edit of four Chinese characters, or eight letters."""
_SHORTEST = 8
"""Cells that must agree after shifting for it to be worth while."""


class Shift(NamedTuple):
    """Cells to delete in a row, and as many blanks to insert; the row as it is then (None: unknown cells)."""

    size: int
    give: int  # the column of the first cell that is deleted
    take: int  # the column, after that, where blanks are inserted
    row: list[Cell | None]

    @property
    def delete(self) -> str:
        """What to send at the column `give`."""
        return f"\x1b[{self.size if self.size > 1 else ''}P"

    @property
    def insert(self) -> str:
        """What to send at the column `take`."""
        return f"\x1b[{self.size if self.size > 1 else ''}@"


def shifted(shown: Sequence[Cell], wanted: Sequence[Cell]) -> Shift | None:
    """The shift of `shown` that brings most of it to where `wanted` has it; None when there is none worth while."""
    size = len(wanted)
    first = next((x for x in range(size) if shown[x] != wanted[x]), size)
    best_run, best = _SHORTEST, 0
    for distance in range(1, _FARTHEST + 1):
        for signed in (distance, -distance):
            run = _agreeing(shown, wanted, first, signed)
            if run > best_run:
                best_run, best = run, signed
    if not best:
        return None
    count = abs(best)
    end = first + best_run + count  # all that moves, and what gives way to it, is between `first` and `end`
    if not all(cell.sure for cell in shown[first:]):
        return None
    give, take = (end - count, first) if best > 0 else (first, end - count)
    if any(x < size and shown[x].width == 0 for x in (first, give, give + count, end)):
        return None
    row: list[Cell | None] = [*shown]
    del row[give : give + count]
    row[take:take] = [None] * count
    return Shift(count, give, take, row)


def _agreeing(shown: Sequence[Cell], wanted: Sequence[Cell], first: int, distance: int) -> int:
    """How many cells from `first` on agree when `shown` is moved by `distance`."""
    size = len(wanted)
    here, there = (first, first + distance) if distance > 0 else (first - distance, first)
    run = 0
    while there < size and here < size and shown[here] == wanted[there]:
        here += 1
        there += 1
        run += 1
    return run
