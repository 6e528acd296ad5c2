"""The commands of a grid, carried out on the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.buffers import CellBuffer
from planui.model.cells_text import PlacedLine, indicator_lines, schedule_lines, spread
from planui.model.number_text import typed_number
from planui.model.words import Words
from planui.screens import words
from planui.screens.cell import Cell, CellPrompt, Entered
from planui.screens.grid_view import KIND_WORDS, KINDS, value_of, year_texts
from planui.widgets.grid import Grid

if TYPE_CHECKING:
    from planui.model.plan import Row
    from planui.model.plan_edit import Value
    from planui.screens.editor import Editor

_NOT_A_NUMBER = Words("“{0}”不是数", "{0!r} is no number")
_PASTED = Words("填了 {0} 格；Ctrl+Z 一次撤销", "{0} cells filled; one Ctrl+Z takes them back")
_PASTE_REFUSED = Words(
    "填了 {0} 格，{1} 格不合所在的列，没有填：{2}", "{0} cells filled, {1} do not fit their column, left out: {2}"
)
_NOT_EDITABLE = Words("这一格不能改", "this cell is not edited")
_NOT_REMOVED = Words(
    "这个值不是单独一行写的，请用 F9 或别的编辑器删", "this value has no line of its own: remove it in an editor"
)
_YEARS_IN_ORDER = Words(
    "年度要从第一年起依次填，清空从最后一年起", "years are filled from the first on, and cleared from the last"
)


def run(editor: Editor, asked: Grid.Asked) -> None:
    """Carries out what a grid asks for."""
    if editor.document.read_only:
        editor.say(words.READ_ONLY_HERE, "warning")
        return
    action = {
        "edit_cell": _edit,
        "type": _edit,
        "paste": _paste,
        "add_row": _add,
        "delete_row": _delete,
        "move_row_up": lambda editor, asked: _move(editor, asked, -1),
        "move_row_down": lambda editor, asked: _move(editor, asked, 1),
        "clear_cell": _clear,
    }[asked.command]
    action(editor, asked)


def _rows(editor: Editor) -> list[Row]:
    return editor.document.plan.rows(editor.section, editor.table_kind)


def _edit(editor: Editor, asked: Grid.Asked) -> None:
    rows = _rows(editor)
    if asked.row >= len(rows):
        _add(editor, asked)
        return
    row, key, lang = rows[asked.row], asked.column, editor.lang
    column = next(one for one in asked.grid.columns if one.key == key)
    if not column.editable:
        editor.say(_NOT_EDITABLE)
        return
    if key == "kind":
        kind = row.text("kind")
        other = KINDS[(KINDS.index(kind) + 1) % len(KINDS)] if kind in KINDS else KINDS[0]
        editor.document.set_cell(editor.section, editor.table_kind, row.order, key, other)
        editor.plan_changed()
        return
    if key == "content":
        buffer = CellBuffer(editor.document, editor.section, editor.table_kind, row.order, key)
        if asked.text:
            end = len(buffer.text.rstrip("\n"))
            buffer.replace(end, end, asked.text, cursor=end, group="type")
        title = f"{row.text('period')} {column.head}"

        def undo(again: bool) -> None:
            if again:
                editor.document.redo()
            else:
                editor.document.undo()

        pane = Cell(title, buffer, lang, undo=undo)
        editor.app.push_screen(pane, lambda _: editor.plan_changed())
        return
    value = asked.text or asked.grid.rows[asked.row][asked.grid.column]

    def done(answer: Entered | None) -> None:
        if answer is not None and _write(editor, row, key, answer.text):
            asked.grid.entered(answer.way)

    editor.app.push_screen(CellPrompt(f"{row.text('name')} {column.head}".strip(), value, lang=lang), done)


def _write(editor: Editor, row: Row, key: str, text: str) -> bool:
    """Writes what was typed, where it is a value; says so where it is none."""
    if not text.strip() and (key == "target" or key.startswith("years.")):
        return _clear_number(editor, row, key)
    found = value_of(editor.document.plan, row, key, text, editor.lang)
    if found is None:
        late = key.startswith("years.") and typed_number(text) is not None
        editor.say(_YEARS_IN_ORDER if late else _NOT_A_NUMBER.format(text.strip()), "error")
        return False
    editor.document.set_cell(editor.section, editor.table_kind, row.order, *found)
    editor.plan_changed()
    return True


def _blank(editor: Editor, order: int) -> dict[str, Value]:
    """A new row: a schedule's with its period, an indicator of the usual kind."""
    table = editor.document.form.table(editor.table_kind)
    if editor.table_kind == "schedule":
        period = table.periods[order].label if table is not None and order < len(table.periods) else ""
        return {"period": period, "content": ""}
    # No target and no years: what is not given must not pass for a nought.
    return {"name": "", "unit": "", "kind": "sum"}


