"""Finding and replacing: what is found, what stops it, and the way through it by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from planui.document import Document
from planui.model.words import PlanuiError
from planui.search import Search, all_sections, count_elsewhere, matches, replacements
from tests.screens.test_editor import app_on, editor_of, settle


@pytest.mark.parametrize(
    "pattern",
    ["(", "(" * 150, r"(?:x{999}){999}", "x" * 300, r"(\w|，|\w\w)+\d[a-z]{9}", r"*"],
)
def test_a_pattern_cannot_hang_the_editor(sample: Path, pattern: str) -> None:
    document = Document.open(str(sample))
    with pytest.raises(PlanuiError):
        matches(document.plan, all_sections(document.form), Search(pattern, regex=True))


def test_groups_are_put_in(sample: Path) -> None:
    document = Document.open(str(sample))
    search = Search(r"(\d+)年(?P<month>\d+)月底", regex=True)
    found = matches(document.plan, all_sections(document.form), search)
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
        number = all_sections(editor.document.form)
        left = matches(editor.document.plan, number, Search("标本"))
        assert len(left) == 1
        await pilot.press("f7", "f7")
        await settle(pilot)
        assert (editor.section, editor.text_pane.selection) == (left[0].section, (left[0].start, left[0].end))
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert editor.document.text == before


async def test_what_stands_in_fields_and_grids_is_told(sample: Path) -> None:
    """A replacement goes over texts; that the name on the cover stays is said, not left to be found out."""
    app = app_on(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        document = editor_of(app).document
        name = document.plan.field_text("leader")
        assert count_elsewhere(document.plan, Search(name)) == 1
        indicator = document.plan.rows("6.2.1", "indicators")[0].text("name")
        assert count_elsewhere(document.plan, Search(indicator)) >= 1
        await pilot.press("ctrl+f", *name)
        await settle(pilot)
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "另有 1 处在封面栏目或表格里" in shown


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
