"""The private folders and the list of recent plans."""

from __future__ import annotations

import os
import stat

import pytest

from planui.files import recent
from planui.files.recent import Place, forget, place_in, recent_plans, remember
from planui.files.state import cache_folder, open_private, read_private, state_folder, write_private
from planui.model.words import PlanuiError


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    old = os.umask(0)
    yield tmp_path
    os.umask(old)


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def test_where_and_private(home, monkeypatch):
    assert state_folder() == str(home / ".local/state/planui")
    assert cache_folder("fonts") == str(home / ".cache/planui/fonts")
    assert {mode(home / each) for each in (".local", ".local/state", ".local/state/planui", ".cache/planui/fonts")} == {
        0o700
    }
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert state_folder() == str(home / ".local/state/planui")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "s"))
    assert state_folder("journal") == str(home / "s/planui/journal")


def test_an_open_folder_is_closed(home):
    os.makedirs(home / ".local/state/planui")
    os.chmod(home / ".local/state/planui", 0o777)
    assert mode(state_folder()) == 0o700


@pytest.mark.parametrize("below", ["", "journal"])
def test_planted_links_are_refused(home, below):
    (home / "target").mkdir()
    state_folder()
    link = home / ".local/state/planui" / below
    if not below:
        link.rmdir()
    link = home / ".local/state/planui" if not below else link
    link.symlink_to(home / "target")
    with pytest.raises(PlanuiError) as caught:
        state_folder(*([below] if below else []))
    assert "XDG_STATE_HOME" in caught.value.words.zh
    assert os.listdir(home / "target") == []


@pytest.mark.skipif(os.geteuid() != 0, reason="another owner needs root")
def test_another_owner_is_refused(home):
    folder = state_folder()
    os.chown(folder, 12345, 12345)
    with pytest.raises(PlanuiError):
        state_folder()


def test_private_files(home):
    path = os.path.join(state_folder(), "file")
    write_private(path, b"1")
    assert (read_private(path), mode(path)) == (b"1", 0o600)
    os.chmod(path, 0o666)
    write_private(path, b"2")
    assert (read_private(path), mode(path)) == (b"2", 0o600)
    assert os.listdir(state_folder()) == ["file"]
    (home / "victim").write_text("victim")
    os.unlink(path)
    os.symlink(home / "victim", path)
    with pytest.raises(OSError, match="symbolic"):
        open_private(path, os.O_WRONLY | os.O_TRUNC)
    write_private(path, b"3")  # Replaces the link, not its file.
    assert (home / "victim").read_text() == "victim"
    os.mkfifo(path + "f")
    with pytest.raises(OSError, match="ordinary"):
        read_private(path + "f")


def test_recent(home):
    assert recent_plans() == []
    remember(str(home / "a.toml"), Place("4.1", 7))
    remember(str(home / "b\udcff.toml"))
    remember(str(home / "a.toml"), Place("6", 1))
    assert [plan.path for plan in recent_plans()] == [str(home / "a.toml"), str(home / "b\udcff.toml")]
    assert place_in(str(home / "a.toml")) == Place("6", 1)
    assert place_in(str(home / "c.toml")) is None
    forget(str(home / "a.toml"))
    assert [plan.path for plan in recent_plans()] == [str(home / "b\udcff.toml")]
    for number in range(100):
        remember(f"/{number}.toml")
    assert len(recent_plans()) == recent.MAX_PLANS


@pytest.mark.parametrize("when", ["1e300", "NaN", "-Infinity", "-1e15", "1" * 400])
def test_a_time_that_is_none(home, when):
    entry = f'{{"path": "/a", "when": {when}, "section": "", "offset": 0}}'
    write_private(os.path.join(state_folder(), "recent.json"), f'{{"plans": [{entry}]}}'.encode())
    assert recent_plans() == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"plans": 3}', b'{"plans": [1, {"path": 2}, {"path": "x"}]}', b"[" * 100_000],
)
def test_damaged_list(home, content):
    write_private(os.path.join(state_folder(), "recent.json"), content)
    assert recent_plans() == []
    remember("/a.toml")
    assert len(recent_plans()) == 1
