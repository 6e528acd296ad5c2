"""The screen's shadow: what the terminal shows and what it should show, cell by cell, and the shortest bytes between.

Pure. A caller puts cells where they belong (`put`) and asks for the bytes (`update`). Whole characters are always
written: both halves of a wide one belong together, and putting something over one half blanks the other.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from planui.terminal_brush import Brush
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
)
from planui.terminal_scroll import Scroll, Shown, scroll
from planui.terminal_shift import Shift, shifts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    """Two screens, the wanted and the shown one, and the brush that makes the one into the other."""

    def __init__(self, width: int, height: int, traits: Traits | None = None) -> None:
        self.traits = traits or Traits()
        self.synchronized = False
        """The terminal knows the markers of a synchronized update."""
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Start again with a blank screen of another size, of which nothing is shown yet."""
        self.width, self.height = width, height
        self.wanted: list[Row] = [[blank(Pen())] * width for _ in range(height)]
        self._shown: list[Shown] = []
        self._brush = Brush(width, self.traits)
        self.forget()

    def forget(self) -> None:
        """Know nothing any more of what the terminal shows, so that the next update paints it all."""
        self._known = False
        self._brush.forget()
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
        if not self._known:
            self._clear()
        rows = self._differing(self._changed)
        self._changed.clear()
        if (moved := self._worthwhile_scroll(rows)) is not None:
            self._scroll(moved)
            rows = self._differing({*rows, *range(moved.top, moved.bottom + 1)})
        self._paint(rows, None if cursor is None else self._clamped(cursor))
        painted = "".join(self._brush.take())
        shown, was_shown = cursor is not None and cursor.shown, self._cursor_shown
        self._cursor_shown = shown
        switch = "" if shown == was_shown else SHOW_CURSOR if shown else HIDE_CURSOR
        if len(painted.encode()) <= _TOGETHER:
            return painted + switch if shown else switch + painted
        if self.synchronized:
            return f"{SYNC_START}{painted}{switch}{SYNC_END}"
        hide = HIDE_CURSOR if was_shown is not False else ""
        return hide + painted + (SHOW_CURSOR if shown else "")

    def _differing(self, rows: Iterable[int]) -> list[int]:
        return [y for y in sorted(rows) if self._shown[y] != self.wanted[y]]

    def _clamped(self, cursor: Cursor) -> Cursor:
        return cursor._replace(x=min(cursor.x, self.width - 1), y=min(cursor.y, self.height - 1))

    def _paint(self, rows: list[int], cursor: Cursor | None) -> None:
        """Paint what changed in `rows`, the cursor's own row first, and leave the cursor in its place.

        With the cursor there, its place and the pen that it writes with are saved, and restored after the other rows:
        the next character typed needs neither a move nor a change of the pen.
        """
        brush = self._brush
        moved = {y: shift for y in rows if (shift := self._worthwhile_shift(y)) is not None}
        for y, shift in moved.items():
            if shift.give is not None:
                brush.go(shift.give, y)
                brush.send(shift.delete)
        inserted = [y for y, shift in moved.items() if shift.take is not None and self._whole(y, shift)]
        if len(inserted) < _INSERTING_ROWS:
            inserted = []
        own = cursor.y if cursor is not None and cursor.y in rows else None
        if own in inserted:
            brush.send(INSERT_MODE)
            self._type_in(own, moved[own])
        elif own is not None:
            self._finish_row(own, moved.get(own))
        if cursor is not None:
            brush.go(cursor.x, cursor.y)
        before = brush.take()
        home = brush.pen, brush.x, brush.y
        if inserted and own not in inserted:
            brush.send(INSERT_MODE)
        for y in inserted:
            if y != own:
                self._type_in(y, moved[y])
        if inserted:
            brush.send(REPLACE_MODE)
        for y in rows:
            if y != own or y in inserted:
                self._finish_row(y, moved.get(y))
        others = brush.take()
        if others and cursor is not None:
            others = [SAVE, *others, RESTORE]
            brush.pen, brush.x, brush.y = home
        brush.out = before + others

    def _clear(self) -> None:
        """Erase the screen to the commonest background, row by row: at once, not every emulator keeps the colour."""
        brush = self._brush
        counted = Counter(cell.pen for row in self.wanted for cell in row if cell.text == " " and not cell.pen.fg)
        plain = Pen().for_blank()
        pen = counted.most_common(1)[0][0] if counted and self.traits.erases_in_colour else plain
        brush.pen = None
        brush.dip(plain)
        brush.send(f"{REPLACE_MODE}\x1b[H\x1b[2J")
        brush.x = brush.y = 0
        if pen != plain:
            brush.dip(pen)
            for y in range(self.height):
                brush.go(0, y)
                brush.send(ERASE_LINE)
        self._shown = [[blank(pen)] * self.width for _ in range(self.height)]
        self._known = True

    # -- many rows --------------------------------------------------------------------------------------------------

    def _worthwhile_scroll(self, rows: list[int]) -> Scroll | None:
        """The scroll after which less is left to write, its own bytes counted."""
        found = scroll(self._shown, self.wanted, rows) if self.traits.shifts else None
        if found is None:
            return None
        place = range(found.top, found.bottom + 1)
        moved = found.moved(self._shown, self.width)
        now = sum(self._cheapest(y, self._shown[y]) for y in place if self._shown[y] != self.wanted[y])
        then = sum(self._cheapest(y, moved[y]) for y in place if moved[y] != self.wanted[y])
        return found if then + self._brush.cost(lambda: self._send_scroll(found)) < now else None

    def _scroll(self, moved: Scroll) -> None:
        self._send_scroll(moved)
        self._shown = moved.moved(self._shown, self.width)

    def _send_scroll(self, moved: Scroll) -> None:
        brush = self._brush
        for y, code in ((moved.give, moved.delete), (moved.take, moved.insert)):
            if y < self.height:
                brush.go(0 if brush.x is None else brush.x, y)
                brush.send(code)
                brush.x = None  # some terminals go to the first column then

    # -- one row ----------------------------------------------------------------------------------------------------

    def _type_in(self, y: int, shift: Shift) -> None:
        """In insert mode: write what belongs where the shift takes cells in."""
        assert shift.take is not None
        new = self.wanted[y][shift.take : shift.take + shift.size]
        self._brush.go(shift.take, y)
        for cell in new:
            if cell.width:
                self._brush.write(cell)
        shift.row[shift.take : shift.take + shift.size] = new

    def _finish_row(self, y: int, shift: Shift | None) -> None:
        """Write what is left to write in a row; first insert the blanks that its shift wants, if it does."""
        shown = self._shown[y]
        if shift is not None:
            shown = shift.row
            if shift.take is not None and shown[shift.take] is None:
                self._brush.go(shift.take, y)
                self._brush.send(shift.insert)
        self._brush.write_row(y, shown, self.wanted[y])
        self._shown[y] = [*self.wanted[y]]

    def _worthwhile_shift(self, y: int) -> Shift | None:
        """The shift for a row, if it and what is then left to write are shorter than writing all that changed."""
        choices = shifts(self._shown[y], self.wanted[y]) if self.traits.shifts else []
        if not choices:
            return None
        best, cost = min(((shift, self._cost(y, self._shown[y], shift)) for shift in choices), key=itemgetter(1))
        return best if cost < self._cost(y, self._shown[y]) else None

    def _cheapest(self, y: int, shown: Shown) -> int:
        """The bytes that a row takes if such is `shown` there, at least about."""
        return min(self._cost(y, shown, shift) for shift in (None, *shifts(shown, self.wanted[y])))

    def _cost(self, y: int, shown: Shown, shift: Shift | None = None) -> int:
        return self._brush.cost(partial(self._make_row, y, shown, shift))

    def _make_row(self, y: int, shown: Shown, shift: Shift | None) -> None:
        """Write a row, shifted or not."""
        if shift is not None:
            for x, code in ((shift.give, shift.delete), (shift.take, shift.insert)):
                if x is not None:
                    self._brush.go(x, y)
                    self._brush.send(code)
            shown = shift.row
        self._brush.write_row(y, shown, self.wanted[y])

    def _whole(self, y: int, shift: Shift) -> bool:
        """Whether what belongs where blanks are inserted are whole characters of known width."""
        assert shift.take is not None
        cells = self.wanted[y][shift.take : shift.take + shift.size]
        return cells[0].width > 0 and cells[-1].width < 2 and all(cell.sure for cell in cells)
