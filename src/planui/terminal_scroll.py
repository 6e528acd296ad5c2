"""Scrolling rows: a row that comes into a text or leaves it moves all below, which the terminal can do itself.

Whole rows of the screen move, what stands beside a pane, too; that is written again where it is the shorter of both.
Lines are deleted at one place and as many inserted at another, deletion first, so that nothing passes the bottom.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.terminal_cells import Cell

_FEWEST = 3
"""Rows that must be found again elsewhere for it to be worth while to look closer."""
_PROBE = 24
"""Cells by which a row is known again."""

Shown = list["Cell | None"]


class Scroll(NamedTuple):
    """The rows from `top` to `bottom`, moved down by `by` (up, where it is negative); as many are lost and come in."""

    top: int
    bottom: int
    by: int

    @property
    def give(self) -> int:
        """The row at which lines are deleted."""
        return self.bottom - self.by + 1 if self.by > 0 else self.top

    @property
    def take(self) -> int:
        """The row at which, after that, lines are inserted."""
        return self.top if self.by > 0 else self.bottom + self.by + 1

    @property
    def delete(self) -> str:
        """What to send in the row `give`."""
        return f"\x1b[{abs(self.by) if abs(self.by) > 1 else ''}M"

    @property
    def insert(self) -> str:
        """What to send in the row `take`."""
        return f"\x1b[{abs(self.by) if abs(self.by) > 1 else ''}L"

    def moved(self, shown: list[Shown], width: int) -> list[Shown]:
        """The screen as it is then; of the lines that come in nothing is known."""
        rows = list(shown)
        count = abs(self.by)
        del rows[self.give : self.give + count]
        rows[self.take : self.take] = [[None] * width for _ in range(count)]
        return rows


def scroll(shown: Sequence[Shown], wanted: Sequence[Sequence[Cell]], rows: Sequence[int]) -> Scroll | None:
    """The scroll that brings most of the changed `rows` to where they are wanted; None where hardly any has moved."""
    if len(rows) < _FEWEST:
        return None
    first = Counter(_first_difference(shown[y], wanted[y]) for y in rows).most_common(1)[0][0]
    places: dict[str, int] = {}
    for y in range(rows[0], rows[-1] + 1):
        places.setdefault(_known_by(shown[y], first), y)
    moved = {y: y - places[text] for y in rows if (text := _known_by(wanted[y], first)) in places and text.strip()}
    (by, count), *_ = Counter(moved.values()).most_common(1) or [(0, 0)]
    if not by or count < _FEWEST:
        return None
    found = [y for y, distance in moved.items() if distance == by]
    return Scroll(min(found[0], found[0] - by), max(found[-1], found[-1] - by), by)


def _first_difference(shown: Sequence[Cell | None], wanted: Sequence[Cell]) -> int:
    return next((x for x, cell in enumerate(wanted) if shown[x] != cell), 0)


def _known_by(row: Sequence[Cell | None], first: int) -> str:
    return "".join([cell.text for cell in row[first : first + _PROBE] if cell is not None])
