"""The editor's commands, as data: key, label, what it does. Bindings, footer, help and palette are made from this."""

from __future__ import annotations

from typing import NamedTuple

from planui.model.words import Words

CHOSEN: dict[str, tuple[str, ...]] = {}
"""The keys that the user's settings give to commands, by the commands' ids."""


class Command(NamedTuple):
    """One command: `keys` in Textual's names, the first one shown.

    `footer` is its place in the footer, 0 for none: low numbers are shown first.
    """

    id: str
    keys: tuple[str, ...]
    label: Words
    help: Words
    footer: int = 0

    @property
    def bound(self) -> tuple[str, ...]:
        """The keys that run it: the user's own where the settings name some, else the table's."""
        return CHOSEN.get(self.id, self.keys)

    @property
    def shown_key(self) -> str:
        """The key as people read it: `ctrl+s` is `^S`, in the footer's narrow space."""
        keys = self.bound
        if not keys:
            return ""
        names = {"pagedown": "PgDn", "pageup": "PgUp", "left": "←", "right": "→", "up": "↑", "down": "↓"}
        *modifiers, name = keys[0].split("+")
        signs = {"ctrl": "^", "shift": "⇧", "alt": "M-"}
        shown = names.get(name, name.upper() if len(name) == 1 else name.title())
        return "".join(signs[modifier] for modifier in modifiers) + shown


COMMANDS: tuple[Command, ...] = (
    Command("save", ("ctrl+s",), Words("保存", "Save"), Words("写入计划文件", "write the plan file"), 1),
    Command("save_as", (), Words("另存为…", "Save as…"), Words("写入另一个文件", "write another file")),
    Command(
        "quit",
        ("ctrl+q",),
        Words("退出", "Quit"),
        Words("有未保存的内容时先询问", "asks first when there is unsaved work"),
        4,
    ),
    Command(
        "next_pane",
        ("f6",),
        Words("下一栏", "Next pane"),
        Words("目录、正文、问题之间切换", "outline, text, findings"),
        7,
    ),
    Command(
        "previous_pane",
        ("shift+f6", "f18"),
        Words("上一栏", "Previous pane"),
        Words("反方向切换", "the same, backwards"),
    ),
    Command(
        "next_section",
        ("ctrl+pagedown",),
        Words("下一节", "Next section"),
        Words("到提纲的下一节", "the next section of the form"),
    ),
    Command(
        "previous_section",
        ("ctrl+pageup",),
        Words("上一节", "Previous section"),
        Words("到提纲的上一节", "the previous section of the form"),
    ),
    Command(
        "next_finding",
        ("f8",),
        Words("下一问题", "Next finding"),
        Words("光标移到下一个问题的第一个字", "the cursor goes to the next finding's first character"),
        5,
    ),
    Command(
        "previous_finding",
        ("shift+f8", "f20"),
        Words("上一问题", "Previous finding"),
        Words("光标移到上一个问题的第一个字", "the cursor goes to the previous finding's first character"),
    ),
    Command(
        "finding_kind",
        ("alt+f8",),
        Words("问题种类", "Kind of findings"),
        Words(
            "F8 和问题栏依次只看：已写内容的、还没写的、错误、全部",
            "F8 and the pane show only: what is wrong, what is not written, errors, all",
        ),
    ),
    Command(
        "apply_fix",
        ("alt+enter",),
        Words("修正", "Fix"),
        Words("修正光标处的问题", "mend the finding under the cursor"),
    ),
    Command(
        "palette",
        ("ctrl+p",),
        Words("命令", "Commands"),
        Words("查找并执行任何命令", "find and run any command"),
        3,
    ),
    Command(
        "go_to",
        ("ctrl+g",),
        Words("转到", "Go to"),
        Words("按编号或标题转到一节", "go to a section by number or title"),
        6,
    ),
    Command(
        "find",
        ("ctrl+f",),
        Words("查找", "Find"),
        Words("在本节或全文查找", "in this section or the whole plan"),
        10,
    ),
    Command(
        "replace",
        ("ctrl+r",),
        Words("替换", "Replace"),
        Words("在本节或全文替换", "in this section or the whole plan"),
    ),
    Command(
        "find_next",
        ("f7",),
        Words("查找下一处", "Find next"),
        Words("到刚才所查内容的下一处", "the next match of what was looked for"),
    ),
    Command(
        "find_previous",
        ("shift+f7", "f19"),
        Words("查找上一处", "Find previous"),
        Words("到刚才所查内容的上一处", "the previous match of what was looked for"),
    ),
    Command(
        "back",
        ("alt+left",),
        Words("后退", "Back"),
        Words("回到刚才去过的地方", "to the place left last"),
    ),
    Command(
        "forward",
        ("alt+right",),
        Words("前进", "Forward"),
        Words("后退之后再往前", "on again, after going back"),
    ),
    Command(
        "table",
        ("ctrl+t",),
        Words("表格", "Table"),
        Words("光标处的表格用方格编辑；不在表格里时新建一个", "the table under the cursor as a grid; else a new one"),
    ),
    Command(
        "undo",
        ("ctrl+z",),
        Words("撤销", "Undo"),
        Words("按做过的顺序，跨节撤销", "across sections, in the order things were done"),
    ),
    Command(
        "conflicts",
        ("alt+c",),
        Words("冲突", "Conflicts"),
        Words("与别人同时改了一处：并排取舍", "what others changed too: settle it side by side"),
    ),
    Command(
        "history",
        ("alt+h",),
        Words("历史版本", "History"),
        Words("本节的历史版本，可以取回", "this section's versions, to be brought back"),
    ),
    Command("redo", ("ctrl+y",), Words("重做", "Redo"), Words("把撤销的再做一遍", "do again what was undone")),
    Command("help", ("f1",), Words("帮助", "Help"), Words("此处可用的键", "the keys for this place"), 2),
    Command(
        "guidance",
        ("f2",),
        Words("提纲要求", "Guidance"),
        Words("本节的填写要求", "what the form asks of this section"),
        11,
    ),
    Command("outline", ("f3",), Words("目录开关", "Outline"), Words("显示或收起目录", "show or fold the outline")),
    Command(
        "findings",
        ("f4",),
        Words("问题开关", "Findings"),
        Words("显示或收起问题栏", "show or fold the findings"),
    ),
    Command(
        "render",
        ("f5",),
        Words("生成PDF", "Render"),
        Words("生成 PDF，期间可继续编辑", "make the PDF while editing goes on"),
        9,
    ),
    Command(
        "preview",
        ("f12",),
        Words("预览", "Preview"),
        Words("本节印出来的样子；Tab 换成 PDF 的页", "the section as it will read; Tab: the PDF's page"),
    ),
    Command(
        "preview_page",
        ("shift+f12", "f24"),
        Words("看PDF页", "PDF page"),
        Words("上次生成的 PDF 里本节所在的页", "the page of the PDF made last that has this section"),
    ),
    Command(
        "external",
        ("f9",),
        Words("外部编辑器", "$EDITOR"),
        Words("用 $VISUAL/$EDITOR 编辑本节", "this section in $VISUAL/$EDITOR"),
    ),
    Command("fields", ("f10",), Words("封面栏目", "Fields"), Words("填写封面各栏", "fill in the cover's fields"), 8),
    Command("theme", (), Words("配色", "Theme"), Words("深色、浅色、高对比", "dark, light, high contrast")),
    Command("tour", (), Words("上手教学", "Tour"), Words("60 秒学会常用的键", "the keys in 60 seconds")),
    Command(
        "repaint",
        ("ctrl+l",),
        Words("重画屏幕", "Repaint"),
        Words("屏幕花了时重画", "paint a damaged screen again"),
    ),
)

