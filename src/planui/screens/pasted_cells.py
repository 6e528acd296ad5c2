"""Cells of a spreadsheet that were pasted into the text: they are put where the user wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from planui.model.cells_text import spread
from planui.model.md_table import TableText, table_text
from planui.model.words import Words
from planui.screens.dialogs import Question
from planui.screens.grid_actions import paste_cells

if TYPE_CHECKING:
    from planui.screens.editor import Editor

_QUESTION = Words("粘贴的是表格里的 {0} 行 {1} 列：", "What is pasted are cells, {0} rows of {1}:")
_TO_GRID = Words("填入下面的表格 (G)", "Fill the grid below (G)")
_TO_TABLE = Words("在正文里做成表格 (T)", "Make a table in the text (T)")
_AS_IT_IS = Words("照原样放进正文 (P)", "Put it into the text as it is (P)")
_NOT = Words("不粘贴 (Esc)", "Do not paste (Esc)")


def ask_where(editor: Editor, text: str) -> None:
    """Asks where the cells belong, and puts them there; each way is undone by one step."""
    rows, pane, lang = spread(text), editor.text_pane, editor.lang
    columns = max(map(len, rows))
    choices = [("table", "t", _TO_TABLE), ("text", "p", _AS_IT_IS), ("none", "escape", _NOT)]
    if editor.table_kind:
        choices.insert(0, ("grid", "g", _TO_GRID))

    def answered(answer: str | None) -> None:
        if answer == "grid":
            paste_cells(editor, text)
        elif answer == "text":
            pane.insert(text)
        elif answer == "table":
            filled = [[*row, *[""] * (columns - len(row))] for row in rows]
            cells = tuple(tuple(" ".join(cell.split()) for cell in row) for row in filled)
            table = TableText(0, 0, cells, ("",) * columns)
            before = editor.document.plan.text(editor.section)[: pane.selection[0]]
            lead = "" if not before.strip() or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
            pane.insert(f"{lead}{table_text(table, cell_len)}\n")

    question = _QUESTION.pick(lang).format(len(rows), columns)
    editor.app.push_screen(
        Question(question, [(key, letter, said.pick(lang)) for key, letter, said in choices]), answered
    )
