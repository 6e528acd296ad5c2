"""What the editor says where one is: kinds of findings, fields, read-only plans, an editor that is not there."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input

from planui.app import PlanuiApp
from planui.document import Document
from planui.files.form_store import load_form
from planui.model.words import Words
from planui.screens.dialogs import Dialog
from planui.screens.editor import Editor
from planui.screens.help import Help
from planui.widgets.bar import Bar
from planui.widgets.line_list import LineList
from planui.widgets.rows import Rows
from tests.screens.test_editor import app_on, editor_of, settle


async def test_what_is_not_written_does_not_drown_what_is_wrong(tmp_path: Path) -> None:
    app = PlanuiApp(Document.new(str(tmp_path / "x.toml"), "gz-sti-repository-2020"), "zh", section="4.1.2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press(*"待补充")
        await settle(pilot)
        await pilot.press("ctrl+pageup", "alt+f8", "f8")
        await settle(pilot)
        assert (editor.section, editor.text_pane.cursor) == ("4.1.2", 0) and "S204" in {editor.last_finding.rule}
        kinds = []
        for _ in range(3):
            await pilot.press("alt+f8")
            await settle(pilot)
            kinds.append(len([item for item in editor.findings.items if item.key]))
        assert kinds[0] > 30 and kinds[2] == len(editor.document.diagnostics) > kinds[0]


async def test_a_date_is_taken_as_people_write_it(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        await settle(pilot)
        field = app.screen.query_one("#field-date", Input)
        field.focus()
        field.value = "2020年8"
        await settle(pilot)
        assert "还不是" in app.screen.query_one("#label-date", Bar).text
        field.value = "2020年8月21日"
        await settle(pilot)
        assert "2020-08-21" in app.screen.query_one("#label-date", Bar).text
        assert "2020-08-20" in app.screen.query_one("#expected", Bar).text
        await pilot.press("up")
        await settle(pilot)
        assert field.value == "2020-08-21"
        await pilot.press("escape")
        assert "date = 2020-08-21\n" in editor_of(app).document.text


async def test_a_long_message_takes_the_rows_that_it_needs(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        message = editor.query_one("#message", Bar)
        editor.say(Words("短" * 40, ""))
        await settle(pilot)
        whole = message.render_line(0).text
        assert "…" not in whole and whole.count("短") >= 39 and message.size.height == 1
        sample.write_text("这不是计划 [[[", encoding="utf-8")
        await pilot.press("home", "甲", "ctrl+s")
        await settle(pilot)
        rows = [message.render_line(y).text.rstrip() for y in range(message.size.height)]
        assert "没有盖掉" in rows[0] and len(rows) > 1
        assert "".join(row.strip() for row in rows).replace(" ", "") == editor.notice.zh.replace(" ", "")
        # The rows stay for the section, so that nothing jumps about while one moves on.
        await pilot.press("right", "right")
        await settle(pilot)
        assert message.size.height == len(rows) and not message.text
        editor.say(Words("长" * 200, ""))
        await settle(pilot)
        assert message.size.height == 3 and message.render_line(2).text.rstrip().endswith("…")
        await pilot.press("ctrl+pagedown")
        await settle(pilot)
        assert message.size.height == 1


async def test_typing_into_a_read_only_plan_is_answered(sample: Path) -> None:
    app = app_on(sample, read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "只读" in editor_of(app).notice.zh


@pytest.mark.parametrize("value", ["no-such-editor -w", "vi 'x", "''"])
async def test_an_editor_that_is_not_there_is_named(sample: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", value)
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert editor_of(app).notice_style == "error" and "EDITOR" in editor_of(app).notice.zh


@pytest.mark.parametrize(
    ("command", "said"), [("rm -f {0}", "没有"), ("iconv -f utf-8 -t gb18030 {0} -o {0}", "UTF-8"), ("mkdir {0}", "1")]
)
async def test_an_editor_that_leaves_no_text_changes_nothing(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    script = tmp_path / "outside"
    script.write_text(f"#!/bin/sh\n{command.format(chr(34) + '$1' + chr(34))}\n", encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(PlanuiApp, "suspend", nullcontext)
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = editor_of(app).document.text
        await pilot.press("f9")
        await settle(pilot)
        editor = editor_of(app)
        assert editor.notice_style == "error" and said in editor.notice.zh
        assert editor.document.text == before and not editor.document.dirty
    kept = list(tmp_path.glob("planui-*/*.md"))
    assert len(kept) == (said == "UTF-8")


async def test_a_render_that_failed_is_among_the_findings(sample: Path) -> None:
    sample.with_suffix(".pdf").mkdir()
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f5")
        await settle(pilot)
        editor = editor_of(app)
        assert editor.notice_style == "error" and "plan.pdf" in editor.notice.zh
        assert editor.findings.items[1].key == "render"
        sample.with_suffix(".pdf").rmdir()
        await pilot.press("f5")
        await settle(pilot)
        assert editor.notice_style == "ok" and "页" in editor.notice.zh
        assert not any(item.key == "render" for item in editor.findings.items)


async def test_a_fix_that_comes_before_the_check_mends_the_right_place(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        editor.document.replace_text("4.1.3", 0, 0, "说\u200b明。", cursor=0)
        editor.plan_changed()
        stale = next(one for one in editor.document.diagnostics if one.changes)
        editor.document.replace_text("4.1.2", 0, 0, "前面多了几个字", cursor=0)
        assert not editor.document.fix(stale)
        editor.action_run("next_finding")
        editor.action_run("apply_fix")
        assert editor.document.plan.text("4.1.3").startswith("说明。")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_arrows_walk_the_fields_where_they_do_not_fit(sample: Path, size: tuple[int, int]) -> None:
    """Each with its label in sight."""
    app = app_on(sample)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        await settle(pilot)
        for field in load_form("gz-sti-repository-2020", "").fields:
            assert app.focused is not None and app.focused.id == f"field-{field.key}"
            shown = [strip.text for strip in app.screen._compositor.render_strips()]
            assert any(f"│ {field.label}" in row for row in shown)
            await pilot.press("down")
            await settle(pilot)


async def test_every_place_has_its_keys(sample: Path) -> None:
    """F1 answers in each dialog with what its own table of keys says."""
    app = app_on(sample, "6.2.1")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        for opened in ("f10", "ctrl+f", "ctrl+r", "ctrl+g", "ctrl+p", "ctrl+t", "f12", "alt+h"):
            await pilot.press(opened)
            await settle(pilot)
            dialog = app.screen
            assert isinstance(dialog, Dialog) and dialog.keys_now(), opened
            await pilot.press("f1")
            await settle(pilot)
            assert isinstance(app.screen, Help), opened
            said = "".join(text for item in app.screen.query_one(LineList).items for text, _ in item.left)
            assert all(one.key in said for one in dialog.keys_now()), opened
            await pilot.press("escape", "escape")
            await settle(pilot)
            assert isinstance(app.screen, Editor), opened


async def test_the_outline_says_when_nothing_matches_and_forgets_its_filter(sample: Path) -> None:
    app = app_on(sample, "4.1.1")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press("shift+f6", *"zhidujs")
        await settle(pilot)
        assert [item.key for item in editor.outline.items] == ["", "4.2.1"]
        await pilot.press(*"qq")
        await settle(pilot)
        assert "没有这样的节" in editor.outline.items[0].left[1][0]
        await pilot.press("backspace", "backspace", "enter")
        await settle(pilot)
        assert editor.section == "4.2.1" and len(editor.outline.items) == 40 and editor.text_pane.has_focus


async def test_a_long_finding_of_a_field_is_read_whole(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        await settle(pilot)
        field = app.screen.query_one("#field-address", Input)
        field.focus()
        field.value = "广州市天河区"
        await settle(pilot)
        said = app.screen.query_one("#expected", Rows)
        rows = [said.render_line(y).text.rstrip() for y in range(said.size.height)]
        assert len(rows) > 1 and "缺少" in rows[0] and "…" not in "".join(rows)
        field.value = "广州市天河区五山路10号"
        await settle(pilot)
        assert "写到县" in said.text


async def test_a_long_path_keeps_the_file_s_name(sample: Path) -> None:
    folder = sample.parent / ("很长的文件夹名" * 8)
    folder.mkdir()
    plan = folder / "方案.toml"
    sample.rename(plan)
    async with (app := app_on(plan)).run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        shown = editor_of(app).query_one("#status", Bar).render_line(0).text
        assert "…" in shown and "方案.toml" in shown and "错误" in shown
