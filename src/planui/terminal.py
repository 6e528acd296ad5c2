"""The screen's shadow: what the terminal shows and what it should show, cell by cell, and the shortest bytes between.

Pure. A caller puts cells where they belong (`put`) and asks for the bytes (`update`). Whole characters are always
written: both halves of a wide one belong together, and putting something over one half blanks the other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from planui.terminal_cells import Cell, blank
from planui.terminal_codes import (
    ERASE_LINE,
    HIDE_CURSOR,
    INSERT_MODE,
    REPLACE_MODE,
    RESTORE,
    SAVE,
    SHOW_CURSOR,
    SYNC_END,
    SYNC_START,
    Pen,
    Traits,
    change_pen,
    move,
)
from planui.terminal_shift import Shift, shifts

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG_RUN = 9
"""Blanks that are worth an erasing sequence and the move after it."""
_TOGETHER = 512
"""Bytes that arrive in one packet of any network, and are shown at once: only more are put between the markers of a
synchronized update or, where the terminal does not know those, painted with the cursor hidden."""
_INSERTING_ROWS = 3
"""Rows to insert in from which switching to insert mode and back is shorter than inserting blanks in each."""

Row = list[Cell]


class Cursor(NamedTuple):
    """Where the terminal's cursor belongs, from 0, and whether it is seen there."""

    x: int
    y: int
    shown: bool = True


