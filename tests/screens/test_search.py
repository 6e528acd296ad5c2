"""Finding and replacing: what is found, what stops it, and the way through it by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from planui.document import Document
from planui.model.words import PlanuiError
from planui.search import Search, matches, replacements
from tests.screens.test_editor import app_on, editor_of, settle


@pytest.mark.parametrize(
    "pattern",
    ["(", "(" * 150, r"(?:x{999}){999}", "x" * 300, r"(\w|，|\w\w)+\d[a-z]{9}", r"*"],
)
def test_a_pattern_cannot_hang_the_editor(sample: Path, pattern: str) -> None:
    document = Document.open(str(sample))
    with pytest.raises(PlanuiError):
        matches(document.plan, document.form, Search(pattern, regex=True))


def test_groups_are_put_in(sample: Path) -> None:
    document = Document.open(str(sample))
    search = Search(r"(\d+)年(?P<month>\d+)月底", regex=True)
    found = matches(document.plan, document.form, search)
    assert replacements(document.plan, found[:1], search, r"\1-\g<month>") == ["2020-4"]
    with pytest.raises(PlanuiError):
        replacements(document.plan, found, search, r"\7")


async def test_one_is_skipped_and_the_others_replaced(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        before = editor.document.text
        await pilot.press("ctrl+r")
        await pilot.press(*"标本", "tab", *"样本", "f4", "f8", "escape")
        await settle(pilot)
        left = matches(editor.document.plan, editor.document.form, Search("标本"))
        assert len(left) == 1
        await pilot.press("f7", "f7")
        await settle(pilot)
        place = left[0].place
        assert (editor.section, editor.text_pane.selection) == (place.section, (place.start, place.end))
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert editor.document.text == before


async def test_fields_and_grids_are_searched_and_replaced(sample: Path) -> None:
    """A name on the cover, words of the schedule and a number of an indicator go, and come back by undo."""
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        document = editor_of(app).document
        before = document.text

        async def replace_all(wanted: str, by: str) -> None:
            await pilot.press("ctrl+r", *["backspace"] * 20, *wanted, "tab", *by, "f8", "escape")
            await settle(pilot)

        leader = document.plan.field_text("leader")
        await replace_all(leader, "欧阳甲")
        assert document.plan.field_text("leader") == "欧阳甲" and leader not in document.text
        row = document.plan.rows("6.2.1", "indicators")[0]
        raw = document.text[row.cell("target").start : row.cell("target").end]
        await replace_all(raw.replace("_", ""), "7,654")
        row = document.plan.rows("6.2.1", "indicators")[0]
        assert row.cell("target").value == 7654
        assert ("_" in raw) == ("7_654" in document.text)
        await replace_all(row.text("name"), "甲")
        assert document.plan.rows("6.2.1", "indicators")[0].text("name") == "甲"
        await replace_all("2021年7月至2022年6月", "乙")  # the form's own period is told, not replaced
        assert document.plan.rows("6.3", "schedule")[1].text("period") == "2021年7月至2022年6月"
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        await settle(pilot)
        assert document.text == before


async def test_find_next_goes_through_fields_and_grids(sample: Path) -> None:
    app = app_on(sample, "6.3")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        plan, form = editor.document.plan, editor.document.form
        host = plan.field_text("host")
        editor.search = Search(host[:4])
        found = matches(plan, form, editor.search)
        assert found[0].place.part == "field"
        editor.search = Search("2023年7月至2024年6月")
        await pilot.press("f7")
        await settle(pilot)
        assert editor.grid.has_focus and editor.grid.row == 3
        editor.search = Search(host)
        count = len(matches(plan, form, editor.search))
        seen = set()
        for _ in range(count):
            await pilot.press("f7")
            await settle(pilot)
            focused = app.focused
            assert focused is not None
            seen.add((focused.id, editor.section, editor.text_pane.selection))
            if app.screen is not editor:
                await pilot.press("escape")
                await settle(pilot)
        assert len(seen) == count and any(one[0] == "field-host" for one in seen)


async def test_back_and_forward(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press("right", "right", "ctrl+g", *"jfbz", "enter")
        assert editor.section == "6.4.6"
        # Looking through the outline is one step, however many sections are passed.
        await pilot.press("shift+f6", "up", "up", "up", "enter")
        await settle(pilot)
        assert editor.section == "6.4.3"
        await pilot.press("alt+left")
        assert editor.section == "6.4.6"
        await pilot.press("alt+left")
        assert (editor.section, editor.text_pane.cursor) == ("4.1.2", 2)
        await pilot.press("alt+right", "alt+right")
        assert editor.section == "6.4.3"


async def test_the_palette_says_when_nothing_matches(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"qqqq")
        assert "没有这样的命令" in app.screen.query_one("#choices").items[0].left[0][0]
        await pilot.press("enter", *["backspace"] * 4, *"select", "enter")
        await settle(pilot)
        pane = editor_of(app).text_pane
        assert pane.selection == (0, pane.layout_of_text.length)
