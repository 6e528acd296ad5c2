"""`planui recover`: unsaved work against its file, without the editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from planui.buffers import SectionBuffer
from planui.cli import run
from planui.document import Document
from planui.model.plan import read_plan


@pytest.fixture
def left(sample: Path) -> Path:
    """A plan whose editor was killed with work in two sections, and that another has saved since."""
    killed = Document.open(str(sample))
    SectionBuffer(killed, "4.1.2").replace(0, 0, "甲的话。", cursor=0)
    SectionBuffer(killed, "5").replace(0, 0, "乙的话。", cursor=0)
    killed.file.flush_journal()
    killed.file.close(discard=False)
    other = Document.open(str(sample))
    SectionBuffer(other, "1").replace(0, 0, "丙的话。", cursor=0)
    other.save()
    other.file.close(discard=True)
    return sample


def starts(path: Path) -> list[str]:
    plan = read_plan(path.read_text(encoding="utf-8"))
    return [number for number in ("1", "4.1.2", "5") if plan.text(number)[1:4] == "的话。"]


def test_section_by_section(left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recover", str(left)]) == 0
    shown = capsys.readouterr().out
    assert (
        "改了 4.1.2、5（多 8 字，少 0 字）" in shown
        and "第 4.1.2 节" in shown
        and "【+甲的话。+】" in shown
        and "丙的话" not in shown
    )
    whole, part = tmp_path / "whole.toml", tmp_path / "part.toml"
    assert run(["recover", str(left), "-o", str(whole)]) == 0
    assert starts(whole) == ["1", "4.1.2", "5"]
    assert run(["recover", str(left), "--section", "5", "-o", str(part)]) == 0
    assert starts(part) == ["1", "5"]
    assert starts(left) == ["1"]
    assert run(["recover", str(left), "--section", "6.3", "-o", str(tmp_path / "x.toml")]) == 2
    assert run(["recover", str(left), "--section", "5"]) == 2
    assert run(["recover", str(left), "--discard"]) == 0
    capsys.readouterr()
    assert run(["recover", str(left)]) == 0
    assert capsys.readouterr().out == ""


def test_a_conflict_with_the_file(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    killed, other = Document.open(str(sample)), Document.open(str(sample))
    for document, word in ((killed, "我的"), (other, "他的")):
        SectionBuffer(document, "5").replace(0, 0, word, cursor=0)
    killed.file.flush_journal()
    killed.file.close(discard=False)
    other.save()
    other.file.close(discard=True)
    out = tmp_path / "out.toml"
    assert run(["recover", str(sample), "-o", str(out)]) == 1
    assert "冲突" in capsys.readouterr().err
    text = out.read_text(encoding="utf-8")
    assert "\n我的" in text and "\n他的" in text and "<<<<<<< " in text


def test_a_plan_that_became_a_link(left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The journal is kept under where the plan was then."""
    moved = tmp_path / "moved.toml"
    left.rename(moved)
    left.symlink_to(moved)
    assert run(["recover", str(left)]) == 0
    assert "甲的话" in capsys.readouterr().out


def test_a_plan_that_is_gone(left: Path, tmp_path: Path) -> None:
    left.unlink()
    out = tmp_path / "out.toml"
    assert run(["recover", str(left), "-o", str(out)]) == 0
    assert starts(out) == ["4.1.2", "5"]


@pytest.mark.parametrize("torn", [b"\xff\xfe", b"[[[", b"x" * 5_000_000])
def test_a_plan_that_was_torn(left: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], torn: bytes) -> None:
    left.write_bytes(torn)
    out = tmp_path / "out.toml"
    assert run(["recover", str(left), "-o", str(out)]) == 0
    assert "没有与文件合并" in capsys.readouterr().err
    assert starts(out) == ["4.1.2", "5"]
    assert run(["recover", str(left)]) == 0
    assert "甲的话" in capsys.readouterr().out
    assert left.read_bytes() == torn
