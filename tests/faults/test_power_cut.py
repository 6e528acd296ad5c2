"""What the disk holds at the very moment when a save returns: an ext4 image, copied while it is mounted."""

from __future__ import annotations

import os
import shutil
import subprocess
import time

import pytest
from harness import FULL

from planui.files.journal import Journal, find_unsaved
from planui.files.save import create, read_stamped, save


def tried(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"{command[0]} does not work here: {done.stderr.decode().strip()[:100]}")


@pytest.fixture
def disk(tmp_path, monkeypatch):
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip("an ext4 image needs root and mkfs.ext4")
    image, place = tmp_path / "image", tmp_path / "disk"
    place.mkdir()
    with open(image, "wb") as file:
        file.truncate(16_000_000)
    tried("mkfs.ext4", "-q", "-F", image)
    tried("mount", "-o", "loop,noauto_da_alloc,commit=300", image, place)
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    yield place
    subprocess.run(["umount", "-l", place], check=False)


@pytest.fixture
def cut(disk, tmp_path):
    """Cuts the power: what a second machine would find on the disk now."""
    mounted = []

    def look():
        copy, place = tmp_path / f"copy{len(mounted)}", tmp_path / f"after{len(mounted)}"
        shutil.copy(tmp_path / "image", copy)
        place.mkdir()
        tried("mount", "-o", "loop", copy, place)
        mounted.append(place)
        return place

    yield look
    for place in mounted:
        subprocess.run(["umount", "-l", place], check=False)


@pytest.mark.parametrize("links", [1, 2])
def test_saved_is_on_the_disk(disk, cut, links):
    plan = disk / "计划.toml"
    create(str(plan), b"old\n" * 1000)
    assert (cut() / plan.name).read_bytes() == b"old\n" * 1000
    if links == 2:
        os.link(plan, disk / "second.toml")
    _, stamp = read_stamped(str(plan))
    save(str(plan), b"new\n" * 2000, stamp)
    for seconds in (0, 1.5, 4.5) if FULL else (0,):
        time.sleep(seconds)
        after = cut()
        assert (after / plan.name).read_bytes() == b"new\n" * 2000
        names = {name for name in os.listdir(after) if name.startswith(".planui")}
        assert len(names) <= 1  # The name of the old file may not be gone yet; the next save clears it.


def test_flushed_is_on_the_disk(disk, cut, tmp_path, monkeypatch):
    plan = disk / "计划.toml"
    create(str(plan), b"old\n")
    journal = Journal.open(str(plan), "old\n")
    for number in range(3):
        journal.record(0, 0, f"{number}\n")
        journal.flush()
        shutil.copytree(cut() / "state", tmp_path / f"state{number}")
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / f"state{number}"))
        [found] = find_unsaved(str(plan))
        assert found.text == "".join(f"{each}\n" for each in range(number, -1, -1)) + "old\n"
        monkeypatch.setenv("XDG_STATE_HOME", str(disk / "state"))
    journal.close(discard=True)
