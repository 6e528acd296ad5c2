"""Every key of the contract in tmux at 80×24 with TERM=screen-256color, and every command through the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from planui.commands import COMMANDS, GRID_COMMANDS, TABLE_COMMANDS, TEXT_COMMANDS
from planui.model.pinyin import syllables
from planui.screens.editor_actions import ACTIONS
from planui.screens.pick import Choice, rank
from planui.screens.picking import show_palette
from tests.screens.terminal import Terminal, needs_tmux
from tests.screens.test_editor import app_on, editor_of, settle


@needs_tmux
def test_every_key_in_tmux(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = sample.parent / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "外面写的。" | cat - "$1" > "$1.x" && mv "$1.x" "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    terminal = Terminal(sample.parent, "plan.toml", "--section", "4.1.2", size=(80, 24))
    try:
        terminal.wait_for("4.1.2 资源质量", "Esc 结束")
        terminal.press("Escape")  # the tour
        terminal.wait_for("4.1.2", gone="Esc 结束")
        terminal.paste("说明\u200b：待补充")
        terminal.wait_for("未保存", "错误 2")
        steps: list[tuple[str, tuple[str, ...], str]] = [
            ("F8", ("200B",), ""),
            ("M-Enter", ("已修正", "错误 1"), ""),
            ("F8", ("S204",), ""),
            ("S-F8", ("S204",), ""),
            ("C-z", ("错误 2",), ""),
            ("C-y", ("错误 1",), ""),
            ("C-NPage", ("4.1.3 资源收集模式", "798 字"), ""),
            ("C-PPage", ("4.1.2 资源质量",), "798 字"),
            ("F2", ("主要描述科技资源库在资源收集",), ""),
            ("F2", ("4.1.2",), "主要描述科技资源库在资源收集"),
            ("F3", ("4.4.1", "4.4.2"), ""),
            ("F3", ("4.1.2",), "4.4.1"),
            ("F6", ("换种类",), ""),
            ("S-F6", ("4.1.2",), "换种类"),
            ("S-F6", ("键入即筛选",), ""),
            ("F6", ("4.1.2",), "键入即筛选"),
            ("F4", ("4.1.2",), "本节"),
            ("F4", ("本节",), ""),
            ("F1", ("帮助", "Esc 返回"), ""),
            ("Escape", ("4.1.2",), "Esc 返回"),
            ("C-p", ("命令：", "另存为"), ""),
            ("Escape", ("4.1.2",), "命令："),
            ("C-g", ("转到：", "建设运行重要性"), ""),
            ("Escape", ("4.1.2",), "转到："),
            ("C-f", ("查找", "F2 范围"), ""),
            ("Escape", ("4.1.2",), "F2 范围"),
            ("C-r", ("替换为", "F8 全换"), ""),
            ("Escape", ("4.1.2",), "替换为"),
            ("F10", ("封面栏目", "单位详细地址"), ""),
            ("Escape", ("4.1.2",), "单位详细地址"),
            ("F9", ("外面写的",), ""),
            ("C-s", ("已保存 plan.toml",), "未保存"),
            ("F5", ("PDF 已生成",), ""),
        ]
        for key, shown, gone in steps:
            terminal.press(key)
            terminal.wait_for(*shown, gone=gone, seconds=60)
        terminal.type("x")
        terminal.wait_for("未保存")
        terminal.press("C-q")
        terminal.wait_for("不保存，退出")
        terminal.type("d")
        terminal.wait_for_end()
        assert '"4.1.2"]\ntext = """\n外面写的。说明：待补充' in sample.read_text(encoding="utf-8")
    finally:
        terminal.close()


def test_the_palette_finds_every_command_by_three_names() -> None:
    offered = (*COMMANDS, *TEXT_COMMANDS, *GRID_COMMANDS, *TABLE_COMMANDS)
    assert {one.id for one in COMMANDS} <= set(ACTIONS)
    for one in offered:
        choice = Choice(one.id, one.label.zh, "", (one.label.zh, one.label.en, one.id), one.label.zh)
        spelled = [readings[-1] for readings in syllables(one.label.zh) if readings]
        initials, whole = "".join(syllable[0] for syllable in spelled), "".join(spelled)
        for typed in (one.label.zh, one.label.en, initials, whole, one.label.en.upper()):
            assert rank(choice, typed) == 0, (one.id, typed)


async def test_the_palette_runs_every_command(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a terminal that sends no function keys. The editor is left by the last one."""
    monkeypatch.setenv("EDITOR", "no-such-editor")
    app = app_on(sample, "6.2.1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        ran = []
        for one in (*COMMANDS, *TEXT_COMMANDS, *GRID_COMMANDS):
            if one.id in ("quit", "palette", "render"):
                continue
            show_palette(editor)
            await pilot.pause()
            app.screen.query_one("#answer").value = one.label.en
            await pilot.pause()
            assert app.screen.query_one("#choices").key == one.id
            app.screen.on_input_submitted()
            await pilot.pause()
            ran.append(one.id)
            while app.screen is not editor:
                app.screen.dismiss(None)
                await pilot.pause()
            editor.show_section("6.2.1")
        assert len(ran) > 35
        await pilot.press("ctrl+p", *"tc", "enter", "d")
        await settle(pilot)
        assert not app.is_running