TEXT_COMMANDS: tuple[Command, ...] = (
    Command(
        "copy_text",
        ("ctrl+c",),
        Words("复制", "Copy"),
        Words("也送到您自己电脑的剪贴板", "to your own clipboard, too"),
    ),
    Command("cut_text", ("ctrl+x",), Words("剪切", "Cut"), Words("复制并删去", "copy, and take out")),
    Command("paste_text", ("ctrl+v",), Words("粘贴", "Paste"), Words("贴上刚复制的", "put in what was copied last")),
    Command("select_all_text", ("ctrl+a",), Words("全选", "Select all"), Words("选中本节", "the whole section")),
)
"""Commands of the text pane that the palette offers, too; the pane binds their keys itself."""

GRID_COMMANDS: tuple[Command, ...] = (
    Command("edit_cell", ("enter",), Words("编辑", "Edit"), Words("编辑这一格", "edit this cell"), 1),
    Command(
        "add_row",
        ("insert", "ctrl+n", "plus"),
        Words("加行", "Add row"),
        Words("在下面加一行", "add a row below"),
        2,
    ),
    Command("delete_row", ("ctrl+d",), Words("删行", "Delete row"), Words("删去这一行", "delete this row"), 3),
    Command("move_row_up", ("alt+up",), Words("上移", "Move up"), Words("这一行上移", "move this row up")),
    Command("move_row_down", ("alt+down",), Words("下移", "Move down"), Words("这一行下移", "move this row down")),
    Command("clear_cell", ("delete", "backspace"), Words("清空", "Clear"), Words("清空这一格", "empty this cell")),
)

TABLE_COMMANDS: tuple[Command, ...] = (
    Command("add_column", ("alt+n",), Words("加列", "Add column"), Words("在右边加一列", "add a column to the right")),
    Command("delete_column", ("alt+d",), Words("删列", "Delete column"), Words("删去这一列", "delete this column")),
    Command(
        "move_column_left",
        ("alt+left",),
        Words("左移", "Move left"),
        Words("这一列左移", "move this column left"),
    ),
    Command(
        "move_column_right",
        ("alt+right",),
        Words("右移", "Move right"),
        Words("这一列右移", "move this column right"),
    ),
)
"""What a Markdown table's grid can do besides `GRID_COMMANDS`."""


def command(name: str) -> Command:
    """The command of that id. Raises `KeyError` where there is none."""
    for one in (*COMMANDS, *TEXT_COMMANDS, *GRID_COMMANDS, *TABLE_COMMANDS):
        if one.id == name:
            return one
    raise KeyError(name)
