"""A Markdown table in the text, edited as a grid by keys."""

from __future__ import annotations

from pathlib import Path

from textual import events

from planui.app import PlanuiApp
from planui.document import Document
from planui.screens.table import Table
from planui.widgets.bar import Bar
from tests.screens.test_editor import app_on, editor_of, settle


async def test_a_table_is_made_filled_and_aligned(tmp_path: Path) -> None:
    app = PlanuiApp(Document.new(str(tmp_path / "x.toml"), "gz-sti-repository-2020"), "zh", section="3")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press(*"见下表", "ctrl+t")
        await settle(pilot)
        app.screen.grid.post_message(events.Paste("资源\t年\t数量\r种质资源\t2019\t1,200\rDNA|cDNA\t2020\t30"))
        await settle(pilot)
        await pilot.press("right", "alt+d", "alt+left", "ctrl+n", *"9", "tab", *"合", "enter", "end", "down", "tab")
        await settle(pilot)
        await pilot.press("ctrl+z", "escape")
        await settle(pilot)
        assert editor.document.plan.text("3").splitlines() == [
            "见下表",
            "",
            "| 数量  | 资源      |",
            "| ----- | --------- |",
            "| 9     | 合        |",
            "| 1,200 | 种质资源  |",
            "| 30    | DNA\\|cDNA |",
            "",
        ]
        layout = editor.text_pane.layout_of_text
        assert editor.text_pane.has_focus and layout.slice(0, layout.length) == editor.document.plan.text("3")


