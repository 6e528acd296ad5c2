"""The keys of a place (a pane, a dialog): one table makes the line that names them and the help that explains them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.widgets.key_line import KeyLabel


class PlaceKey(NamedTuple):
    """A key as people read it, what it does in a word or two, and, where that does not say it all, in a sentence."""

    key: str
    label: Words
    help: Words | None = None


HELP_KEY = PlaceKey("F1", Words("各键", "all keys"))
ESCAPE = PlaceKey("Esc", Words("返回", "back"))
LIST_KEYS = (
    PlaceKey("↑↓", Words("选择", "choose")),
    PlaceKey("PgUp/PgDn", Words("翻页", "page")),
)
LINE_KEYS = (
    PlaceKey(
        "←→", Words("移动", "move"), Words("在这一行里移动；^←/^→ 按词，Home/End 行首/行尾", "in the line; ^ by words")
    ),
    PlaceKey(
        "^U/^K", Words("删到头/尾", "cut to the end"), Words("删到行首/行尾", "delete to the line's beginning/end")
    ),
    PlaceKey(
        "^V", Words("粘贴", "paste"), Words("粘贴；终端自己的粘贴也行", "paste; the terminal's own paste works, too")
    ),
)
TEXT_KEYS = (
    PlaceKey("←→↑↓", Words("移动；按住 Shift 选择", "move; with Shift, select")),
    PlaceKey("^←/^→", Words("按词移动", "by words")),
    PlaceKey("Home/End", Words("行首/行尾，再按到段首/段尾", "row, then paragraph")),
    PlaceKey("^Home/^End", Words("本节开头/结尾", "the section's beginning/end")),
    PlaceKey(
        "^C/^X/^V",
        Words("复制/剪切/粘贴（复制也送到您自己电脑的剪贴板）", "copy/cut/paste (to your own clipboard, too)"),
    ),
    PlaceKey("^A", Words("全选", "select all")),
    PlaceKey("Enter", Words("换行；在列表里接着编号", "new line; goes on with a list")),
    PlaceKey("Tab/⇧Tab", Words("列表层级", "list level")),
    PlaceKey("^K/^U", Words("删到段尾/段首", "delete to the paragraph's end/beginning")),
    PlaceKey("M-↑/M-↓", Words("整段上移/下移", "move the paragraph")),
)
GRID_KEYS = (
    PlaceKey(
        "←→↑↓", Words("移动", "move"), Words("移动一格；Home/End 到行首/行尾", "by cells; Home/End: the row's ends")
    ),
    PlaceKey(
        "Tab/⇧Tab",
        Words("右/左一格", "right/left"),
        Words("右/左一格；在最后一格按 Tab 加一行", "right/left; Tab in the last cell adds a row"),
    ),
    PlaceKey("A–Z 0–9", Words("直接键入", "just type"), Words("直接键入就改写这一格", "typing writes the cell anew")),
    PlaceKey(
        "^V", Words("粘贴", "paste"), Words("从电子表格复制的各格，从这一格起填", "a spreadsheet's cells, from here on")
    ),
)
PANE_KEYS = {
    "outline": (
        PlaceKey(
            "Enter", Words("打开", "Open"), Words("打开这一节，光标到正文", "open the section, cursor in its text")
        ),
        PlaceKey("←→", Words("折叠", "Fold"), Words("折叠/展开下面的各节", "fold and unfold what is below")),
        PlaceKey(
            "a–z",
            Words("键入即筛选", "Type to filter"),
            Words(
                "键入编号、标题或拼音即筛选，退格改，Esc 清除", "number, title or pinyin filter; Esc shows all again"
            ),
        ),
    ),
    "findings": (
        PlaceKey(
            "Enter", Words("转到", "Go there"), Words("光标到这个问题的第一个字", "the cursor on its first character")
        ),
        PlaceKey(
            "←→", Words("换种类", "Kind"), Words("只看：已写内容的、还没写的、错误、全部", "show another kind only")
        ),
    ),
}
"""The keys of the panes that have no commands of their own."""


def labels(keys: Sequence[PlaceKey], lang: str) -> list[KeyLabel]:
    """What a line of keys shows of them."""
    return [(one.key, one.label.pick(lang)) for one in keys]
