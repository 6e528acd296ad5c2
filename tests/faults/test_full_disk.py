"""A disk that is really full: the old plan stays whole, the message says so, and nothing is left behind."""

from __future__ import annotations

import errno
import os
import subprocess

import pytest

from planui.files.journal import Journal, find_unsaved
from planui.files.save import SaveError, create, read_stamped, save

OLD = b"a" * 9000
NEW = b"b" * 30000


@pytest.fixture
def disk(tmp_path, monkeypatch):
    """A tmpfs of 64 kB."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no tmpfs can be mounted here: " + done.stderr.decode().strip())
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(disk, leave=0):
    with open(disk / "filler", "wb") as file:
        try:
            while True:
                os.write(file.fileno(), b"x" * 4096)
        except OSError as error:
            assert error.errno == errno.ENOSPC
        if leave:
            os.ftruncate(file.fileno(), os.fstat(file.fileno()).st_size - leave)


@pytest.mark.parametrize("leave", [0, 4096, 16384])
@pytest.mark.parametrize("links", [1, 2])
def test_save(disk, leave, links):
    plan = disk / "计划.toml"
    plan.write_bytes(OLD)
    if links == 2:
        os.link(plan, disk / "second.toml")
    fill(disk, leave)
    names = sorted(os.listdir(disk))
    _, stamp = read_stamped(str(plan))
    with pytest.raises(SaveError) as caught:
        save(str(plan), NEW, stamp)
    assert caught.value.errno == errno.ENOSPC
    assert "磁盘已满" in caught.value.words.zh
    assert plan.read_bytes() == OLD
    assert sorted(os.listdir(disk)) == names
    (disk / "filler").unlink()
    assert save(str(plan), NEW, stamp).stamp == read_stamped(str(plan))[1]
    assert plan.stat().st_nlink == links


def test_create(disk):
    fill(disk)
    with pytest.raises(SaveError):
        create(str(disk / "new.toml"), NEW)
    assert os.listdir(disk) == ["filler"]


def test_journal(disk, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(disk / "state"))
    plan = str(disk / "计划.toml")
    journal = Journal.open(plan, "base")
    journal.record(4, 4, "1")
    assert journal.flush() is None
    fill(disk)
    text = os.urandom(5000).hex()
    journal.record(0, 0, text)
    warning = journal.flush()
    assert warning is not None
    assert "journal" in warning.en
    journal.record(0, 0, "2")
    assert journal.flush() is None  # Said once.
    (disk / "filler").unlink()
    assert journal.flush() is None
    assert not journal.dirty
    journal.close(discard=False)
    assert [unsaved.text for unsaved in find_unsaved(plan)] == ["2" + text + "base1"]