class Shadow:
    """Two screens, the wanted and the shown one, and the state of the terminal's pen and cursor."""

    def __init__(self, width: int, height: int, traits: Traits | None = None) -> None:
        self.traits = traits or Traits()
        self.synchronized = False
        """The terminal knows the markers of a synchronized update."""
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Start again with a blank screen of another size, of which nothing is shown yet."""
        self.width, self.height = width, height
        self.wanted: list[Row] = [[blank(Pen())] * width for _ in range(height)]
        self._shown: list[Row] = []
        self.forget()

    def forget(self) -> None:
        """Know nothing any more of what the terminal shows, so that the next update paints it all."""
        self._known = False
        self._pen: Pen | None = None
        self._x: int | None = None
        self._y: int | None = None
        self._cursor_shown: bool | None = None
        self._changed = set(range(self.height))

    def put(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Want `cells` in row `y` from column `x` on; what is beyond the screen is dropped."""
        if not 0 <= y < self.height or x >= self.width or not cells:
            return
        if x < 0:
            cells, x = cells[-x:], 0
        row = self.wanted[y]
        stop = min(x + len(cells), self.width)
        fresh = list(cells[: stop - x])
        if fresh and fresh[0].width == 0:
            fresh[0] = blank(fresh[0].pen)
        if fresh and fresh[-1].width == 2:
            fresh[-1] = blank(fresh[-1].pen)
        if row[x:stop] == fresh:
            return
        if x and row[x].width == 0:
            row[x - 1] = blank(row[x - 1].pen)
        if stop < self.width and row[stop].width == 0:
            row[stop] = blank(row[stop].pen)
        row[x:stop] = fresh
        self._changed.add(y)

    def update(self, cursor: Cursor | None = None) -> str:
        """What to send so that the terminal shows what is wanted, with its cursor at `cursor` (None: hidden)."""
        self._out: list[str] = []
        if not self._known:
            self._clear()
        rows = [y for y in sorted(self._changed) if self._shown[y] != self.wanted[y]]
        self._changed.clear()
        self._paint(rows, None if cursor is None else self._clamped(cursor))
        painted = "".join(self._out)
        shown, was_shown = cursor is not None and cursor.shown, self._cursor_shown
        self._cursor_shown = shown
        switch = "" if shown == was_shown else SHOW_CURSOR if shown else HIDE_CURSOR
        if len(painted.encode()) <= _TOGETHER:
            return painted + switch if shown else switch + painted
        if self.synchronized:
            return f"{SYNC_START}{painted}{switch}{SYNC_END}"
        hide = HIDE_CURSOR if was_shown is not False else ""
        return hide + painted + (SHOW_CURSOR if shown else "")

    def _clamped(self, cursor: Cursor) -> Cursor:
        return cursor._replace(x=min(cursor.x, self.width - 1), y=min(cursor.y, self.height - 1))

    def _paint(self, rows: list[int], cursor: Cursor | None) -> None:
        """Paint what changed in `rows`, the cursor's own row first, and leave the cursor in its place.

        With the cursor there, its place and the pen that it writes with are saved, and restored after the other rows:
        the next character typed needs neither a move nor a change of the pen.
        """
        moved = {y: shift for y in rows if (shift := self._worthwhile(y)) is not None}
        for y, shift in moved.items():
            if shift.give is not None:
                self._go(shift.give, y)
                self._out.append(shift.delete)
        inserted = [y for y, shift in moved.items() if shift.take is not None and self._whole(y, shift)]
        if len(inserted) < _INSERTING_ROWS:
            inserted = []
        own = cursor.y if cursor is not None and cursor.y in rows else None
        if own in inserted:
            self._out.append(INSERT_MODE)
            self._type_in(own, moved[own])
        elif own is not None:
            self._finish_row(own, moved.get(own))
        if cursor is not None:
            self._go(cursor.x, cursor.y)
        before, self._out = self._out, []
        home = self._pen, self._x, self._y
        if inserted and own not in inserted:
            self._out.append(INSERT_MODE)
        for y in inserted:
            if y != own:
                self._type_in(y, moved[y])
        if inserted:
            self._out.append(REPLACE_MODE)
        for y in rows:
            if y != own or y in inserted:
                self._finish_row(y, moved.get(y))
        if self._out and cursor is not None:
            self._out = [SAVE, *self._out, RESTORE]
            self._pen, self._x, self._y = home
        self._out = before + self._out

    # -- one row ----------------------------------------------------------------------------------------------------

    def _clear(self) -> None:
        """Erase the screen to the commonest background, row by row: at once, not every emulator keeps the colour."""
        counted = Counter(cell.pen for row in self.wanted for cell in row if cell.text == " " and not cell.pen.fg)
        plain = Pen().for_blank()
        pen = counted.most_common(1)[0][0] if counted and self.traits.erases_in_colour else plain
        self._pen = None
        self._dip(plain)
        self._out.append(f"{REPLACE_MODE}\x1b[H\x1b[2J")
        self._x = self._y = 0
        if pen != plain:
            self._dip(pen)
            for y in range(self.height):
                self._go(0, y)
                self._out.append(ERASE_LINE)
        self._shown = [[blank(pen)] * self.width for _ in range(self.height)]
        self._known = True

    def _type_in(self, y: int, shift: Shift) -> None:
        """In insert mode: write what belongs where the shift takes cells in."""
        assert shift.take is not None
        new = self.wanted[y][shift.take : shift.take + shift.size]
        self._go(shift.take, y)
        for cell in new:
            if cell.width:
                self._write(cell)
        shift.row[shift.take : shift.take + shift.size] = new

    def _finish_row(self, y: int, shift: Shift | None) -> None:
        """Write what is left to write in a row; first insert the blanks that its shift wants, if it does."""
        shown: Sequence[Cell | None] = self._shown[y]
        if shift is not None:
            shown = shift.row
            if shift.take is not None and shown[shift.take] is None:
                self._go(shift.take, y)
                self._out.append(shift.insert)
        self._write_row(y, shown, self.wanted[y])
        self._shown[y] = self.wanted[y].copy()

    def _worthwhile(self, y: int) -> Shift | None:
        """The shift for a row, if it and what is then left to write are shorter than writing all that changed."""
        shown, wanted = self._shown[y], self.wanted[y]
        choices = shifts(shown, wanted) if self.traits.shifts else []
        if not choices:
            return None
        cost = {id(shift): self._cost_of(y, shift.row, shift) for shift in choices}
        best = min(choices, key=lambda shift: cost[id(shift)])
        return best if cost[id(best)] < self._cost_of(y, shown, None) else None

    def _cost_of(self, y: int, shown: Sequence[Cell | None], shift: Shift | None) -> int:
        """The bytes that a row would take now, shifted or not."""
        state = self._out, self._pen, self._x, self._y
        self._out = []
        if shift is not None:
            if shift.give is not None:
                self._go(shift.give, y)
                self._out.append(shift.delete)
            if shift.take is not None:
                self._go(shift.take, y)
                self._out.append(shift.insert)
        self._write_row(y, shown, self.wanted[y])
        cost = sum(len(piece.encode()) for piece in self._out)
        self._out, self._pen, self._x, self._y = state
        return cost

    def _whole(self, y: int, shift: Shift) -> bool:
        """Whether what belongs where blanks are inserted are whole characters of known width."""
        assert shift.take is not None
        cells = self.wanted[y][shift.take : shift.take + shift.size]
        return cells[0].width > 0 and cells[-1].width < 2 and all(cell.sure for cell in cells)

    def _write_row(self, y: int, shown: Sequence[Cell | None], wanted: Row) -> None:
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
                self._dip(cell.pen)
                self._out.append(f"\x1b[{run}X")
                x += run
                continue
            self._write(cell)
            x += step
        if tail < self.width:
            self._reach(tail, y, wanted)
            self._dip(wanted[tail].pen)
            self._out.append(ERASE_LINE)

    def _erasable(self, cell: Cell) -> bool:
        pen = cell.pen
        return cell.text == " " and not pen.fg and (self.traits.erases_in_colour or pen.bg == Pen().bg)

    def _tail(self, shown: Sequence[Cell | None], wanted: Row) -> int:
        """Where the row can be erased to its end, and more than a few cells there must become blank; else its width."""
        last = wanted[-1]
        if not self._erasable(last):
            return self.width
        start = self.width
        while start and wanted[start - 1] == last:
            start -= 1
        changed = [x for x in range(start, self.width) if shown[x] != last]
        return changed[0] if len(changed) > 3 else self.width

    def _blank_run(self, x: int, stop: int, shown: Sequence[Cell | None], wanted: Row) -> int:
        """How many cells from `x` must become the same blank; those that already are count, but not at the end.

        A wide character is not erased by half: when the other half is then written over, tmux also blanks the first,
        in the terminal's own colour.
        """
        first = wanted[x]
        if not self._erasable(first):
            return 0
        end = last = x
        while end < stop and wanted[end] == first:
            end += 1
            if shown[end - 1] != first:
                last = end
        beyond = shown[last] if last < self.width else None
        return last - x - (beyond is not None and not beyond.width)

    def _reach(self, x: int, y: int, wanted: Row) -> None:
        """Bring the cursor to (x, y), by writing the few cells before it again where that is not longer than a move."""
        if self._y == y and self._x is not None and self._pen is not None and 0 < x - self._x <= 6:
            way = move(self._x, y, x, y)
            between = [cell for cell in wanted[self._x : x] if cell.width]
            # From the second half of a wide character nothing can be written again.
            if wanted[self._x].width and all(cell.sure and self._pen.serves(cell.pen) for cell in between):
                text = "".join(cell.text for cell in between)
                if len(text.encode()) <= len(way):
                    self._out.append(text)
                    self._x = x
                    return
        self._go(x, y)

    def _go(self, x: int, y: int) -> None:
        self._out.append(move(self._x, self._y, x, y))
        self._x, self._y = x, y

    def _dip(self, pen: Pen) -> None:
        code, self._pen = change_pen(self._pen, pen)
        self._out.append(code)

    def _write(self, cell: Cell) -> None:
        """Write one whole character at the cursor. Where terminals differ, the cursor's place is unknown after it."""
        self._dip(cell.pen)
        self._out.append(cell.text)
        assert self._x is not None
        x = self._x + cell.width
        # Lines do not wrap: behind the last column the cursor stays on it.
        self._x = min(x, self.width - 1) if cell.sure else None
