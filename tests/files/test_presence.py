"""Presence: who is there, who is gone, and nothing from a planted file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planui.files import presence
from planui.files.presence import Presence, who_edits
from planui.files.process import host_name

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "计划.toml"
    path.write_text("x")
    path.chmod(0o640)
    return path


def test_seen_by_the_other(plan):
    one, other = Presence(str(plan)), Presence(str(plan))
    one.at("4.1.1")
    other.at("6.2")
    assert [editor.section for editor in one.others()] == ["6.2"]
    [editor] = other.others()
    assert (editor.section, editor.host, editor.pid) == ("4.1.1", host_name(), os.getpid())
    one.at("5")
    assert [editor.section for editor in other.others()] == ["5"]
    assert len(who_edits(str(plan))) == 2
    marks = [name for name in os.listdir(plan.parent) if name.startswith(".planui-who")]
    assert [stat.S_IMODE((plan.parent / name).stat().st_mode) for name in marks] == [0o640, 0o640]
    one.close()
    assert other.others() == []
    other.close()
    assert os.listdir(plan.parent) == [plan.name]


def test_a_killed_editor_is_gone(plan):
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from planui.files.presence import Presence\n"
        "Presence(sys.argv[2]).at('1'); print('there', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", code, str(SOURCE), str(plan)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    child.stdout.readline()
    assert [(editor.section, editor.pid) for editor in who_edits(str(plan))] == [("1", child.pid)]
    child.kill()
    child.communicate()
    assert who_edits(str(plan)) == []
    assert os.listdir(plan.parent) == [plan.name]


def mark(plan, content, *, name="x"):
    path = Path(presence._prefix(str(plan)) + name)
    path = plan.parent / path
    path.write_bytes(content)
    return path


def elsewhere(section="4"):
    return f"planui 1\n王\nother-host\n12\n{section}\n".encode()


def test_another_host(plan):
    path = mark(plan, elsewhere())
    [editor] = who_edits(str(plan))
    assert (editor.user, editor.host, editor.pid, editor.section) == ("王", "other-host", 12, "4")
    os.utime(path, (0, os.stat(path).st_mtime - 600))
    assert who_edits(str(plan)) == []
    assert path.exists()
    os.utime(path, (0, 0))
    assert who_edits(str(plan)) == []
    assert not path.exists()


def test_clean_text(plan):
    mark(plan, elsewhere("\x1b]0;x\x07\u202e\u200b" + "4" * 200))
    [editor] = who_edits(str(plan))
    assert editor.section.startswith("?]0;x???4")
    assert len(editor.section) <= 64
    assert editor.section.isprintable()


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 5000, b"planui 1\n", b"planui 1\na\nb\nc\nd\n", b"planui 2\na\nb\n1\nd\n"]
)
def test_other_contents(plan, content):
    mark(plan, content)
    assert who_edits(str(plan)) == []


def test_planted(plan, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(elsewhere())
    path = mark(plan, b"")
    path.unlink()
    path.symlink_to(secret)
    os.mkfifo(mark(plan, b"", name="y").with_suffix(".fifo"))
    mark(plan, b"", name="d").unlink()
    os.mkdir(plan.parent / (presence._prefix(str(plan)) + "d"))
    for number in range(200):
        mark(plan, elsewhere(), name=f"z{number}")
    assert len(who_edits(str(plan))) <= presence._MAX_EDITORS
    assert secret.exists()


def test_quiet_where_nothing_can_be_written(tmp_path):
    here = Presence(str(tmp_path / "no" / "plan.toml"))
    here.at("1")
    assert here.others() == []
    here.close()


def test_a_removed_mark_comes_back(plan):
    here = Presence(str(plan))
    here.at("1")
    for name in os.listdir(plan.parent):
        if name.startswith(".planui"):
            os.unlink(plan.parent / name)
    here.beat()
    assert len(who_edits(str(plan))) == 1
    here.close()
