"""Shifting a part of a row: typing in the middle of a line moves what follows, which the terminal can do itself.

Where a row reaches the right edge of the screen, all of it moves. Cells between two places move without disturbing
the panes to the right: cells are deleted at one place and as many blanks inserted at the other, deletion first, so
that only blanks ever pass the edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.terminal_cells import Cell

_FARTHEST = 40
"""Cells that a part may be shifted by: a row may push a long word, with what belongs to it, into the next."""
_SHORTEST = 8
"""Cells that must agree after shifting for it to be worth while."""


class Shift(NamedTuple):
    """Cells to delete in a row, then blanks to insert, as many; the row as it is then (None: unknown cells)."""

    size: int
    give: int | None  # the column of the first cell that is deleted
    take: int | None  # the column, after that, where blanks are inserted
    row: list[Cell | None]

    @property
    def delete(self) -> str:
        """What to send at the column `give`."""
        return f"\x1b[{self.size if self.size > 1 else ''}P"

    @property
    def insert(self) -> str:
        """What to send at the column `take`."""
        return f"\x1b[{self.size if self.size > 1 else ''}@"


def shifts(shown: Sequence[Cell | None], wanted: Sequence[Cell]) -> list[Shift]:
    """The shifts of `shown` that bring most of it to where `wanted` has it; none when that is not worth while.

    One moves just that part; another moves all up to the right edge, which is shorter where nothing stands beside it.
    """
    size = len(wanted)
    first = next((x for x in range(size) if shown[x] != wanted[x]), size)
    best_run, best = _SHORTEST, 0
    for distance in range(1, _FARTHEST + 1):
        for signed in (distance, -distance):
            run = _agreeing(shown, wanted, first, signed)
            if run > best_run:
                best_run, best = run, signed
    if not best or not all(cell is not None and cell.sure for cell in shown[first:]):
        return []
    count = abs(best)
    end = first + best_run + count  # all that moves, and what gives way to it, is between `first` and `end`
    found: list[Shift] = []
    if _starts(shown, first) and (best > 0 or _starts(shown, first + count)):
        found.append(_to_the_edge(shown, first, count, leftwards=best < 0))
    give, take = (end - count, first) if best > 0 else (first, end - count)
    if end < size and all(_starts(shown, x) for x in (first, give, give + count, end)):
        row: list[Cell | None] = [*shown]
        del row[give : give + count]
        row[take:take] = [None] * count
        found.append(Shift(count, give, take, row))
    return found


def _starts(shown: Sequence[Cell | None], x: int) -> bool:
    """Whether no wide character is divided by a cut before the column `x`."""
    return x >= len(shown) or (cell := shown[x]) is None or cell.width != 0


def _to_the_edge(shown: Sequence[Cell | None], first: int, count: int, *, leftwards: bool) -> Shift:
    """All from `first` on, moved by `count` cells: what passes the edge is lost, what comes in there is unknown."""
    fresh: list[Cell | None] = [None] * count
    if leftwards:
        return Shift(count, first, None, [*shown[:first], *shown[first + count :], *fresh])
    cut = len(shown) - count
    row = [*shown[:first], *fresh, *shown[first:cut]]
    if not _starts(shown, cut):
        row[-1] = None  # half of a wide character: terminals differ on what is left of it
    return Shift(count, None, first, row)


def _agreeing(shown: Sequence[Cell | None], wanted: Sequence[Cell], first: int, distance: int) -> int:
    """How many cells from `first` on agree when `shown` is moved by `distance`."""
    size = len(wanted)
    here, there = (first, first + distance) if distance > 0 else (first - distance, first)
    run = 0
    while there < size and here < size and shown[here] == wanted[there]:
        here += 1
        there += 1
        run += 1
    return run
