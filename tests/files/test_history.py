"""Versions: kept once, bounded, thinned, private, and none is lost to another one's damage."""

from __future__ import annotations

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planui.files import history
from planui.files.history import Version, keep_version, list_versions, read_version
from planui.model.words import PlanuiError


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "planui" / "history"


@pytest.fixture
def plan(tmp_path):
    return str(tmp_path / "计划.toml")


def test_latest_first_and_once(plan, state):
    for text in (b"one", b"two", b"two", b"one"):
        assert keep_version(plan, text) is None
    assert [read_version(version) for version in list_versions(plan)] == [b"one", b"two", b"one"]
    files = list(next(state.iterdir()).iterdir())
    assert len({file.stat().st_ino for file in files}) == 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert list_versions(plan + "x") == []


def test_damage(plan, state):
    for text in (b"one" * 100, b"two" * 100, b"three" * 100):
        keep_version(plan, text)
    versions = list_versions(plan)
    with open(versions[1].file, "r+b") as file:
        file.write(b"damaged")
    with open(versions[2].file, "r+b") as file:
        file.truncate(5)
    assert read_version(versions[0]) == b"three" * 100
    for version in versions[1:]:
        with pytest.raises(PlanuiError):
            read_version(version)
    keep_version(plan, b"two" * 100)  # Not linked to the damaged one.
    assert read_version(list_versions(plan)[0]) == b"two" * 100


def test_bounded_in_size(plan, monkeypatch):
    monkeypatch.setattr(history, "MAX_BYTES", 5000)
    last = b""
    for _ in range(20):
        last = os.urandom(1000)
        keep_version(plan, last)
    versions = list_versions(plan)
    assert 3 <= len(versions) <= 5
    assert read_version(versions[0]) == last
    keep_version(plan, os.urandom(9000))
    assert len(list_versions(plan)) == 1  # The latest always stays.


def test_bounded_in_number(plan, monkeypatch):
    monkeypatch.setattr(history, "MAX_VERSIONS", 7)
    for number in range(20):
        keep_version(plan, str(number).encode())
    assert [read_version(version) for version in list_versions(plan)] == [str(n).encode() for n in range(19, 12, -1)]


@given(ages=st.lists(st.integers(0, 400 * 86400), max_size=60))
def test_thinned_by_age(ages):
    now = 1_800_000_000.0
    versions = [Version("p", now - age, "0" * 64, "saved", f"{n}") for n, age in enumerate(sorted(ages))]
    removed: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "remove_quietly", removed.append)
        patch.setattr(history, "_status", lambda file: (id(file), 10))
        history._thin(versions, now)
    kept = [version for version in versions if version.file not in removed]
    if versions:
        assert kept[0] == versions[0]
    assert all(version in kept for version in versions if now - version.when <= 86400 and version.file not in removed)
    older = [version.when for version in kept[1:] if 86400 < now - version.when <= 7 * 86400]
    assert len({when // 3600 for when in older}) == len(older)


def test_a_full_or_foreign_state_folder_is_said_not_raised(plan, state):
    state.parents[1].mkdir(parents=True)
    state.parent.write_text("a file")
    words = keep_version(plan, b"x")
    assert words is not None
    assert "history" in words.en