async def test_a_table_that_stays_blank_leaves_nothing(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        before = editor.document.plan.text("4.1.2")
        await pilot.press("甲", "ctrl+t")
        await settle(pilot)
        assert isinstance(app.screen, Table)
        await pilot.press("escape")
        await settle(pilot)
        assert editor.document.plan.text("4.1.2") == f"甲{before}"
        await pilot.press("ctrl+z")  # takes back what was typed, and does not bring the blank table
        await settle(pilot)
        assert editor.document.plan.text("4.1.2") == before


async def test_numbers_of_a_grid(sample: Path) -> None:
    """Delete takes a number away, no year is made up, and what is typed is written as its row is."""
    app = app_on(sample, "6.2.1")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        grid = editor.grid
        grid.focus()
        first = grid.rows[0]
        assert "✓" in first[-1] and "," in first[3]

        def row():
            return editor.document.plan.rows("6.2.1", "indicators")[0]

        grid.put_cursor(0, "target")
        await pilot.press("delete")
        await settle(pilot)
        assert row().cell("target") is None
        await pilot.press(*"12,345", "enter")
        await settle(pilot)
        assert row().cell("target").value == 12345
        grid.put_cursor(0, "years.0")
        await pilot.press("delete")
        await settle(pilot)
        assert len(row().cell("years").value) == 5 and editor.notice.zh
        grid.put_cursor(0, "years.4")
        await pilot.press("delete", "left", "delete", "right", "1", "enter")
        await settle(pilot)
        assert len(row().cell("years").value) == 3
        await pilot.press("left", "2", "tab")
        await settle(pilot)
        assert len(row().cell("years").value) == 4 and grid.column_key == "years.4"
        for _ in range(5):
            await pilot.press("ctrl+z")
        await settle(pilot)
        assert not editor.document.dirty


async def test_what_others_save_meanwhile_is_not_overwritten(sample: Path) -> None:
    """Text that comes in above moves the table; a change of the table itself is kept, and the edit is refused."""
    app = app_on(sample, "4.2.3")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        document = editor.document
        editor.text_pane.move_cursor(document.plan.text("4.2.3").index("|"))
        await pilot.press("ctrl+t")
        await settle(pilot)
        document.replace_text("4.2.3", 0, 0, "别人的话。\n\n", cursor=0)
        await pilot.press("x", "enter")
        await settle(pilot)
        text = document.plan.text("4.2.3")
        assert text.startswith("别人的话。\n\n") and "\n\n| x " in text
        at = text.index("分析挖掘", text.index("| x"))
        document.replace_text("4.2.3", at, at + 4, "别人改的", cursor=0)
        await pilot.press("y", "enter")
        await settle(pilot)
        assert app.screen is editor and "别人改的" in document.plan.text("4.2.3")
        layout = editor.text_pane.layout_of_text
        assert layout.slice(0, layout.length) == document.plan.text("4.2.3")


async def test_a_long_cell_is_undone_and_saved_where_it_is_written(sample: Path) -> None:
    app = app_on(sample, "6.3")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        editor.set_focus(editor.grid)
        before = editor.document.text
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("新")
        await settle(pilot)
        assert editor.document.text != before
        await pilot.press("ctrl+z")
        assert editor.document.text == before
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        assert sample.read_text(encoding="utf-8") == editor.document.text != before
        assert app.screen is not editor


async def test_indicators_are_entered_as_in_a_spreadsheet(tmp_path: Path) -> None:
    """Tab goes along the row, Enter back below its first cell, Tab at the end adds a row; each grid begins anew."""
    app = PlanuiApp(Document.new(str(tmp_path / "x.toml"), "gz-sti-repository-2020"), "zh", section="6.2.1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        grid = editor.grid
        editor.set_focus(grid)

        async def enter(*cells: str) -> None:
            for cell in cells:
                await pilot.press(*cell, "tab")
                await settle(pilot)

        await pilot.press("insert", *"新增种质", "tab")
        await settle(pilot)
        await enter("份")
        assert grid.column_key == "kind"
        await pilot.press("tab")
        await enter("500", "100", "100", "100", "100", "100")
        assert (grid.row, grid.column_key, len(grid.rows)) == (1, "name", 2)
        assert "合计 500 ✓" in grid.rows[0][-1]
        await enter("新增标本")
        await pilot.press(*"株", "up")
        await settle(pilot)
        assert (grid.row, grid.column_key) == (0, "name")
        said = editor.query_one("#message", Bar).text
        assert "新增种质" in said and "合计 500 ✓" in said
        await pilot.press("tab", "enter", "enter")  # the cell is left as it is, and the one below comes
        await settle(pilot)
        assert (grid.row, grid.column_key) == (1, "unit")
        await pilot.press("shift+tab", "delete")
        await settle(pilot)
        assert "Q304" in editor.query_one("#message", Bar).text
        await pilot.press("end", "ctrl+pagedown")
        await settle(pilot)
        assert (grid.row, grid.column) == (0, 0)


async def paste_in_text(pilot, editor, text: str, answer: str) -> None:
    editor.text_pane.post_message(events.Paste(text))
    await settle(pilot)
    assert pilot.app.screen is not editor
    await pilot.press(answer)
    await settle(pilot)


async def test_cells_pasted_into_the_text_find_their_grid(tmp_path: Path) -> None:
    """A schedule by its periods, indicators with a head and without a kind; one undo takes each back."""
    app = PlanuiApp(Document.new(str(tmp_path / "x.toml"), "gz-sti-repository-2020"), "zh", section="6.3")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        plan = editor.document.plan
        before = plan.source.text
        table = "起止时间\t内容\r2021.7-2022.6\t建库房\r2020年7月—2021年6月\t“摸底”\t10份"
        await paste_in_text(pilot, editor, table, "g")
        rows = editor.document.plan.rows("6.3", "schedule")
        assert [row.text("content").strip() for row in rows[:3]] == ["“摸底”\n10份", "建库房", ""]
        assert editor.document.plan.text("6.3").strip() == "" and editor.grid.has_focus
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert editor.document.text == before
        await pilot.press("ctrl+g", *"6.2.1", "enter")
        await settle(pilot)
        cells = (
            "指标\t单位\t目标\t1\t2\t3\t4\t5\r新增\t份\t1,500\t100\t200\t300\t400\t500\r总量\t份\t900\t1\t2\t3\t4\t900"
        )
        await paste_in_text(
            pilot, editor, cells.replace("\t1\t2", "\t一\t二", 1).replace("3\t4\t5\r", "三\t四\t五\r"), "g"
        )
        kinds = [(row.text("name"), row.text("kind")) for row in editor.document.plan.rows("6.2.1", "indicators")]
        assert kinds == [("新增", "sum"), ("总量", "level")]
        editor.set_focus(editor.text_pane)
        await pilot.press("甲")
        await paste_in_text(pilot, editor, "类\t数\r标本\t5", "t")
        assert editor.document.plan.text("6.2.1").split("\n")[:5] == [
            "甲",
            "",
            "| 类   | 数  |",
            "| ---- | --- |",
            "| 标本 | 5   |",
        ]
        await paste_in_text(pilot, editor, "a\tb", "escape")
        assert "a\tb" not in editor.document.text
