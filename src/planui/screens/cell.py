"""A cell of a grid while it is written: a short one on one line, a long one in a pane of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.widgets import Input

from planui.model.edit import difference
from planui.model.words import Words
from planui.screens.dialogs import Editing, OneLine
from planui.screens.place_keys import LINE_KEYS, TEXT_KEYS, PlaceKey
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.model.buffer import TextBuffer

_CELL = Words("单元格", "Cell")
_TYPING = Words("这一格里", "In the cell")
_UNDO = PlaceKey("^Z/^Y", Words("撤销/重做", "undo/redo"))
_CHANGED = Words("返回；改动已经在计划里", "back; the changes are in the plan already")


class Cell(Editing[None]):
    """Edits a buffer; every change is in the plan at once."""

    NAME = _CELL
    KEYS = (
        PlaceKey("Esc", Words("返回（改动已在计划里）", "back (changes are in the plan)"), _CHANGED),
        PlaceKey("^S", Words("保存", "save"), Words("保存计划", "save the plan")),
        _UNDO,
    )
    WITHIN = ((_TYPING, TEXT_KEYS),)
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", ""),
        ("ctrl+z", "undo(False)", ""),
        ("ctrl+y", "undo(True)", ""),
    ]

    def __init__(
        self, title: str, buffer: TextBuffer, lang: str, *, undo: Callable[[bool], object] | None = None
    ) -> None:
        """`undo` takes the last edit back (False) or makes it again (True)."""
        super().__init__()
        self.lang = lang
        self._undo = undo
        self._title = title
        self._buffer = buffer

    def compose(self) -> ComposeResult:
        """The cell's name, its text, and how to leave."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield TextPane(id="cell")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """The cursor at the end of the text."""
        self.query_one("#question", Bar).show(((self._title, "head"),))
        self.show_keys()
        pane = self.query_one(TextPane)
        pane.show(self._buffer, len(self._buffer.text.rstrip("\n")))
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


class Entered(NamedTuple):
    """What was typed into a cell, and the way in which it was left: down, up, right, left, or stay."""

    text: str
    way: str


class CellPrompt(OneLine[Entered | None], Editing[Entered | None]):
    """Edits one line as a spreadsheet does: Enter and the arrows accept and go down or up, Tab goes along the row."""

    NAME = _CELL
    KEYS = (
        PlaceKey("Enter", Words("确定", "accept"), Words("确定，到下面一格；↓ 也是", "accept, and down; ↓, too")),
        PlaceKey(
            "Tab",
            Words("确定，到右一格", "accept, to the right"),
            Words("确定，到右边一格；⇧Tab 左边，↑ 上面", "accept, and to the right; ⇧Tab left, ↑ up"),
        ),
        PlaceKey("Esc", Words("取消", "cancel"), Words("不改这一格", "the cell stays as it was")),
        PlaceKey("^S", Words("保存", "save"), Words("确定，并保存计划", "accept, and save the plan")),
    )
    WITHIN = ((_TYPING, LINE_KEYS),)
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", ""),
        ("down", "accept('down')", ""),
        ("up", "accept('up')", ""),
        ("tab", "accept('right')", ""),
        ("shift+tab", "accept('left')", ""),
    ]

    def on_input_submitted(self) -> None:
        """Enter accepts."""
        self.action_accept("down")

    def action_save_plan(self) -> None:
        """Accepts what is typed, and then saves."""
        save = super().action_save_plan
        self.action_accept("stay")
        self.app.call_later(save)

    def action_accept(self, way: str) -> None:
        """Accepts what is typed, and leaves the cell in some direction."""
        self.dismiss(Entered(self.query_one(Input).value, way))
