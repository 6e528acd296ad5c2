"""Help: the keys for this place, from the tables that bind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from planui.commands import COMMANDS, GRID_COMMANDS, TABLE_COMMANDS, Command
from planui.files.settings import settings_path
from planui.model.words import Words
from planui.screens import words
from planui.widgets.bar import Bar
from planui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

TEXT_KEYS = (
    ("←→↑↓", Words("移动；按住 Shift 选择", "move; with Shift, select")),
    ("^←/^→", Words("按词移动", "by words")),
    ("Home/End", Words("行首/行尾，再按到段首/段尾", "row, then paragraph")),
    ("^Home/^End", Words("本节开头/结尾", "the section's beginning/end")),
    (
        "^C/^X/^V",
        Words("复制/剪切/粘贴（复制也送到您自己电脑的剪贴板）", "copy/cut/paste (to your own clipboard, too)"),
    ),
    ("^A", Words("全选", "select all")),
    ("Enter", Words("换行；在列表里接着编号", "new line; goes on with a list")),
    ("Tab/⇧Tab", Words("列表层级", "list level")),
    ("^K/^U", Words("删到段尾/段首", "delete to the paragraph's end/beginning")),
    ("M-↑/M-↓", Words("整段上移/下移", "move the paragraph")),
)


class Help(ModalScreen[None]):
    """Lists keys; `place` (text, grid, table or other) comes first."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,f1,q,enter", "dismiss", "")]

    def __init__(self, place: str, lang: str) -> None:
        super().__init__()
        self._place = place
        self._lang = lang

    def compose(self) -> ComposeResult:
        """The title above the keys."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield LineList(id="choices")

    def on_mount(self) -> None:
        """The keys of this place, then those that work everywhere."""
        title = f"{words.HELP_TITLE.pick(self._lang)}  ({words.HELP_CLOSE.pick(self._lang)})"
        self.query_one(Bar).show(((title, "head"),), ((words.HELP_SIGNS.pick(self._lang), "dim"),))
        items: list[Item] = []
        if self._place == "grid":
            items += self._group(words.GRID_KEYS, [self._of(one) for one in GRID_COMMANDS])
        if self._place == "table":
            items += self._group(words.TABLE, [self._of(one) for one in (*GRID_COMMANDS, *TABLE_COMMANDS)])
        if self._place == "text":
            items += self._group(words.TEXT_KEYS, [(key, what.pick(self._lang), "") for key, what in TEXT_KEYS])
        items += self._group(words.EVERYWHERE, [self._of(one) for one in COMMANDS])
        own = words.HELP_KEYS.pick(self._lang).format(settings_path())
        items += [Item("own", ((f" {own}", "dim"),))]
        keys = self.query_one(LineList)
        keys.set_items(items)
        keys.focus()

    def _of(self, one: Command) -> tuple[str, str, str]:
        return one.shown_key, f"{one.label.pick(self._lang)}：{one.help.pick(self._lang)}", one.id

    def _group(self, head: Words, lines: list[tuple[str, str, str]]) -> list[Item]:
        items = [Item("", ((head.pick(self._lang), "head"),))]
        items += [
            Item(f"{head.en}{index}", ((f" {key:<11}", "info"), (text, "")), ((f" {name}", "dim"),))
            for index, (key, text, name) in enumerate(lines)
        ]
        return items
