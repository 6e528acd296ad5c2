"""What a render sees of the disk: its cache is bounded, and what is asked for stays longest."""

from __future__ import annotations

import os

import pytest

from planui.files import world
from planui.files.state import cache_folder
from planui.files.world import World


@pytest.fixture(autouse=True)
def small(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(world, "MOST_CACHED", 1000)


def test_the_cache_lets_the_oldest_files_go_that_nobody_asks_for(tmp_path):
    seen = World(str(tmp_path))
    folder = cache_folder()
    other = os.path.join(folder, "patterns-1")
    with open(other, "wb") as file:
        file.write(bytes(5000))
    for number in range(4):
        seen.cached(f"face-{number}.bin", lambda: bytes(240))
        os.utime(os.path.join(folder, f"face-{number}.bin"), (number, number))
    assert seen.cached("face-0.bin", lambda: b"made anew") == bytes(240)  # asked for: the newest now
    seen.cached("picture-4.bin", lambda: bytes(240))
    assert sorted(os.listdir(folder)) == ["face-0.bin", "face-3.bin", "patterns-1", "picture-4.bin"]
