"""The pane as its user meets it: keys, paste and mouse in, edits of the buffer out, rows on the screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.app import App, ComposeResult

from planui.widgets.text_pane import Mark, TextPane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.geometry import Region
    from textual.pilot import Pilot


class Buffer:
    """A buffer that keeps its edits."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[tuple[int, int, str, int, str]] = []

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        self.text = self.text[:start] + new + self.text[end:]
        self.edits.append((start, end, new, cursor, group))


class PaneApp(App[None]):
    CSS = "TextPane { width: 41; height: 12; }"

    def __init__(self, text: str, cursor: int, read_only: bool) -> None:
        super().__init__()
        self.buffer = Buffer(text)
        self.cursor, self.read_only = cursor, read_only
        self.heard: list[Any] = []

    def compose(self) -> ComposeResult:
        yield TextPane()

    def on_mount(self) -> None:
        self.query_one(TextPane).show(self.buffer, self.cursor, read_only=self.read_only)
        self.query_one(TextPane).focus()

    def on_text_pane_edited(self, message: TextPane.Edited) -> None:
        self.heard.append(message)

    def on_text_pane_cursor_moved(self, message: TextPane.CursorMoved) -> None:
        self.heard.append(message)


class Driven:
    """A pane, driven: `keys` presses them, one character at a time for text in «»."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app: PaneApp = pilot.app  # type: ignore[assignment]
        self.pane = self.app.query_one(TextPane)

    @property
    def marked(self) -> str:
        """The text with ¦ at the cursor, and ‖ at the other end of a selection."""
        text = self.app.buffer.text
        places = [(self.pane.cursor, "¦")]
        if self.pane.selected_from is not None:
            places.append((self.pane.selected_from, "‖"))
        for place, sign in sorted(places, reverse=True):
            text = text[:place] + sign + text[place:]
        return text

    async def keys(self, *keys: str) -> None:
        for key in keys:
            if key.startswith("«"):
                for char in key[1:-1]:
                    self.pane.post_message(events.Key("key", char))
            else:
                await self.pilot.press(key)
        await self.pilot.pause()

    def rows(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return [strip.crop(0, 40).text.rstrip() for strip in strips[:12]]


def drive(start: str, steps: Callable[[Driven], Awaitable[None]], *, read_only: bool = False) -> None:
    """Run `steps` with a pane that shows `start`, in which ¦ is the cursor."""

    async def go() -> None:
        app = PaneApp(start.replace("¦", ""), max(0, start.find("¦")), read_only)
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.pause()
            await steps(Driven(pilot))
            pane = app.query_one(TextPane)
            if pane._buffer is not None:
                assert pane.layout_of_text.slice(0, pane.layout_of_text.length) == app.buffer.text

    asyncio.run(go())


CASES = {
    "type": ("资源¦库", ["«数据»"], "资源数据¦库"),
    "pair": ("资源¦", ["«（»", "«甲»", "«）»"], "资源（甲）¦"),
    "pair before text": ("¦资源", ["«（»"], "（¦资源"),
    "pair in quotes": ("¦", ["«“»", "«《»", "«》»", "«”»"], "“《》”¦"),
    "a stray closing mark": ("资源¦）", ["«）»"], "资源）¦）"),
    "several at once": ("¦", ["«（一）资源（二）»"], "（一）资源（二）¦"),
    "backspace in a pair": ("资源（¦）", ["backspace"], "资源¦"),
    "backspace at a line start": ("资源\n¦库", ["backspace"], "资源¦库"),
    "backspace a grapheme": ("资e\u0301¦", ["backspace"], "资¦"),
    "delete": ("资¦源\n库", ["delete", "delete"], "资¦库"),
    "delete a word": ("共享 data平台¦", ["ctrl+w", "ctrl+w"], "共享 ¦"),
    "delete a word on": ("¦共享，平台", ["ctrl+delete", "ctrl+delete"], "¦平台"),
    "enter": ("资源¦库", ["enter"], "资源\n¦库"),
    "enter in a list": ("- 甲¦", ["enter", "«乙»"], "- 甲\n- 乙¦"),
    "enter in a numbered list": ("  9. 甲¦", ["enter"], "  9. 甲\n  10. ¦"),
    "enter in an empty item": ("- 甲\n- ¦", ["enter"], "- 甲\n\n¦"),
    "enter in Chinese numbering": ("一、甲¦", ["enter"], "一、甲\n¦"),
    "enter in a quotation": ("> 甲¦", ["enter"], "> 甲\n> ¦"),
    "tab in a list": ("- 甲\n- 乙¦", ["tab"], "- 甲\n    - 乙¦"),
    "shift+tab in a list": ("- 甲\n    - ¦乙", ["shift+tab"], "- 甲\n- ¦乙"),
    "tab elsewhere": ("资源¦库", ["tab"], "资源¦库"),
    "line down": ("甲¦\n乙\n丙", ["alt+down"], "乙\n甲¦\n丙"),
    "line up": ("甲\n乙\n丙¦", ["alt+up", "alt+up", "alt+up"], "丙¦\n甲\n乙"),
    "select and type": ("资¦源库", ["shift+right", "«料»"], "资料¦库"),
    "select all": ("资¦源\n库", ["ctrl+a"], "‖资源\n库¦"),
    "select back": ("资源¦库", ["shift+left"], "资¦源‖库"),
    "drop a selection": ("资源¦库", ["shift+left", "shift+left", "right"], "资源¦库"),
    "cut and paste": ("资¦源库", ["shift+end", "ctrl+x", "home", "ctrl+v"], "源库¦资"),
    "copy and paste": ("资¦源库", ["shift+end", "ctrl+c", "right", "ctrl+v"], "资源库源库¦"),
    "words on": ("¦共享 data，平台", ["ctrl+right", "ctrl+right"], "共享 data¦，平台"),
    "words back": ("共享 data，平台¦", ["ctrl+left", "ctrl+left", "ctrl+left"], "共享 ¦data，平台"),
    "home and home": ("字" * 24 + "¦", ["home", "left", "home", "home"], "¦" + "字" * 24),
    "end and end": ("¦" + "字" * 24, ["end", "end"], "字" * 24 + "¦"),
    "down keeps the cell": ("资源库甲¦\n\n资源库甲乙", ["down", "down"], "资源库甲\n\n资源库甲¦乙"),
    "text ends": ("资¦源\n库", ["ctrl+end", "ctrl+home", "delete"], "¦源\n库"),
    "line start and end": ("资源¦库", ["ctrl+u", "ctrl+k"], "¦"),
}


@pytest.mark.parametrize("name", CASES)
def test_keys(name):
    start, keys, end = CASES[name]

    async def steps(driven: Driven) -> None:
        await driven.keys(*keys)
        assert driven.marked == end

    drive(start, steps)


def test_read_only_moves_and_copies_but_changes_nothing():
    async def steps(driven: Driven) -> None:
        await driven.keys("right", "shift+right", "ctrl+x", "«甲»", "enter", "backspace", "ctrl+v", "alt+down")
        driven.pane.post_message(events.Paste("乙"))
        await driven.keys("right")
        assert driven.app.buffer.edits == []
        assert driven.app.clipboard == "源"

    drive("¦资源库\n甲", steps, read_only=True)


def test_undo_groups_follow_sentences_and_moves():
    async def steps(driven: Driven) -> None:
        await driven.keys("«资源。共享»", "left", "right", "«库»", "backspace")
        groups = [edit[4] for edit in driven.app.buffer.edits]
        assert groups[0] == groups[1] == groups[2] != groups[3] == groups[4] != groups[5]
        assert groups[6].startswith("delete")

    drive("¦", steps)


def test_a_paste_is_one_edit_with_plain_line_ends():
    async def steps(driven: Driven) -> None:
        text = "广州市科技资源库，\r\n第二行\r（三" * 5000
        driven.pane.post_message(events.Paste(text))
        await driven.keys("home")
        (edit,) = driven.app.buffer.edits
        assert edit[2] == text.replace("\r\n", "\n").replace("\r", "\n") and "\r" not in driven.app.buffer.text

    drive("头¦尾", steps)


def test_changes_by_others_are_followed():
    async def steps(driven: Driven) -> None:
        buffer, pane = driven.app.buffer, driven.pane
        buffer.text = "新的\n" + buffer.text
        pane.buffer_changed(0, 0, 3)
        assert driven.marked == "新的\n资源¦库"
        buffer.text = "全都换了"
        pane.buffer_changed(0, 0, 0, cursor=2)  # told wrongly
        await driven.pilot.pause()
        assert driven.marked == "全都¦换了" and driven.rows()[0] == "全都换了"

    drive("资源¦库", steps)


def test_a_buffer_that_tells_of_every_edit_is_not_followed_twice():
    async def steps(driven: Driven) -> None:
        buffer, pane = driven.app.buffer, driven.pane
        plain = buffer.replace

        def telling(start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
            plain(start, end, new, cursor=cursor, group=group)
            pane.buffer_changed(start, end, start + len(new))

        buffer.replace = telling  # type: ignore[method-assign]
        await driven.keys("«甲»", "enter", "backspace", "«（»")
        assert driven.marked == "资源甲（¦库"

    drive("资源¦库", steps)


def test_messages_say_what_changed_and_where_the_cursor_is():
    async def steps(driven: Driven) -> None:
        driven.app.heard.clear()
        await driven.keys("«甲»")
        edited, moved = driven.app.heard
        assert (edited.start, edited.old_end, edited.new_end) == (2, 2, 3)
        assert (moved.cursor, moved.row, moved.column) == (3, 0, 6)

    drive("资源¦库", steps)


def test_controls_are_shown_and_the_rows_wrap():
    async def steps(driven: Driven) -> None:
        assert driven.rows()[:4] == ["␛[31m‹202E›a→   b", "广州市岭南中药材科技资源库（以下简称“资", "源库”）。", "尾"]

    drive("\x1b[31m\u202ea\tb\n广州市岭南中药材科技资源库（以下简称“资源库”）。\n尾", steps)


def test_only_the_rows_that_change_are_painted_again():
    async def steps(driven: Driven) -> None:
        pane = driven.pane
        painted: list[Region] = []
        refresh = pane.refresh

        def noting(*regions: Region, **options: Any) -> Any:
            painted.extend(regions or (pane.size.region,))
            return refresh(*regions, **options)

        pane.refresh = noting  # type: ignore[method-assign]
        await driven.keys("«甲»")
        assert {y for region in painted for y in region.line_range} == {1}
        painted.clear()
        pane.set_marks([Mark(0, 2, "error", "错"), Mark(9, 11, "info", "注")])
        assert {y for region in painted for y in region.line_range} == {0, 3}
        painted.clear()
        pane.set_marks([Mark(0, 2, "error", "错"), Mark(9, 11, "warning", "注")])
        assert {y for region in painted for y in region.line_range} == {3}

    drive("资源\n库¦\n共享\n平台", steps)


def test_marks_are_underlined_and_move_with_the_text():
    async def steps(driven: Driven) -> None:
        pane = driven.pane
        pane.set_marks([Mark(2, 4, "error", "错")])
        await driven.keys("«新»")
        await driven.pilot.pause()
        underlined = [
            text
            for text, style, _ in driven.app.screen._compositor.render_strips()[0]
            if style is not None and style.underline
        ]
        assert "".join(underlined) == "共享"
        assert [mark.message for mark in pane.marks.at(4)] == ["错"]
        await driven.keys("ctrl+a", "delete")
        assert pane.marks.at(0) == []

    drive("¦资源共享", steps)


def test_a_painted_cursor_stands_where_the_terminal_has_none():
    async def steps(driven: Driven) -> None:
        strip = driven.app.screen._compositor.render_strips()[0]
        assert [text for text, style, _ in strip if style is not None and style.reverse] == ["源"]
        await driven.keys("end")
        strip = driven.app.screen._compositor.render_strips()[0]
        assert [text for text, style, _ in strip if style is not None and style.reverse] == [" "]

    drive("资¦源", steps)


def test_the_mouse_places_selects_and_drags():
    async def steps(driven: Driven) -> None:
        pilot, pane = driven.pilot, driven.pane
        await pilot.click(TextPane, offset=(4, 1))
        assert driven.marked == "资源 data\n共享¦平台，开放"
        await pilot.click(TextPane, offset=(4, 1), times=2)
        assert pane.selected_text == "共享平台"
        await pilot.click(TextPane, offset=(4, 1), times=3)
        assert pane.selected_text == "共享平台，开放"
        await pilot.mouse_down(TextPane, offset=(0, 0))
        await pilot.hover(TextPane, offset=(4, 1))
        await pilot.mouse_up(TextPane, offset=(4, 1))
        assert pane.selected_text == "资源 data\n共享"

    drive("资源 data\n共享平台，开放", steps)


def test_the_cursor_is_kept_in_sight_and_a_resize_keeps_it():
    async def steps(driven: Driven) -> None:
        await driven.keys("ctrl+end")
        row, _ = driven.pane.cursor_place
        assert driven.pane.scroll_offset.y <= row < driven.pane.scroll_offset.y + 12
        await driven.keys("pageup", "pageup")
        row, _ = driven.pane.cursor_place
        assert driven.pane.scroll_offset.y <= row < driven.pane.scroll_offset.y + 12
        driven.pane.styles.width = 21
        await driven.pilot.pause()
        row, _ = driven.pane.cursor_place
        assert driven.pane.scroll_offset.y <= row < driven.pane.scroll_offset.y + 12

    drive("\n".join(f"第{number}行，" + "资源" * 12 for number in range(200)), steps)


def test_no_buffer_shows_nothing():
    async def steps(driven: Driven) -> None:
        driven.pane.show(None)
        await driven.keys("«甲»", "enter", "ctrl+v", "down", "ctrl+a", "ctrl+x")
        assert driven.rows()[0] == "" and driven.app.buffer.edits == []

    drive("资源", steps)
