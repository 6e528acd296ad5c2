"""The editor in a real terminal, by keys alone."""

from __future__ import annotations

import difflib
import os
import shutil
import signal
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from planui.cli import run
from planui.files.form_store import load_form
from planui.files.journal import find_unsaved
from tests.conftest import SAMPLE
from tests.rules.rule_plans import CLEAN
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
    """From `planui new` to a clean check and a PDF: fields, texts, indicators, schedule, figure, fixes, render."""
    meant = tomllib.loads(CLEAN)
    picture = tmp_path / "figures" / "growth.png"
    picture.parent.mkdir()
    shutil.copy(SAMPLE / "figures" / "growth.png", picture)
    path = tmp_path / "new.toml"
    assert run(["new", str(path)]) == 0
    terminal = Terminal(tmp_path, "new.toml", size=(80, 24))
    terminals.append(terminal)
    terminal.wait_for("1 科技资源库简介", "已保存")
    terminal.press("F10")
    terminal.wait_for("封面栏目")
    form = load_form("gz-sti-repository-2020", "")
    for field in form.fields:
        value = str(meant["fields"][field.key])
        terminal.type("2020年8月20日" if field.key == "date" else value)
        terminal.wait_for(value)
        terminal.press("Down")
    terminal.press("Escape")
    terminal.wait_for("0/1000 字", gone="Esc 返回")
    planted = {
        "3": '\n\n![馆藏增长](figures/growth.png "图1 馆藏增长")',
        "4.1.3": "其余待补充",
        "4.2.1": "说\u200b明。",
    }
    for section in form.sections:
        terminal.wait_for(f" {section.number} {section.title}"[:30])
        wanted = meant["sections"].get(section.number, {})
        if not section.container:
            terminal.paste(wanted.get("text", "").strip() + planted.get(section.number, ""))
        if rows := wanted.get("schedule"):
            terminal.press("F6")
            terminal.paste("\n".join(row["content"].strip() for row in rows))
            terminal.wait_for("填了 5 格")
        if rows := wanted.get("indicators"):
            terminal.press("F6")
            terminal.paste("\n".join("\t".join(map(str, (*list(row.values())[:4], *row["years"]))) for row in rows))
            terminal.wait_for(f"填了 {9 * len(rows)} 格", "✓")
        terminal.press("C-NPage")
    terminal.wait_for("错误 2  警告 0")
    terminal.press("F8")
    terminal.wait_for("S204", "4.1.3 资源收集模式")
    terminal.press("Home", "S-End", "BSpace")
    terminal.wait_for("错误 1", gone="S204")
    terminal.type(meant["sections"]["4.1.3"]["text"].strip())
    terminal.press("F8")
    terminal.wait_for("L604", "4.2.1 制度建设")
    terminal.press("M-Enter")
    terminal.wait_for("已修正", "错误 0  警告 0  提示 0")
    terminal.press("C-s")
    terminal.wait_for("已保存 new.toml")
    terminal.press("F5")
    terminal.wait_for("PDF 已生成", seconds=60)
    terminal.press("C-q")
    terminal.wait_for_end()
    assert run(["check", "--strict", str(path)]) == 0
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert written["fields"] == meant["fields"]
    for number, wanted in meant["sections"].items():
        assert written["sections"][number].get("indicators") == wanted.get("indicators"), number
    pages = pypdf.PdfReader(tmp_path / "new.pdf").pages
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    assert all(text in printed for text in ("广州岭南本草研究所", "2024年7月至2025年6月", "图1"))
    assert any(page.images for page in pages)


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


def test_the_users_editor_and_somebody_elses_save(
    sample: Path, terminals: list[Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While $EDITOR has a section, somebody else changes the same section and another one: nothing is lost."""
    script = sample.parent / "editor.py"
    script.write_text(
        "import sys\n"
        f"plan = open({str(sample)!r}, encoding='utf-8').read()\n"
        "for number, theirs in (('4.1.2', '别人改的。'), ('4.1.3', '别人写的。')):\n"
        '    head = f\'[sections."{number}"]\\ntext = """\\n\'\n'
        "    plan = plan.replace(head, head + theirs)\n"
        f"open({str(sample)!r}, 'w', encoding='utf-8').write(plan)\n"
        "text = open(sys.argv[1], encoding='utf-8').read()\n"
        "open(sys.argv[1], 'w', encoding='utf-8').write(text.rstrip() + '外面编辑的。\\n')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    terminal = Terminal(sample.parent, "plan.toml", "--section", "4.1.2")
    terminals.append(terminal)
    terminal.wait_for("917 字")
    terminal.press("F9")
    terminal.wait_for("未保存")
    terminal.press("C-s")
    terminal.wait_for("已保存", gone="未保存")
    terminal.press("C-q")
    terminal.wait_for_end()
    sections = tomllib.loads(sample.read_text(encoding="utf-8"))["sections"]
    assert sections["4.1.2"]["text"].startswith("别人改的。") and sections["4.1.2"]["text"].endswith("外面编辑的。\n")
    assert sections["4.1.3"]["text"].startswith("别人写的。")