def _add(editor: Editor, asked: Grid.Asked) -> None:
    rows = _rows(editor)
    after = min(asked.row, len(rows) - 1)
    editor.document.add_row(editor.section, editor.table_kind, after, _blank(editor, after + 1))
    editor.plan_changed()
    asked.grid.put_cursor(after + 1, next(one.key for one in asked.grid.columns if one.editable))


def _delete(editor: Editor, asked: Grid.Asked) -> None:
    if asked.row < len(_rows(editor)):
        editor.document.delete_row(editor.section, editor.table_kind, asked.row)
        editor.plan_changed()


def _move(editor: Editor, asked: Grid.Asked, by: int) -> None:
    to = asked.row + by
    if 0 <= to < len(_rows(editor)):
        editor.document.move_row(editor.section, editor.table_kind, asked.row, to)
        editor.plan_changed()
        asked.grid.put_cursor(to, asked.column)


def _clear(editor: Editor, asked: Grid.Asked) -> None:
    rows = _rows(editor)
    if asked.row >= len(rows):
        return
    if asked.column in ("name", "unit", "content"):
        editor.document.set_cell(editor.section, editor.table_kind, asked.row, asked.column, "")
        editor.plan_changed()
    elif asked.column == "target" or asked.column.startswith("years."):
        _clear_number(editor, rows[asked.row], asked.column)
    else:
        editor.say(_NOT_EDITABLE)


def _clear_number(editor: Editor, row: Row, key: str) -> bool:
    """Takes a number away. A year can only go when no later one is there: its place is its year."""
    document, section, kind = editor.document, editor.section, editor.table_kind
    if key == "target":
        cleared = row.cell("target") is None or document.remove_cell(section, kind, row.order, "target")
    else:
        years, index = year_texts(document.plan, row), int(key[6:])
        if index + 1 < len(years):
            editor.say(_YEARS_IN_ORDER, "warning")
            return False
        cleared = True
        if index + 1 == len(years):
            document.set_cell(section, kind, row.order, "years", years[:-1])
    if not cleared:
        editor.say(_NOT_REMOVED, "warning")
    editor.plan_changed()
    return cleared


def paste_cells(editor: Editor, text: str) -> None:
    """Fills the section's grid with cells that belong there: the schedule by its periods, indicators at the end."""
    grid = editor.grid
    row = 0 if editor.table_kind == "schedule" else len(_rows(editor))
    editor.set_focus(grid)
    _paste(editor, Grid.Asked(grid, "paste", row, next(one.key for one in grid.columns if one.editable), text))


def _placed(editor: Editor, asked: Grid.Asked) -> list[PlacedLine]:
    rows = spread(asked.text)
    if editor.table_kind == "schedule":
        table = editor.document.form.table("schedule")
        return schedule_lines(rows, [period.label for period in table.periods] if table is not None else [])
    keys = [column.key for column in asked.grid.columns if column.editable]
    return indicator_lines(rows, keys, KIND_WORDS, first=asked.column)


def _paste(editor: Editor, asked: Grid.Asked) -> None:
    """Fills cells from the cursor on, rows added where the paste is longer than the grid."""
    written, refused = 0, []
    document, section, kind = editor.document, editor.section, editor.table_kind
    order = asked.row
    with document.one_step():
        for line in _placed(editor, asked):
            order = line.row if line.row is not None else order
            while order >= len(_rows(editor)):
                last = len(_rows(editor))
                document.add_row(section, kind, last - 1, _blank(editor, last))
            for key, text in line.texts.items():
                found = value_of(document.plan, _rows(editor)[order], key, text, editor.lang)
                if found is None:
                    refused.append(text.strip())
                else:
                    document.set_cell(section, kind, order, *found)
                    written += 1
            order += 1
    editor.plan_changed()
    if refused:
        editor.say(_PASTE_REFUSED.format(written, len(refused), " ".join(refused)[:60]), "error")
    else:
        editor.say(_PASTED.format(written), "ok")
