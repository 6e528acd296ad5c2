"""The editor in a real terminal, by keys alone."""

from __future__ import annotations

import difflib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from planui.cli import run
from planui.files.journal import find_unsaved
from tests.screens.terminal import Terminal, needs_tmux

pytestmark = needs_tmux


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_the_first_five_minutes(sample: Path, terminals: list[Terminal], size: tuple[int, int]) -> None:
    before = sample.read_text(encoding="utf-8").splitlines()
    terminal = Terminal(sample.parent, "plan.toml", size=size)
    terminals.append(terminal)
    terminal.wait_for("科技资源库简介", "已保存")
    terminal.press("C-g")
    terminal.type("4.1.2")
    terminal.wait_for("4.1.2 资源质量")
    terminal.press("Enter")
    counted = terminal.wait_for("917 字")
    assert "标准与技术规范" in counted
    terminal.type("资源质量")
    terminal.wait_for("未保存", gone=" 917 字")
    terminal.type("待补充")
    terminal.wait_for("错误 1", "S204")
    terminal.press("BSpace", "BSpace", "BSpace")
    terminal.wait_for("错误 0")
    terminal.press("C-s")
    terminal.wait_for("已保存 plan.toml")
    terminal.press("C-q")
    terminal.wait_for_end()
    after = sample.read_text(encoding="utf-8").splitlines()
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert changed == ["- ### 标准与技术规范", "+ 资源质量### 标准与技术规范"]


def test_a_plan_cannot_write_to_the_terminal(tmp_path: Path, terminals: list[Terminal]) -> None:
    path = tmp_path / "x.toml"
    evil = "\\u001b]2;taken\\u0007\\u001b[c\\u009b2J"
    path.write_text(
        f'form = "gz-sti-repository-2020"\n[fields]\nname = "广州市{evil}"\n[sections."1"]\ntext = "正文{evil}"\n',
        encoding="utf-8",
    )
    before = path.read_bytes()
    terminal = Terminal(tmp_path, "x.toml")
    terminals.append(terminal)
    terminal.wait_for("正文␛")
    terminal.press("F10")
    terminal.wait_for("Esc 返回", "]2;taken")
    terminal.press("Escape")
    terminal.wait_for("正文␛", gone="Esc 返回")
    assert terminal.title() != "taken"
    terminal.press("C-q")
    terminal.wait_for_end()
    assert path.read_bytes() == before


def test_from_nothing_by_keyboard(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A new plan: a field, a section, a finding fixed, the schedule from a spreadsheet, saved, and a PDF."""
    terminal = Terminal(tmp_path, "new.toml", size=(100, 30))
    terminals.append(terminal)
    terminal.wait_for("1 科技资源库简介", "未保存")
    terminal.press("F10")
    terminal.wait_for("封面栏目")
    terminal.type("广州市测试科技资源库")
    terminal.wait_for("广州市测试科技资源库")
    terminal.press("Escape")
    terminal.wait_for("0/1000 字", gone="Esc 返回")
    terminal.paste("本库收集保存岭南\u200b地区的种质资源，共12,345份。")
    terminal.wait_for("L604")
    terminal.press("S-F8")
    terminal.press("M-Enter")
    terminal.wait_for("已修正", gone="200B")
    terminal.press("C-g")
    terminal.type("6.3")
    terminal.press("Enter")
    terminal.wait_for("6.3 工作进度安排", "2020年7月至2021年6月")
    terminal.press("F6")
    terminal.press("End")
    terminal.paste("\n".join(f"第{number}年收集资源{number}00份" for number in range(1, 6)))
    terminal.wait_for("第5年收集资源500份")
    terminal.press("C-s")
    terminal.wait_for("已保存 new.toml")
    terminal.press("F5")
    terminal.wait_for("PDF 已生成", seconds=60)
    terminal.press("C-q")
    terminal.wait_for_end()
    assert (tmp_path / "new.pdf").read_bytes().startswith(b"%PDF")
    assert run(["check", "--select", "T4,L6,S201", "--ignore", "S201", str(tmp_path / "new.toml")]) == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL], ids=lambda one: one.name)
def test_what_was_typed_survives_a_signal(sample: Path, terminals: list[Terminal], number: signal.Signals) -> None:
    before = sample.read_bytes()
    terminal = Terminal(sample.parent, "plan.toml", "--section", "4.1.2")
    terminals.append(terminal)
    terminal.wait_for("917 字")
    terminal.type("没有保存的话")
    terminal.wait_for("没有保存的话")
    if number == signal.SIGKILL:
        # The journal has a second; its file tells when the last key is in it.
        journals = Path(os.environ["XDG_STATE_HOME"]) / "planui" / "journal"
        terminal.wait_until(lambda: any("话".encode() in one.read_bytes() for one in journals.glob("*.journal")))
    os.kill(terminal.process(), number)
    terminal.wait_for_end(seconds=5)
    assert sample.read_bytes() == before
    (left,) = find_unsaved(str(sample))
    assert "没有保存的话" in left.text
