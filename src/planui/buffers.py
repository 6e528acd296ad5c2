"""A document's texts as text panes want them (`model.buffer.TextBuffer`): a section's, and a grid cell's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model import plan_edit
from planui.undo import Spot

if TYPE_CHECKING:
    from planui.document import Document


class SectionBuffer:
    """The text of one section, as a text pane wants it (`model.buffer.TextBuffer`)."""

    def __init__(self, document: Document, number: str) -> None:
        self._document = document
        self.number = number

    @property
    def text(self) -> str:
        """The section's whole text, with line feeds as the only line ends."""
        return self._document.plan.text(self.number)

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        """Puts `new` in the place of some characters, as one edit that can be taken back."""
        self._document.replace_text(self.number, start, end, new, cursor=cursor, group=group)


class CellBuffer:
    """The text of one cell of a grid, as a text pane wants it."""

    def __init__(self, document: Document, number: str, table: str, row: int, key: str) -> None:
        self._document = document
        self._where = (number, table, row, key)

    @property
    def text(self) -> str:
        """The cell's whole text."""
        number, table, row, key = self._where
        rows = self._document.plan.rows(number, table)
        return rows[row].text(key) if row < len(rows) else ""

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        """Puts `new` in the place of some characters."""
        text = self.text
        number, table, row, key = self._where
        change = plan_edit.set_cell(self._document.plan, number, table, row, key, text[:start] + new + text[end:])
        spot = Spot(number, table=table, row=row, key=key)
        self._document.apply((change,), spot._replace(cursor=cursor), spot._replace(cursor=start + len(new)), group)
