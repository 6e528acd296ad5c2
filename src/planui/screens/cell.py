"""A long cell of a grid in a pane of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical

from planui.model.edit import difference
from planui.screens.dialogs import Editing
from planui.widgets.bar import Bar
from planui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.model.buffer import TextBuffer


class Cell(Editing[None]):
    """Edits a buffer; every change is in the plan at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", ""),
        ("ctrl+z", "undo(False)", ""),
        ("ctrl+y", "undo(True)", ""),
    ]

    def __init__(
        self,
        title: str,
        buffer: TextBuffer,
        hint: str,
        *,
        read_only: bool,
        undo: Callable[[bool], object] | None = None,
    ) -> None:
        """`undo` takes the last edit back (False) or makes it again (True)."""
        super().__init__()
        self._undo = undo
        self._title = title
        self._buffer = buffer
        self._hint = hint
        self._read_only = read_only

    def compose(self) -> ComposeResult:
        """The cell's name, its text, and how to leave."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield TextPane(id="cell")
            yield Bar(id="hint")

    def on_mount(self) -> None:
        """The cursor at the end of the text."""
        self.query_one("#question", Bar).show(((self._title, "head"),))
        self.query_one("#hint", Bar).show(((self._hint, "dim"),))
        pane = self.query_one(TextPane)
        pane.show(self._buffer, len(self._buffer.text.rstrip("\n")), read_only=self._read_only)
        pane.focus()

    def action_undo(self, again: bool) -> None:
        """Takes the last edit back, or makes it again; shows what the cell holds then."""
        if self._undo is None:
            return
        pane = self.query_one(TextPane)
        before = self._buffer.text
        self._undo(again)
        change = difference(before, self._buffer.text)
        if change is not None:
            pane.buffer_changed(change.start, change.end, change.start + len(change.text))
