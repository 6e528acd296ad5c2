"""The outline: every section with its state, its 字 and its findings; folds, and filters as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from planui.model.pinyin import sounds
from planui.model.visible import one_line
from planui.widgets.line_list import Item, LineList, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.section_line import SectionLine

OTHERS_HERE = "✎"
"""Stands before the names of the others who are editing a section."""
_NAME_CELLS = 8
_MARKS = {
    "container": (" ", ""),
    "blank": ("○", "dim"),
    "error": ("✗", "error"),
    "warning": ("!", "warning"),
    "written": ("✓", "ok"),
}


class Outline(LineList):
    """Shows the form's sections. A typed letter or digit filters, left and right fold and unfold."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold(True)", show=False),
        Binding("right", "fold(False)", show=False),
        Binding("escape", "clear_filter", show=False),
        Binding("backspace", "shorten_filter", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: tuple[SectionLine, ...] = ()
        self._folded: set[str] = set()
        self._filter = ""
        self.nothing = ""
        """What is said where no section has what was typed."""

    def set_lines(self, lines: Sequence[SectionLine]) -> None:
        """Shows the sections as they are now."""
        self._lines = tuple(lines)
        self._show()

    def _show(self) -> None:
        shown = [self._item(line) for line in self._lines if self._is_shown(line)]
        if self._filter:
            nothing = () if shown else ((f"  {self.nothing}", "warning"),)
            shown.insert(0, Item("", ((f"/{self._filter}", "info"), *nothing)))
        self.set_items(shown)

    def _is_shown(self, line: SectionLine) -> bool:
        if self._filter:
            wanted = self._filter.casefold()
            return wanted in f"{line.number} {line.title}".casefold() or sounds(line.title, wanted) is not None
        parts = line.number.split(".")
        return not any(".".join(parts[:depth]) in self._folded for depth in range(1, len(parts)))

    def _item(self, line: SectionLine) -> Item:
        mark, style = _MARKS[line.mark]
        indent = " " * (line.level - 1)
        folded = "▸" if line.number in self._folded else ""
        count = f" {line.chars}/{line.limit}" if line.limit else f" {line.chars}" if line.chars else ""
        over = "error" if line.limit and line.chars > line.limit else "dim"
        left = (
            (mark, style),
            (f" {indent}{line.number} ", ""),
            (folded + line.title, "head" if line.container else ""),
        )
        right = [(count, over)] if count else []
        if line.others:
            right.insert(0, (f" {OTHERS_HERE}{fit(one_line(line.others), _NAME_CELLS)}", "info"))
        return Item(line.number, left, tuple(right))

    def action_fold(self, fold: bool) -> None:
        """Folds the section under the cursor, or the one that holds it; unfolds it."""
        number = self.key
        if not number:
            return
        has_children = any(line.number.startswith(number + ".") for line in self._lines)
        if fold:
            if not has_children or number in self._folded:
                number = number.rpartition(".")[0]
            if number:
                self._folded.add(number)
        else:
            self._folded.discard(number)
        self._show()
        self.put_cursor(number)

    def action_clear_filter(self) -> None:
        """Shows all sections again; without a filter the key is not the outline's."""
        if not self._filter:
            raise SkipAction
        self._filter = ""
        self._show()

    def action_shorten_filter(self) -> None:
        """Takes the filter's last character back."""
        self._filter = self._filter[:-1]
        self._show()

    def on_blur(self) -> None:
        """A filter is for finding a section: once one is elsewhere, all are shown again."""
        if self._filter:
            self.action_clear_filter()
            self.put_cursor(self.marked)

    def on_key(self, event: events.Key) -> None:
        """What is typed filters."""
        if event.is_printable and event.character is not None and not event.character.isspace():
            event.stop()
            event.prevent_default()
            self._filter += event.character
            self._show()
