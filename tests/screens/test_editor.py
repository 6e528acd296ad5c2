"""The editor through Textual's pilot: real keys, a real document, a real file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planui import check
from planui.app import PlanuiApp
from planui.buffers import SectionBuffer
from planui.document import Document
from planui.screens import words
from planui.screens.editor import Editor
from planui.widgets.bar import Bar
from planui.widgets.line_list import LineList

if TYPE_CHECKING:
    from planui.model.diagnostic import Finding
    from planui.model.passage import Passage


def editor_of(app: PlanuiApp) -> Editor:
    screen = app.screen
    assert isinstance(screen, Editor)
    return screen


def app_on(path: Path, section: str | None = None, *, read_only: bool = False) -> PlanuiApp:
    return PlanuiApp(Document.open(str(path), read_only=read_only), "zh", section=section)


async def settle(pilot) -> None:
    """Waits until what was asked for is done and painted."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def status(app: PlanuiApp) -> str:
    return editor_of(app).query_one("#status", Bar).text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_type_see_save_quit(sample: Path, size: tuple[int, int]) -> None:
    before = sample.read_text(encoding="utf-8")
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        assert editor.text_pane.has_focus
        counted = editor.query_one("#heading", Bar).text
        for key in "资源质量":
            await pilot.press(key)
        await settle(pilot)
        assert editor.query_one("#heading", Bar).text != counted
        assert "未保存" in status(app)
        await pilot.press("待", "补", "充")
        await settle(pilot)
        assert any("S204" in "".join(text for text, _ in item.left) for item in editor.findings.items)
        for _ in range(3):
            await pilot.press("backspace")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "已保存" in status(app)
        await pilot.press("ctrl+q")
        await settle(pilot)
    after = sample.read_text(encoding="utf-8")
    assert after == before.replace('[sections."4.1.2"]\ntext = """\n', '[sections."4.1.2"]\ntext = """\n资源质量', 1)


async def test_undo_goes_back_across_sections(sample: Path) -> None:
    app = app_on(sample, "4.1.1")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        original = editor.document.text
        await pilot.press("甲")
        await pilot.press("ctrl+pagedown")
        assert editor.section == "4.1.2"
        await pilot.press("乙")
        await pilot.press("ctrl+z")
        assert editor.section == "4.1.2"
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert editor.section == "4.1.1" and editor.document.text == original
        await pilot.press("ctrl+y", "ctrl+y")
        await settle(pilot)
        assert editor.section == "4.1.2" and editor.document.plan.text("4.1.2").startswith("乙")


