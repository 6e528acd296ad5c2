"""The brush that paints a terminal: where its cursor is, what pen it has, and the bytes that it has been told so far.

Pure. It writes what of a row differs from what is shown, by the shortest way: a move or the few cells between again,
an erasing sequence for many blanks, a change of the pen only where it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.terminal_codes import ERASE_LINE, Pen, Traits, change_pen, move

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planui.terminal_cells import Cell

_LONG_RUN = 9
"""Blanks that are worth an erasing sequence and the move after it."""


class Brush:
    """A terminal's cursor and pen (None: unknown), and what has been told to it (`out`)."""

    def __init__(self, width: int, traits: Traits) -> None:
        self.width = width
        self.traits = traits
        self.out: list[str] = []
        self.pen: Pen | None = None
        self.x: int | None = None
        self.y: int | None = None

    def forget(self) -> None:
        """Know nothing any more of the terminal's state."""
        self.pen = self.x = self.y = None

    def take(self) -> list[str]:
        """What it was told since it was last taken."""
        told, self.out = self.out, []
        return told

    def cost(self, work: Callable[[], None]) -> int:
        """The bytes that some work would take now; nothing of it stays."""
        before = self.out, self.pen, self.x, self.y
        self.out = []
        work()
        size = sum(len(piece.encode()) for piece in self.out)
        self.out, self.pen, self.x, self.y = before
        return size

    # -- strokes ----------------------------------------------------------------------------------------------------

    def send(self, code: str) -> None:
        """A code that changes neither the pen nor the cursor's place."""
        self.out.append(code)

    def go(self, x: int, y: int) -> None:
        """Bring the cursor to (x, y)."""
        self.out.append(move(self.x, self.y, x, y))
        self.x, self.y = x, y

    def dip(self, pen: Pen) -> None:
        """Take a pen that serves."""
        code, self.pen = change_pen(self.pen, pen)
        self.out.append(code)

    def write(self, cell: Cell) -> None:
        """Write one whole character at the cursor. Where terminals differ, the cursor's place is unknown after it."""
        self.dip(cell.pen)
        self.out.append(cell.text)
        assert self.x is not None
        x = self.x + cell.width
        # Lines do not wrap: behind the last column the cursor stays on it.
        self.x = min(x, self.width - 1) if cell.sure else None

    def erasable(self, cell: Cell) -> bool:
        """Whether erasing with its pen leaves just such a cell."""
        pen = cell.pen
        return cell.text == " " and not pen.fg and (self.traits.erases_in_colour or pen.bg == Pen().bg)

    # -- one row ----------------------------------------------------------------------------------------------------

    def write_row(self, y: int, shown: Sequence[Cell | None], wanted: Sequence[Cell]) -> None:
        """Write the cells of `wanted` that are not `shown`, the tail of the row by erasing it where that is shorter."""
        tail = self._tail(shown, wanted)
        x = 0
        while x < tail:
            cell = wanted[x]
            step = cell.width or 1
            if shown[x] == cell and (step == 1 or shown[x + 1] == wanted[x + 1]):
                x += step
                continue
            self._reach(x, y, wanted)
            run = self._blank_run(x, tail, shown, wanted)
            if run > _LONG_RUN:
                self.dip(cell.pen)
                self.out.append(f"\x1b[{run}X")
                x += run
                continue
            self.write(cell)
            x += step
        if tail < self.width:
            self._reach(tail, y, wanted)
            self.dip(wanted[tail].pen)
            self.out.append(ERASE_LINE)

    def _tail(self, shown: Sequence[Cell | None], wanted: Sequence[Cell]) -> int:
        """Where the row can be erased to its end, and more than a few cells there must become blank; else its width."""
        last = wanted[-1]
        if not self.erasable(last):
            return self.width
        start = self.width
        while start and wanted[start - 1] == last:
            start -= 1
        changed = [x for x in range(start, self.width) if shown[x] != last]
        return changed[0] if len(changed) > 3 else self.width

    def _blank_run(self, x: int, stop: int, shown: Sequence[Cell | None], wanted: Sequence[Cell]) -> int:
        """How many cells from `x` must become the same blank; those that already are count, but not at the end.

        A wide character is not erased by half: when the other half is then written over, tmux also blanks the first,
        in the terminal's own colour.
        """
        first = wanted[x]
        if not self.erasable(first):
            return 0
        end = last = x
        while end < stop and wanted[end] == first:
            end += 1
            if shown[end - 1] != first:
                last = end
        beyond = shown[last] if last < self.width else None
        return last - x - (beyond is not None and not beyond.width)

    def _reach(self, x: int, y: int, wanted: Sequence[Cell]) -> None:
        """Bring the cursor to (x, y), by writing the few cells before it again where that is not longer than a move."""
        if self.y == y and self.x is not None and self.pen is not None and 0 < x - self.x <= 6:
            way = move(self.x, self.y, x, y)
            between = [cell for cell in wanted[self.x : x] if cell.width]
            # From the second half of a wide character nothing can be written again.
            if wanted[self.x].width and all(cell.sure and self.pen.serves(cell.pen) for cell in between):
                text = "".join(cell.text for cell in between)
                if len(text.encode()) <= len(way):
                    self.out.append(text)
                    self.x = x
                    return
        self.go(x, y)
