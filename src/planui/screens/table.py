"""A Markdown table of a section as a grid: what is done to it is in the text at once, its bars under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Vertical

from planui.commands import GRID_COMMANDS, TABLE_COMMANDS
from planui.model import md_table
from planui.model.cells_text import spread
from planui.model.edit import difference
from planui.model.md_table import TableText
from planui.model.words import PlanuiError, Words
from planui.screens import words
from planui.screens.cell import Cell, CellPrompt, Entered
from planui.screens.dialogs import Editing
from planui.screens.help import Help, of_commands, of_place
from planui.screens.pick import Choice, Pick
from planui.screens.place_keys import GRID_KEYS, PlaceKey
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.grid import Column, Grid, MarkdownGrid
from planui.widgets.key_line import KeyLine
from planui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.screens.editor import Editor

_TABLE = Words("表格", "Table")
_TABLE_SIZE = Words("{0} 行 {1} 列，第一行是表头", "{0} rows, {1} columns; the first row is the head")
_TABLE_CHANGED = Words(
    "这个表格刚被别人改过，没有写入；请再打开一次", "somebody else changed this table: not written, open it again"
)

_WIDEST = 30
"""Cells that a column takes at most on the screen."""
_LONG = 40
"""Cells of a text that is edited in a pane of its own."""


class Scrap:
    """A text that is no part of a document yet, as a text pane wants it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        """Puts `new` in the place of some characters."""
        self.text = self.text[:start] + new + self.text[end:]


class Table(Editing[None]):
    """Edits the table at an offset of a section's text."""

    NAME = _TABLE
    KEYS = (
        PlaceKey(
            "Enter", Words("编辑", "edit"), Words("编辑这一格，再按到下一行", "edit the cell; once more: the row below")
        ),
        PlaceKey("Esc", Words("返回", "back"), Words("返回正文；^T 也是", "back to the text; ^T, too")),
        PlaceKey("^N/^D", Words("加减行", "rows")),
        PlaceKey("M-n/M-d", Words("加减列", "columns")),
        PlaceKey(
            "M-方向",
            Words("移动行列", "move"),
            Words("行上移下移，列左移右移", "rows up and down, columns left and right"),
        ),
        PlaceKey("^Z/^Y", Words("撤销/重做", "undo/redo")),
        *GRID_KEYS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,ctrl+t", "dismiss", ""),
        ("ctrl+z", "undo(False)", ""),
        ("ctrl+y", "undo(True)", ""),
        ("ctrl+p", "palette", ""),
    ]

    def __init__(self, editor: Editor, table: TableText, column: int = 0, row: int = 0) -> None:
        super().__init__()
        self.lang = editor.lang
        self._editor = editor
        self._document = editor.document
        self._section = editor.section
        self._table = table
        self._version = editor.document.version
        self._source = editor.document.plan.text(editor.section)[table.start : table.end]
        self._first = (row, column)

    def compose(self) -> ComposeResult:
        """The title, the grid, what a command says, and the keys."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield MarkdownGrid(id="table")
            yield Rows(id="cell")
            yield KeyLine(id="hint")

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.query_one(MarkdownGrid)

    def on_mount(self) -> None:
        """The table as it stands."""
        self.show_keys()
        self._show()
        self.grid.put_cursor(self._first[0], str(self._first[1]))
        self.grid.focus()

    def _show(self) -> None:
        table = self._table
        columns = [Column(str(at), f"{_letter(at):<6}", _WIDEST) for at in range(table.columns)]
        self.grid.set_grid(columns, table.rows)
        size = _TABLE_SIZE.pick(self._editor.lang).format(len(table.rows), table.columns)
        self.query_one("#question", Bar).show(((_TABLE.pick(self._editor.lang), "head"), (f"  {size}", "dim")))
        self._show_cell()

    def on_grid_moved(self) -> None:
        """The cell under the cursor is shown whole."""
        self._show_cell()

    def _show_cell(self) -> None:
        row, column = self._cell()
        self.query_one("#cell", Bar).show(((f"{_letter(column)}{row + 1}  {self._table.rows[row][column]}", ""),))

    def _say(self, said: str, style: str) -> None:
        self.query_one("#cell", Bar).show(((said, style),))

    def _cell(self) -> tuple[int, int]:
        return min(self.grid.row, len(self._table.rows) - 1), min(self.grid.column, self._table.columns - 1)

    # -- changes ----------------------------------------------------------------------------------------------------

    def on_grid_asked(self, asked: Grid.Asked) -> None:
        """Carries out a command of the grid."""
        row, column = self._cell()
        if self._document.read_only:
            self._say(words.READ_ONLY_HERE.pick(self._editor.lang), "warning")
            return
        if asked.command in ("edit_cell", "type"):
            self._edit(row, column, asked.text)
            return
        table, at = self._table, (row, column)
        match asked.command:
            case "paste":
                cells = spread(asked.text)
                table = md_table.with_cells(table, row, column, cells)
            case "clear_cell":
                table = md_table.with_cells(table, row, column, [[""]])
            case "add_row":
                table, at = md_table.with_row(table, row), (row + 1, 0)
            case "delete_row":
                table = md_table.without_row(table, row)
            case "move_row_up" | "move_row_down":
                to = row + (1 if asked.command == "move_row_down" else -1)
                table, at = md_table.with_row_moved(table, row, to), (to, column)
            case "add_column":
                table, at = md_table.with_column(table, column), (row, column + 1)
            case "delete_column":
                table = md_table.without_column(table, column)
            case "move_column_left" | "move_column_right":
                to = column + (1 if asked.command == "move_column_right" else -1)
                table, at = md_table.with_column_moved(table, column, to), (row, to)
        self._write(table)
        self.grid.put_cursor(at[0], str(max(0, min(at[1], self._table.columns - 1))))

    def _edit(self, row: int, column: int, typed: str) -> None:
        text = typed or self._table.rows[row][column]
        title = f"{_letter(column)}{row + 1}"
        lang = self._editor.lang
        if cell_len(text) > _LONG:
            scrap = Scrap(text)
            pane = Cell(title, scrap, lang)
            self.app.push_screen(pane, lambda _: self._put(row, column, scrap.text))
            return

        def done(answer: Entered | None) -> None:
            if answer is not None:
                self._put(row, column, answer.text, answer.way)

        self.app.push_screen(CellPrompt(title, text, lang=lang), done)

    def _put(self, row: int, column: int, text: str, way: str = "") -> None:
        self._write(md_table.with_cells(self._table, row, column, [[text]]))
        if way:
            self.grid.entered(way)

    def _write(self, table: TableText) -> None:
        """The changed table takes the place of the old one in the text, as one edit."""
        if table == self._table:
            return
        if not self._found_again():
            self._editor.say(_TABLE_CHANGED, "warning")
            self.dismiss()
            return
        new = md_table.table_text(table, cell_len)
        try:
            self._document.replace_text(self._section, self._table.start, self._table.end, new, cursor=table.start)
        except PlanuiError as error:
            self._say(error.words.pick(self._editor.lang), "error")
            return
        self._read()

    def _read(self) -> None:
        """Shows what the text holds now; closes where there is no table any more."""
        table = md_table.table_at(self._document.plan.text(self._section), self._table.start)
        if table is None:
            self.dismiss()
            return
        self._table = table
        self._note()
        self._show()

    def _note(self) -> None:
        self._version = self._document.version
        self._source = self._document.plan.text(self._section)[self._table.start : self._table.end]

    def _found_again(self) -> bool:
        """Whether the table still stands as it was shown; what somebody else saved may have moved it."""
        if self._document.version == self._version:
            return True
        text = self._document.plan.text(self._section)
        start = text.find(self._source)
        if start < 0 or text.find(self._source, start + 1) >= 0:
            return False
        self._table = self._table._replace(start=start, end=start + len(self._source))
        self._note()
        return True

    def action_undo(self, again: bool) -> None:
        """Takes the last change back, or makes it once more."""
        spot = self._document.redo() if again else self._document.undo()
        if spot is None:
            self._say((words.NOTHING_TO_REDO if again else words.NOTHING_TO_UNDO).pick(self._editor.lang), "")
        else:
            self._read()

    # -- finding the keys -------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys for this place."""
        groups = [of_commands(_TABLE, (*GRID_COMMANDS, *TABLE_COMMANDS)), of_place(self.NAME, self.keys_now())]
        self.app.push_screen(Help(groups, self._editor.lang))

    def action_palette(self) -> None:
        """The commands of this place, for terminals that do not send their keys."""
        lang = self._editor.lang
        choices = [
            Choice(one.id, one.label.pick(lang), one.shown_key, (one.label.zh, one.label.en, one.id), one.label.zh)
            for one in (*GRID_COMMANDS, *TABLE_COMMANDS)
        ]

        def picked(name: str | None) -> None:
            if name:
                self.grid.action_ask(name)

        self.app.push_screen(Pick(words.PALETTE.pick(lang), choices, words.NO_COMMAND.pick(lang), lang), picked)


