"""The journal: what was typed comes back, from any prefix of it, whatever byte is flipped."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planui.files import journal as journal_module
from planui.files.journal import Journal, find_unsaved
from planui.files.journal_format import EDITS, MAGIC, SNAPSHOT, apply_edits, frame, pack_edits, pack_text, replay

SOURCE = Path(__file__).parents[2] / "src"
BASE = "甲\n乙😀\n" * 30


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "planui" / "journal"


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "计划.toml"
    path.write_text(BASE, encoding="utf-8")
    return str(path)


def abandon(journal: Journal) -> None:
    """What a kill does: the file stays, the lock goes."""
    if journal._fd >= 0:
        os.close(journal._fd)
        journal._fd = -1


def test_comes_back(plan, state):
    journal = Journal.open(plan, BASE)
    assert not state.exists()
    journal.record(0, 1, "新")
    journal.record(1, 1, "增\r\n😀")
    assert journal.dirty
    assert journal.flush() is None
    assert not journal.dirty
    assert find_unsaved(plan) == []  # Its editor lives.
    abandon(journal)
    [found] = find_unsaved(plan)
    assert found == find_unsaved()[0]
    assert found.text == "新增\r\n😀" + BASE[1:]
    assert found.base == BASE
    assert (found.path, found.edits, found.damaged, found.pid) == (os.path.realpath(plan), 2, False, os.getpid())
    found.discard()
    assert find_unsaved() == []
    assert os.listdir(state) == []


def test_private(plan, state):
    old = os.umask(0)
    try:
        journal = Journal.open(plan, BASE)
        journal.record(0, 0, "x")
        journal.flush()
    finally:
        os.umask(old)
    folder = state
    while folder.name != state.parents[2].name:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder = folder.parent
    assert [stat.S_IMODE(file.stat().st_mode) for file in state.iterdir()] == [0o600]
    journal.close(discard=True)


def test_saved_leaves_nothing(plan, state):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "x")
    journal.flush()
    journal.saved("x" + BASE)
    journal.flush()
    assert os.listdir(state) == []
    journal.record(0, 1, "y")
    journal.flush()
    abandon(journal)
    [found] = find_unsaved(plan)
    assert (found.base, found.text) == ("x" + BASE, "y" + BASE)


def test_typed_while_it_was_saved(plan):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "x")
    journal.flush()
    journal.record(0, 0, "y")
    journal.saved("x" + BASE, "yx" + BASE)
    journal.record(0, 0, "z")
    journal.flush()
    abandon(journal)
    [found] = find_unsaved(plan)
    assert (found.base, found.text) == ("x" + BASE, "zyx" + BASE)


def test_what_the_file_holds_is_not_offered(plan, state):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "x")
    journal.flush()
    Path(plan).write_text("x" + BASE, encoding="utf-8")  # Saved, and killed before the journal heard of it.
    abandon(journal)
    assert find_unsaved(plan) == []
    assert os.listdir(state) == []


def test_undone_edits_are_no_unsaved_work(plan, state):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "x")
    journal.flush()
    journal.record(0, 1, "")
    assert journal.close(discard=False) is None
    assert find_unsaved() == []
    assert os.listdir(state) == []


def test_close_keeps_or_discards(plan, state):
    for discard, left in ((False, 1), (True, 0)):
        journal = Journal.open(plan, BASE)
        journal.record(0, 0, "x")
        journal.close(discard=discard)
        found = find_unsaved(plan)
        assert len(found) == left
        for unsaved in found:
            unsaved.discard()
    assert os.listdir(state) == []


def test_snapshots_and_new_files(plan, state, monkeypatch):
    monkeypatch.setattr(journal_module, "_SNAPSHOT_AFTER", 200)
    monkeypatch.setattr(journal_module, "_ANEW_AFTER", 2000)
    journal = Journal.open(plan, BASE)
    text = BASE
    for number in range(200):
        at = number * 7 % len(text)
        journal.record(at, min(at + 2, len(text)), f"<{number}>")
        text = text[:at] + f"<{number}>" + text[at + 2 :]
        journal.flush()
        assert len(os.listdir(state)) == 1
    abandon(journal)
    [found] = find_unsaved(plan)
    assert found.text == text
    assert os.stat(found.journals[0]).st_size < 6000


def test_a_new_plan(plan):
    Path(plan).unlink()
    journal = Journal.open(plan, "", BASE)
    journal.record(5, 6, "x")
    assert journal.flush() is None
    abandon(journal)
    [found] = find_unsaved(plan)
    assert (found.base, found.text) == ("", BASE[:5] + "x" + BASE[6:])


def test_a_removed_journal_comes_back(plan, state):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "a")
    journal.flush()
    os.unlink(next(state.iterdir()))
    journal.record(0, 0, "b")
    assert journal.flush() is None
    abandon(journal)
    assert [found.text for found in find_unsaved(plan)] == ["ba" + BASE]


def test_an_edit_that_does_not_fit_is_said_and_mended(plan):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "a")
    journal.flush()
    journal.record(10_000, 10_001, "x")
    warning = journal.flush()
    assert warning is not None
    assert "match" in warning.en
    journal.saved(BASE, "whole" + BASE)
    journal.record(0, 1, "W")
    assert journal.flush() is None
    abandon(journal)
    assert [found.text for found in find_unsaved(plan)] == ["Whole" + BASE]


def test_two_editors_of_one_plan(plan):
    for mark in "ab":
        journal = Journal.open(plan, BASE)
        journal.record(0, 0, mark)
        journal.flush()
        abandon(journal)
    assert sorted(found.text[0] for found in find_unsaved(plan)) == ["a", "b"]


def test_disk_full_warns_once_and_loses_nothing(plan, state, monkeypatch):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "a")
    journal.flush()
    real = journal_module.write_all

    def full(fd, data):
        real(fd, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_module, "write_all", full)
    warnings = []
    for _ in range(5):
        journal.record(0, 0, "b")
        warnings.append(journal.flush())
        assert journal.dirty
        assert len(os.listdir(state)) == 1
    assert [warning is not None for warning in warnings] == [True, False, False, False, False]
    assert warnings[0] is not None
    assert "No space" in warnings[0].en
    monkeypatch.setattr(journal_module, "write_all", real)
    assert journal.flush() is None
    assert not journal.dirty
    abandon(journal)
    [found] = find_unsaved(plan)
    assert found.text == "bbbbba" + BASE
    assert found.base == BASE


def test_without_a_state_folder_editing_goes_on(plan, state):
    state.parents[1].mkdir(parents=True)
    state.parent.symlink_to(state.parents[2])
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "a")
    warning = journal.flush()
    assert warning is not None
    assert "XDG_STATE_HOME" in warning.en
    assert journal.flush() is None
    journal.close(discard=False)


def test_killed_process(plan):
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from planui.files.journal import Journal\n"
        "text = open(sys.argv[2], encoding='utf-8').read(); journal = Journal.open(sys.argv[2], text)\n"
        "journal.record(0, 1, '丙'); journal.flush(); journal.record(0, 0, 'lost'); os.kill(os.getpid(), 9)"
    )
    child = subprocess.Popen([sys.executable, "-I", "-c", code, str(SOURCE), plan])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert find_unsaved(plan)[0].text == "丙" + BASE[1:]  # Also while the dead process is still in the table.
    assert child.wait() == -9
    assert find_unsaved(plan)[0].text == "丙" + BASE[1:]


def states(plan: str, state: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, list[str]]:
    """A journal's bytes and every text that it ever stood for."""
    monkeypatch.setattr(journal_module, "_SNAPSHOT_AFTER", 150)
    journal = Journal.open(plan, BASE)
    text, texts = BASE, [BASE]
    for number in range(12):
        edit = (number % 5, number % 5 + 1, f"第{number}次")
        journal.record(*edit)
        text = apply_edits(text, [edit])
        texts.append(text)
        journal.flush()
    data = next(state.iterdir()).read_bytes()
    journal.close(discard=True)
    assert data.count(SNAPSHOT) >= 1
    return data, texts


