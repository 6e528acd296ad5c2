"""Rows to be read: nothing in them is chosen, the arrows move the page."""

from __future__ import annotations

from planui.widgets.line_list import Item, LineList, Part


class Reading(LineList):
    """Shows rows of styled parts, and scrolls."""

    def show(self, rows: list[list[Part]]) -> None:
        """Shows other rows, from the first on."""
        self.set_items([Item("", tuple(row)) for row in rows])
        self.cursor = -1
        self.scroll_to(y=0, animate=False, immediate=True)

    def action_move(self, by: int) -> None:
        """Moves by a row."""
        self._scroll(int(self.scroll_offset.y) + by)

    def action_page(self, by: int) -> None:
        """Moves by a screenful, one row of which stays in sight."""
        self._scroll(int(self.scroll_offset.y) + by * max(1, self.size.height - 1))

    def action_edge(self, row: int) -> None:
        """To the beginning or the end."""
        self._scroll(0 if row >= 0 else len(self.items))

    def _scroll(self, row: int) -> None:
        self.scroll_to(y=max(0, min(row, len(self.items) - self.size.height)), animate=False, immediate=True)