def open_table(editor: Editor) -> None:
    """Opens the table under the cursor as a grid; where there is none, a new one below the cursor's paragraph."""
    document, pane = editor.document, editor.text_pane
    before = document.plan.text(editor.section)
    cursor = pane.cursor
    table = md_table.table_at(before, cursor)
    made = table is None
    if table is None:
        if document.read_only:
            editor.say(words.READ_ONLY_HERE, "warning")
            return
        end = before.find("\n", cursor)
        at = end if end >= 0 else len(before)
        blank = md_table.blank_table(at, 3, 3)
        lead = "" if not before[:at].strip() else "\n\n" if before[:at].rsplit("\n", 1)[-1].strip() else "\n"
        text = lead + md_table.table_text(blank, cell_len) + ("" if before[at:].startswith("\n\n") else "\n")
        document.replace_text(editor.section, at, at, text, cursor=cursor)
        table = md_table.table_at(document.plan.text(editor.section), at + len(lead))
        if table is None:
            document.undo()
            return
    line = before.rfind("\n", 0, cursor) + 1
    row = 0 if made else max(0, before[table.start : line].count("\n") - 1)
    column = 0 if made else max(0, before[line:cursor].replace("\\|", "").count("|") - 1)
    start = table.start
    opened = document.version

    def closed(_: None) -> None:
        after = md_table.table_at(document.plan.text(editor.section), start)
        if made and document.version == opened:
            # Nothing was done: the new table goes with its own step, or Ctrl+Z would bring it back.
            document.undo()
        elif made and after is not None and not any(cell for line in after.rows for cell in line):
            # Nothing was written: the text is again what it was.
            back = difference(document.plan.text(editor.section), before)
            if back is not None:
                document.replace_text(editor.section, back.start, back.end, back.text, cursor=cursor)
        text = document.plan.text(editor.section)
        change = difference(before, text)
        if change is not None:
            pane.buffer_changed(change.start, change.end, change.start + len(change.text), min(start, len(text)))
        editor.follow(Spot(None), text)

    editor.app.push_screen(Table(editor, table, min(column, table.columns - 1), min(row, len(table.rows) - 1)), closed)


def _letter(column: int) -> str:
    """A column's name as in a spreadsheet: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