def test_every_prefix(plan, state, monkeypatch):
    data, texts = states(plan, state, monkeypatch)
    last = -1
    for end in range(len(data) + 1):
        found = replay(data[:end])
        if found.text is None:
            assert last == -1
        else:
            at = texts.index(found.text)
            assert at >= last
            last = at
    assert last == len(texts) - 1
    assert not replay(data).damaged


def test_every_byte_flipped(plan, state, monkeypatch):
    data, texts = states(plan, state, monkeypatch)
    for at in range(len(data)):
        broken = bytearray(data)
        broken[at] ^= 0x41
        found = replay(bytes(broken))
        assert found.text in texts
        assert found.damaged
        assert found.base in (None, BASE)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), st.binary(max_size=40)), min_size=1, max_size=4))
def test_any_damage(plan, state, monkeypatch, cuts):
    data, texts = states(plan, state, monkeypatch)
    for where, count, new in cuts:
        at = int(where * len(data))
        data = data[:at] + new + data[at + count :]
    assert replay(data).text in [None, *texts]


def test_what_comes_back_can_be_saved():
    planted = MAGIC + frame(0, SNAPSHOT, pack_text("甲\ud800乙")) + frame(1, EDITS, pack_edits([(1, 2, "\udfffx")]))
    assert replay(planted).text == "甲\ufffdx乙"


def test_reading_never_trusts_an_edit():
    outside = frame(0, SNAPSHOT, __import__("zlib").compress(b"ab")) + frame(1, EDITS, pack_edits([(1, 9, "x")]))
    found = replay(MAGIC + outside)
    assert (found.text, found.damaged) == ("ab", True)


def test_a_planted_link_is_not_followed(plan, state, tmp_path):
    journal = Journal.open(plan, BASE)
    journal.record(0, 0, "x")
    journal.flush()
    abandon(journal)
    [file] = state.iterdir()
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert find_unsaved() == []


text_edits = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.text(max_size=5), st.booleans()), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=text_edits)
def test_any_edits(plan, edits):
    text = BASE
    journal = Journal.open(plan, BASE)
    for one, other, new, flushed in edits:
        start, end = sorted((int(one * len(text)), int(other * len(text))))
        journal.record(start, end, new)
        text = text[:start] + new + text[end:]
        if flushed:
            journal.flush()
    journal.flush()
    abandon(journal)
    found = find_unsaved(plan)
    assert [unsaved.text for unsaved in found] == ([] if text == BASE else [text])
    for unsaved in found:
        unsaved.discard()
