"""Help: the keys for this place, from the tables that bind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual.containers import Vertical
from textual.screen import ModalScreen

from planui.commands import COMMANDS, GRID_COMMANDS
from planui.files.settings import settings_path
from planui.model.words import Words
from planui.screens import words
from planui.screens.place_keys import GRID_KEYS, PANE_KEYS, TEXT_KEYS, PlaceKey
from planui.widgets.bar import Bar
from planui.widgets.line_list import Item, LineList
from planui.widgets.part_rows import rows_of

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.commands import Command

_TITLE = Words("帮助", "Help")
_CLOSE = Words("Esc 返回", "Esc back")
_SIGNS = Words("^ 即 Ctrl  M- 即 Alt  ⇧ 即 Shift", "^ Ctrl  M- Alt  ⇧ Shift")
_OWN_KEYS = Words('键位可改：{0} 的 [keys] 里写 命令 = "键"', 'Your own keys: {0}, [keys], command = "key"')
_GRID = Words("表格", "In a grid")
_GRID_MOVES = Words("在表格里移动", "Moving in a grid")
_TEXT = Words("正文", "In the text")
_EVERYWHERE = Words("随处", "Everywhere")
_KEY_CELLS = 12
"""Cells of a key's column."""

Group = tuple[Words, Sequence[tuple[str, Words, str]]]
"""What the keys are for; each key as people read it, what it does, and the id by which the user's settings know it."""


def of_commands(head: Words, commands: Sequence[Command]) -> Group:
    """A group of commands."""
    return head, [
        (one.shown_key, Words(f"{one.label.zh}：{one.help.zh}", f"{one.label.en}: {one.help.en}"), one.id)
        for one in commands
    ]


def of_place(head: Words, keys: Sequence[PlaceKey]) -> Group:
    """The keys of a pane or a dialog."""
    return head, [(one.key, one.help or one.label, "") for one in keys]


def of_editor(place: str) -> list[Group]:
    """The keys of the editor's pane `place` (a widget's id), then those that work everywhere in the editor."""
    groups = []
    if place == "grid":
        groups = [of_commands(_GRID, GRID_COMMANDS), of_place(_GRID_MOVES, GRID_KEYS)]
    elif place == "text":
        groups = [of_place(_TEXT, TEXT_KEYS)]
    elif place in PANE_KEYS:
        groups = [of_place(words.OUTLINE if place == "outline" else words.FINDINGS, PANE_KEYS[place])]
    return [*groups, of_commands(_EVERYWHERE, COMMANDS)]


class Help(ModalScreen[None]):
    """Lists keys, group by group."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,f1,q,enter", "dismiss", "")]

    def __init__(self, groups: Sequence[Group], lang: str) -> None:
        super().__init__()
        self._groups = groups
        self._lang = lang

    def compose(self) -> ComposeResult:
        """The title above the keys."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield LineList(id="keys")

    def on_mount(self) -> None:
        """The keys of this place, then those that work everywhere."""
        title = f"{_TITLE.pick(self._lang)}  ({_CLOSE.pick(self._lang)})"
        self.query_one(Bar).show(((title, "head"),), ((_SIGNS.pick(self._lang), "dim"),))
        keys = self.query_one(LineList)
        keys.focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Wraps to the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        keys = self.query_one(LineList)
        width = keys.scrollable_content_region.width
        items = [item for group in self._groups for item in self._items(group, width)]
        if any(name for _, lines in self._groups for _, _, name in lines):
            own = _OWN_KEYS.pick(self._lang).format(settings_path())
            items += [Item(f"own {at}", row) for at, row in enumerate(rows_of([(own, "dim")], width, " "))]
        keys.set_items(items)

    def _items(self, group: Group, width: int) -> list[Item]:
        """A group's lines; what does not fit beside its key goes on below it."""
        head, lines = group
        items = [Item("", ((head.pick(self._lang), "head"),))]
        for index, (key, what, name) in enumerate(lines):
            right = ((f" {name}", "dim"),) if name else ()
            room = width - _KEY_CELLS - sum(cell_len(text) for text, _ in right)
            first, *more = rows_of([(what.pick(self._lang), "")], max(20, room))
            items.append(Item(f"{head.en}{index}", ((set_cell_size(f" {key}", _KEY_CELLS), "info"), *first), right))
            items += [Item(f"{head.en}{index} {at}", ((" " * _KEY_CELLS, ""), *row)) for at, row in enumerate(more)]
        return items
