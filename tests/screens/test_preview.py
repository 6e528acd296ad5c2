"""The section as it will read, and the PDF's page as characters."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from rich.cells import cell_len

from planui.cli import run
from planui.files.settings import settings_path
from planui.model.metrics import Metrics
from planui.render.preview import section_rows
from planui.render.printed import heading_pages, page_text
from planui.screens.picture import codes, protocol
from planui.widgets.bar import Bar
from planui.widgets.reading import Reading
from tests.screens.terminal import Terminal, needs_tmux
from tests.screens.test_editor import app_on, settle


def rows(text: str, width: int = 40) -> list[str]:
    return ["".join(part for part, _ in row) for row in section_rows(text, width, cell_len, Metrics(cell_len))]


def test_what_markdown_means_is_shown() -> None:
    table = "| 甲 | 乙 |\n|--|--|\n| 一二三四 | 2 |\n"
    shown = rows(f'### 小结\n\n共**三**项：\n\n1. 甲\n2. 乙\n    - 丙\n\n![x](a.png "图1 标题")\n\n{table}')
    assert shown[:2] == ["小结", ""] and shown[2] == "　　共三项：" and shown[4:7] == ["1. 甲", "2. 乙", "  • 丙"]
    assert "图1 标题" in "".join(shown) and "│ 一二三四 │ 2    │" in shown
    styled = section_rows("共**三**项", 40, cell_len, Metrics(cell_len))
    assert ("三", "strong") in styled[0]


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet='中，。a1 \n#*-|>`![]("\u3000\t1.', max_size=120), width=st.integers(12, 80))
def test_no_row_is_wider_than_the_pane(text: str, width: int) -> None:
    for row in rows(text, width):
        if not row.startswith(("┌", "│", "├", "└")):
            # Spaces hang over, as do marks that may not begin a row and list marks deep inside lists.
            assert cell_len(row.rstrip()) <= width + 24


async def test_the_section_and_its_page(sample: Path) -> None:
    app = app_on(sample, "6.2.1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f12")
        await settle(pilot)
        page = app.screen.query_one("#page")
        assert any("补缺口" in part for item in page.items for part, _ in item.left)
        widths = [cell_len("".join(part for part, _ in item.left).rstrip()) for item in page.items]
        assert page.show_vertical_scrollbar and max(widths) <= page.scrollable_content_region.width
        await pilot.press("tab")
        await settle(pilot)
        assert "F5" in app.screen.query_one("#question", Bar).text
        await pilot.press("escape", "f5")
        await settle(pilot)
        await pilot.press("shift+f12")
        await settle(pilot)
        page = app.screen.query_one("#page")
        shown = ["".join(part for part, _ in item.left) for item in page.items]
        assert any("6.2.1.资源收集与保存" in row for row in shown)
        assert sum(len(row) > 20 and " " not in row.strip() for row in shown) > 3
        before = shown
        await pilot.press("right", "pagedown")
        await settle(pilot)
        assert ["".join(part for part, _ in item.left) for item in page.items] != before
        pdf = sample.with_suffix(".pdf")
        pages = heading_pages(str(pdf))
        assert (
            len(pages) == 40 and page_text(str(pdf), 10_000, cell_len).number == page_text(str(pdf), 1, cell_len).pages
        )
        pdf.write_bytes(b"no pdf")
        with pytest.raises(OSError):
            page_text(str(pdf), 1, cell_len)


def test_pictures_for_the_terminals_that_show_them() -> None:
    assert protocol({"TERM": "xterm-kitty"}, "") == "kitty" and protocol({"TERM": "foot"}, "") == "sixel"
    assert protocol({"TERM": "screen-256color", "KITTY_WINDOW_ID": "1"}, "") == ""
    assert protocol({"TERM": "xterm-kitty"}, "none") == "" and protocol({"TERM": "tmux-256color"}, "sixel") == "sixel"
    image = Image.effect_noise((200, 90), 80)
    sent = codes(image, "kitty")
    assert re.sub(r"\x1b_G[^;]*;([^\x1b]*)\x1b\\", "", sent) == ""
    data = b64decode("".join(re.findall(r";([^\x1b]*)\x1b", sent)))
    assert Image.open(BytesIO(data)).size == (200, 90)
    sixels = codes(image, "sixel")
    assert sixels.startswith("\x1bP") and sixels.endswith("\x1b\\") and "200;90" in sixels[:40]


@needs_tmux
def test_a_page_as_a_picture_and_back(sample: Path) -> None:
    """tmux is told that the terminal has sixels: it swallows the picture, and shows the words below it."""
    settings_file = Path(settings_path())
    settings_file.parent.mkdir(parents=True)
    settings_file.write_text('pictures = "sixel"\ntour = false\n', encoding="utf-8")
    assert run(["render", str(sample)]) == 0
    terminal = Terminal(sample.parent, "plan.toml")
    try:
        terminal.wait_for("已保存")
        terminal.press("S-F12")
        terminal.wait_for("第 5/")
        terminal.press("p")
        terminal.wait_for("按任意键返回", gone="plan.toml")
        terminal.press("x")
        terminal.wait_for("第 5/", gone="按任意键返回")
        terminal.press("Escape")
        terminal.wait_for("已保存", gone="第 5/")
        terminal.press("C-q")
        terminal.wait_for_end()
    finally:
        terminal.close()


async def test_a_blank_section_is_previewed_at_another_size(tmp_path: Path) -> None:
    """There is nothing to read, and no row for the cursor."""
    path = tmp_path / "plan.toml"
    path.write_text('format = 1\nform = "gz-sti-repository-2020"\n', encoding="utf-8")
    app = app_on(path, "1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f12")
        rows = app.screen.query_one(Reading)
        rows.show([])
        rows.show([[("甲", "")]])
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert rows.key == ""
