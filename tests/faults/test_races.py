"""Other programs that save at the worst moment: what they wrote is never overwritten unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planui.files import save as save_module
from planui.files.folder import CannotExchange, Folder
from planui.files.save import FileChanged, read_stamped, save

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def plan(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "计划.toml"
    path.write_bytes(b"old\n")
    return path


def rewrite(path, data=b"odd\n", *, replaced=False):
    """Another program's save with the same size and times."""
    before = path.stat()
    if replaced:
        other = path.with_suffix(".other")
        other.write_bytes(data)
        other.replace(path)
    else:
        path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("replaced", [False, True])
def test_before(plan, replaced):
    _, stamp = read_stamped(str(plan))
    rewrite(plan, replaced=replaced)
    with pytest.raises(FileChanged) as caught:
        save(str(plan), b"new\n", stamp)
    assert caught.value.content == b"odd\n"
    assert plan.read_bytes() == b"odd\n"
    assert os.listdir(plan.parent) == [plan.name]
    assert save(str(plan), b"both\n", caught.value.stamp).notice is None


@pytest.mark.parametrize("replaced", [False, True])
def test_at_the_last_moment(plan, monkeypatch, replaced):
    exchange = Folder.exchange
    moments = iter([True])

    def late(folder, one, other):
        if next(moments, False):
            rewrite(plan, replaced=replaced)
        exchange(folder, one, other)

    monkeypatch.setattr(Folder, "exchange", late)
    _, stamp = read_stamped(str(plan))
    with pytest.raises(FileChanged) as caught:
        save(str(plan), b"new\n", stamp)
    assert caught.value.content == plan.read_bytes() == b"odd\n"
    assert os.listdir(plan.parent) == [plan.name]


def test_at_the_last_moment_without_exchange(plan, monkeypatch):
    rename = Folder.rename
    moments = iter([True])

    def none(folder, one, other):
        raise CannotExchange

    def late(folder, one, other):
        if next(moments, False):
            rewrite(plan)
        rename(folder, one, other)

    monkeypatch.setattr(Folder, "exchange", none)
    monkeypatch.setattr(Folder, "rename", late)
    _, stamp = read_stamped(str(plan))
    with pytest.raises(FileChanged) as caught:
        save(str(plan), b"new\n", stamp)
    assert caught.value.content == plan.read_bytes() == b"odd\n"
    assert os.listdir(plan.parent) == [plan.name]
    assert save(str(plan), b"new\n", caught.value.stamp)
    assert plan.stat().st_nlink == 1


def test_before_writing_in_place(plan, monkeypatch):
    os.link(plan, plan.with_suffix(".second"))
    _, stamp = read_stamped(str(plan))
    rewrite(plan)
    with pytest.raises(FileChanged) as caught:
        save(str(plan), b"new\n", stamp)
    assert caught.value.content == plan.read_bytes() == b"odd\n"


def test_a_link_planted_in_between_is_not_followed(plan, tmp_path, monkeypatch):
    victim = tmp_path / "victim"
    victim.write_bytes(b"old\n")
    exchange = Folder.exchange

    def late(folder, one, other):
        if not plan.is_symlink():
            plan.unlink()
            plan.symlink_to(victim)
        exchange(folder, one, other)

    monkeypatch.setattr(Folder, "exchange", late)
    _, stamp = read_stamped(str(plan))
    with pytest.raises(save_module.SaveError):
        save(str(plan), b"new\n", stamp)
    assert victim.read_bytes() == b"old\n"
    assert plan.is_symlink()


def test_two_savers(plan):
    """Each adds its lines one by one, merging by adding again what the other's save lacks."""
    code = HERE / "add_lines.py"
    children = [
        subprocess.Popen(
            [sys.executable, "-I", "-S", str(code), str(SOURCE), str(plan), mark, "200"], stdout=subprocess.PIPE
        )
        for mark in "ab"
    ]
    outputs = [child.communicate(timeout=60)[0].decode() for child in children]
    assert [child.returncode for child in children] == [0, 0]
    lines = plan.read_text().splitlines()
    assert sorted(lines) == sorted(["old"] + [f"{mark}{number}" for mark in "ab" for number in range(200)])
    print("\nmerged instead of overwritten:", [int(output) for output in outputs])
    assert os.listdir(plan.parent) == [plan.name]
