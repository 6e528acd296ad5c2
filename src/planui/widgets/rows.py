"""What is said in as many rows as it needs: a message is never cut short where there is room to wrap it."""

from __future__ import annotations

from textual.strip import Strip

from planui.widgets.bar import Bar
from planui.widgets.line_list import Part
from planui.widgets.part_rows import rows_of


class Rows(Bar):
    """A bar of one to `most` rows; only what does not fit in those is cut (…)."""

    def __init__(self, *, id: str | None = None, most: int = 3, keeps: bool = False) -> None:
        """`keeps`: rows that are no longer needed stay, blank, until `release`: what is above does not jump about."""
        super().__init__(id=id)
        self._most = most
        self._keeps = keeps
        self._rows: list[tuple[Part, ...]] = []
        self._released = False

    def show(self, left: tuple[Part, ...], right: tuple[Part, ...] = ()) -> None:
        """Shows other parts: (text, style name), the right ones behind the left."""
        parts = (*left, *right)
        changed = parts != self._left
        super().show(parts)
        if changed or self._released:
            self._fit()

    def release(self) -> None:
        """What is shown next takes the rows that it needs, and no more."""
        self._released = True

    def on_resize(self) -> None:
        """Wraps to the new width."""
        self._fit()

    def _fit(self) -> None:
        width = self.size.width
        if width <= 0:
            return
        self._rows = rows_of(self._left, width)
        if len(self._rows) > self._most:
            # A sentence that goes on must not look as if it ended here.
            last = rows_of(self._rows[self._most - 1], width - 1)[0]
            self._rows = [*self._rows[: self._most - 1], (*last, ("…", ""))]
        shown = self.styles.height
        now = int(shown.value) if shown is not None and shown.is_cells else 1
        needed = max(len(self._rows), now if self._keeps and not self._released else 1)
        self._released = False
        if needed != now:
            self.styles.height = needed
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A row."""
        base = self.rich_style
        if y >= len(self._rows):
            return Strip.blank(self.size.width, base)
        return Strip(self._segments(self._rows[y])).adjust_cell_length(self.size.width, base)