async def test_findings_are_walked_and_fixed(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    at = text.index('[sections."4.1.3"]\ntext = """\n') + len('[sections."4.1.3"]\ntext = """\n')
    sample.write_text(text[:at] + "说明\u200b：" + text[at:], encoding="utf-8")
    app = app_on(sample, "1")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press("f8")
        await settle(pilot)
        assert editor.section == "4.1.3" and editor.text_pane.cursor == 2
        await pilot.press("alt+enter")
        await settle(pilot)
        assert editor.document.plan.text("4.1.3").startswith("说明：")
        assert not editor.document.diagnostics


async def test_a_finding_that_comes_and_goes_as_one_types_moves_no_other(tmp_path: Path) -> None:
    app = PlanuiApp(Document.new(str(tmp_path / "x.toml"), "gz-sti-repository-2020"), "zh", section="2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)

        def listed() -> list[str]:
            return ["".join(text for text, _ in item.left).strip() for item in editor.findings.items]

        async def type_in(keys: list[str]) -> None:
            await pilot.press(*keys)
            await settle(pilot)

        await type_in(list("资源总体"))
        before = listed()
        assert before[:3] == ["本节", "没有发现问题", "其他"]
        await type_in(["体"])
        assert "L603" in listed()[1] and listed()[2:] == before[2:]
        await type_in(["backspace"])
        assert listed() == before
        await type_in(["体", *"良好", ","])
        assert "L603" in listed()[1] and listed()[3] == "其他"
        await type_in(["好", "backspace", "backspace"])
        assert "L603" in listed()[1] and listed()[2:4] == ["", "其他"]
        await type_in(["ctrl+pagedown"])
        assert listed()[2] == "其他"  # in another section nothing is kept free


async def test_a_rule_that_fails_ends_no_editor(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(passage: Passage, *_: object) -> list[Finding]:
        return [] if "蟓" not in passage.raw else [][0]

    rule = next(rule for rule in check.RULES if rule.id == "L603")
    monkeypatch.setattr(check, "RULES", [*check.RULES, rule._replace(id="L699", check=fails, signs=None)])
    app = app_on(sample, "1")
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press("蟓", "的", "的")
        await settle(pilot)
        assert editor.document.plan.text("1").startswith("蟓的的")
        assert "IndexError" in editor.query_one("#message", Bar).text and not editor.document.diagnostics
        await pilot.press("home", "delete")
        await settle(pilot)
        assert [one.rule for one in editor.document.diagnostics] == ["L603"] and editor.document.check_fault is None


async def test_findings_take_no_room_where_there_are_none(sample: Path) -> None:
    app = app_on(sample, "1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)

        async def rows_after(*keys: str) -> int:
            await pilot.press(*keys)
            await settle(pilot)
            return editor.findings.size.height

        assert await rows_after() == 1
        text = editor.text_pane.size.height
        assert await rows_after(*"TODO ") >= 4 and editor.text_pane.size.height < text
        assert await rows_after("ctrl+z") >= 4  # nothing moves as one types
        assert await rows_after("ctrl+pagedown") == 1 and editor.text_pane.size.height == text


async def test_what_is_said_of_a_whole_text_stands_in_the_list_alone(tmp_path: Path) -> None:
    app = PlanuiApp(Document.new(str(tmp_path / "x.toml"), "gz-sti-repository-2020"), "zh", section="2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        message = editor.query_one("#message", Bar)
        editor.text_pane.insert("资源质量" * 245)
        await settle(pilot)
        assert any("S203" in text for item in editor.findings.items for text, _ in item.left)
        assert "S203" not in message.text
        await pilot.press("f4")
        await settle(pilot)
        assert "S203" in message.text


async def test_panes_fold_where_there_is_no_room(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        assert not editor.outline.display and editor.text_pane.size.width >= 76
        await pilot.press("f3")
        await settle(pilot)
        assert editor.outline.display
        await pilot.press("f3", "f4")
        await settle(pilot)
        assert not editor.outline.display and not editor.findings.display
        await pilot.resize_terminal(120, 40)
        await pilot.press("f4")
        await settle(pilot)
        assert editor.outline.display and editor.findings.display
        editor.set_focus(editor.outline)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not editor.outline.display and editor.focused is editor.text_pane


async def test_every_pane_is_reached_by_f6(sample: Path) -> None:
    app = app_on(sample, "6.2.1")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        seen = []
        for _ in range(4):
            seen.append(editor.focused.id)
            await pilot.press("f6")
        assert sorted(seen) == ["findings", "grid", "outline", "text"] and editor.focused.id == "text"
        await pilot.press("shift+f6")
        assert editor.focused.id == "outline"


async def test_outline_goes_to_sections_and_filters(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        editor.outline.focus()
        await pilot.press("down", "enter")
        await settle(pilot)
        assert editor.section == "4.1.3" and editor.text_pane.has_focus
        editor.outline.focus()
        await pilot.press("经", "费")
        await settle(pilot)
        assert [item.key for item in editor.outline.items if item.key] == ["6.4.6"]
        await pilot.press("escape", *"jfbz")
        assert [item.key for item in editor.outline.items if item.key] == ["6.4.6"]
        await pilot.press("escape")
        assert len(editor.outline.items) == 40
        await pilot.press("left")
        assert len(editor.outline.items) < 40


async def test_grid_edits_cells_and_rows(sample: Path) -> None:
    app = app_on(sample, "6.2.1")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        rows = editor.document.plan.rows("6.2.1", "indicators")
        editor.grid.focus()
        await pilot.press("right", "right", "right", "9", "9", "enter")
        await settle(pilot)
        row = editor.document.plan.rows("6.2.1", "indicators")[0]
        assert row.cell("target").value == 99
        assert any(one.rule == "Q305" for one in editor.document.diagnostics)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert len(editor.document.plan.rows("6.2.1", "indicators")) == len(rows) + 1
        await pilot.press("ctrl+d")
        await settle(pilot)
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await settle(pilot)
        assert not editor.document.dirty


async def test_schedule_takes_a_paste_from_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    app = PlanuiApp(Document.new(str(path), "gz-sti-repository-2020"), "zh", section="6.3")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        editor.grid.focus()
        from textual import events

        editor.grid.put_cursor(0, "content")
        editor.grid.post_message(events.Paste("\n".join(f"完成第{number}年任务{number}00份" for number in range(1, 6))))
        await settle(pilot)
        contents = [row.text("content") for row in editor.document.plan.rows("6.3", "schedule")]
        assert contents[4] == "完成第5年任务500份"
        assert not any(one.section == "6.3" for one in editor.document.diagnostics)


async def test_fields_show_their_findings_as_one_types(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press("f10")
        await settle(pilot)
        for _ in range(4):
            await pilot.press("down")
        await pilot.press("x")
        await settle(pilot)
        assert "F103" in {one.rule for one in editor.document.diagnostics}
        assert len(app.screen.query_one("#label-phone", Bar).text) > len("联系电话")
        await pilot.press("escape")
        await settle(pilot)
        assert "错误 1" in status(app)


async def test_go_to_and_palette(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g")
        await pilot.press(*"4.5.4", "enter")
        await settle(pilot)
        assert editor_of(app).section == "4.5.4"
        await pilot.press("ctrl+p")
        await pilot.press(*"xyj", "enter")
        await settle(pilot)
        assert editor_of(app).section == "5"


async def test_replace_in_the_whole_plan_is_one_step(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        count = sum(
            editor.document.plan.text(section.number).count("中药材") for section in editor.document.form.sections
        )
        await pilot.press("ctrl+r")
        await settle(pilot)
        await pilot.press(*"中药材", "tab", *"草药", "f8")
        await settle(pilot)
        assert len(app.screen.query_one(LineList).items) == 0
        await pilot.press("escape")
        await settle(pilot)
        assert "中药材" not in editor.document.plan.text("1") and "草药" in editor.document.plan.text("1")
        assert count > 3
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert not editor.document.dirty


async def test_quit_asks_and_stays(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x", "ctrl+q")
        await settle(pilot)
        assert not isinstance(app.screen, Editor)
        await pilot.press("escape")
        await settle(pilot)
        assert editor_of(app).document.dirty
        await pilot.press("ctrl+q", "d")
        await settle(pilot)
    assert sample.read_text(encoding="utf-8")[0] != "x"


async def test_read_only_writes_nothing(sample: Path) -> None:
    before = sample.read_bytes()
    app = app_on(sample, read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x", "ctrl+s", "ctrl+r", "escape", "f9")
        await settle(pilot)
        assert not editor_of(app).document.dirty
    assert sample.read_bytes() == before


async def test_anothers_save_is_merged_in(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("甲")
        theirs = sample.read_text(encoding="utf-8").replace(
            '[sections."4.1.3"]\ntext = """\n', '[sections."4.1.3"]\ntext = """\n乙'
        )
        sample.write_text(theirs, encoding="utf-8")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "已保存" in status(app)
    after = sample.read_text(encoding="utf-8")
    assert '[sections."4.1.2"]\ntext = """\n甲' in after and '[sections."4.1.3"]\ntext = """\n乙' in after


async def test_unsaved_work_of_a_killed_editor_is_offered(sample: Path) -> None:
    killed = Document.open(str(sample))
    SectionBuffer(killed, "4.1.2").replace(0, 0, "没保存的话。", cursor=0)
    killed.file.flush_journal()
    killed.file.close(discard=False)
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not isinstance(app.screen, Editor)
        await pilot.press("t")
        await settle(pilot)
        assert editor_of(app).document.plan.text("4.1.2").startswith("没保存的话。")


async def test_render_in_the_background(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f5", "字")
        await settle(pilot)
        assert "PDF" in editor_of(app).notice.zh
        assert sample.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


async def test_f5_again_stops_the_render(sample: Path) -> None:
    older = sample.with_suffix(".pdf")
    older.write_bytes(b"%PDF-older")
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f5", "f5")
        await pilot.pause()
        assert editor_of(app).notice == words.RENDER_STOPPED
        assert not any(worker.is_running for worker in app.workers)
        assert older.read_bytes() == b"%PDF-older"


async def test_a_plan_cannot_paint_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    evil = "\\u001b]0;x\\u0007[/x][@click=app.quit]\\u202e"
    path.write_text(
        f'form = "gz-sti-repository-2020"\n[fields]\nname = "{evil}"\n[sections."1"]\ntext = "{evil}"\n'
        f'[sections."6.2.1"]\n[[sections."6.2.1".indicators]]\nname = "{evil}"\n["{evil}"]\n',
        encoding="utf-8",
    )
    app = app_on(path, "6.2.1")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for key in ("f2", "ctrl+g", "escape", "f8", "f8", "f1", "escape"):
            await pilot.press(key)
            await settle(pilot)
            shown = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
            assert not set(shown) & {"\x1b", "\x07", "\u202e"}
        assert app.is_running
