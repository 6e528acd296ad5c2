"""Markdown tables to cells and back."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from planui.model import md_table
from planui.model.md_table import TableText, table_at, table_text

CELL = st.text(alphabet="中文字a1 ，|\\`*%", max_size=12).map(str.strip)


@given(
    rows=st.integers(1, 5).flatmap(
        lambda columns: st.lists(st.tuples(*[CELL] * columns), min_size=1, max_size=5).map(tuple)
    ),
    align=st.sampled_from(["", "left", "right", "center"]),
)
@example((("``1`", "``1`"),), "")
def test_what_is_written_is_read_again(rows: tuple[tuple[str, ...], ...], align: str) -> None:
    table = TableText(0, 0, rows, (align,) * len(rows[0]))
    written = table_text(table, cell_len)
    text = f"前文\n\n{written}\n\n后文"
    found = table_at(text, 4)
    assert found is not None
    assert text[found.start : found.end] == written and found.aligns == table.aligns
    assert table_text(found, cell_len) == written
    plain = [[cell for cell in row if not set(cell) & set("`\\")] for row in rows]
    again = [
        [cell for cell, old in zip(row, before, strict=True) if not set(old) & set("`\\")]
        for row, before in zip(found.rows, rows, strict=True)
    ]
    assert again == plain


def test_bars_stand_under_each_other() -> None:
    text = "| 资源 | 数量 |\n|:--|--:|\n| 种质资源 | 1,200 |\n| DNA | 30 |"
    table = table_at(text, len(text))
    assert table is not None
    assert table_text(table, cell_len) == (
        "| 资源     |  数量 |\n| :------- | ----: |\n| 种质资源 | 1,200 |\n| DNA      |    30 |"
    )


def test_rows_and_columns_come_and_go() -> None:
    table = table_at("a|b\n-|-\n1|2|3\n", 0)
    assert table is not None and table.rows == (("a", "b", ""), ("1", "2", "3"))
    table = md_table.without_column(md_table.with_column_moved(table, 0, 2), 1)
    assert table.rows == (("", "a"), ("3", "1"))
    table = md_table.with_cells(table, 1, 1, [["第一行\n第二行。\n第三行", "x"], ["y"]])
    assert table.rows == (("", "a", ""), ("3", "第一行；第二行。第三行", "x"), ("", "y", ""))
    assert md_table.without_row(md_table.with_row_moved(table, 0, 2), 0).rows == (table.rows[1], table.rows[0])
