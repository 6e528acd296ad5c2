"""Saving: what is kept of a file, what is followed and what not, and what the user is told."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from planui.files import temp_file
from planui.files.folder import Folder
from planui.files.history import list_versions, read_version
from planui.files.in_place import mend
from planui.files.save import FileChanged, SaveError, create, read_stamped, save, stamp_of
from planui.files.temp_file import swap_name
from planui.model.words import PlanuiError

ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not ROOT, reason="another owner needs root")


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "planui"


@pytest.fixture
def plan(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "计划.toml"
    path.write_bytes(b"old\n")
    return path


def saved(path, data=b"new\n"):
    result = save(str(path), data, read_stamped(str(path))[1])
    assert Path(path).read_bytes() == data
    assert result.stamp == stamp_of(data)
    return result


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o664, 0o666, 0o755])
@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_mode_is_kept(plan, bits, umask):
    plan.chmod(bits)
    old = os.umask(umask)
    try:
        assert saved(plan).notice is None
    finally:
        os.umask(old)
    assert mode(plan) == bits
    assert os.listdir(plan.parent) == [plan.name]


def test_links_are_followed_and_stay(plan, tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to(Path("plans") / plan.name)
    second = tmp_path / "second.toml"
    second.symlink_to(link)
    saved(second)
    assert plan.read_bytes() == b"new\n"
    assert link.is_symlink()
    assert second.is_symlink()


def test_a_dangling_link_makes_its_file(plan, tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to(plan.parent / "later.toml")
    save(str(link), b"new\n", None)
    assert (plan.parent / "later.toml").read_bytes() == b"new\n"
    assert link.is_symlink()


def test_hard_links_are_kept(plan, state):
    second = plan.parent / "second.toml"
    os.link(plan, second)
    notice = saved(plan, b"longer than before\n").notice
    assert second.read_bytes() == b"longer than before\n"
    assert plan.stat().st_nlink == 2
    assert notice is not None
    backup = Path(notice.en.rpartition(" ")[2])
    assert backup.read_bytes() == b"old\n"
    assert mode(backup) == 0o600
    assert str(backup) in notice.zh
    saved(plan, b"s\n")
    assert os.listdir(state / "backup") == [backup.name]


@as_root
def test_owner_and_group_are_kept(plan):
    os.chown(plan, 12345, 23456)
    plan.chmod(0o664)
    saved(plan)
    assert (plan.stat().st_uid, plan.stat().st_gid, mode(plan)) == (12345, 23456, 0o664)


def as_user(uid, gid, function):
    """Calls a function in a process of another user; what it returned, as a text."""
    import ctypes  # noqa: F401  What a save loads is loaded before: the other user may not read this Python's folder.
    import hashlib  # noqa: F401

    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([gid])
            os.setresgid(gid, gid, gid)
            os.setresuid(uid, uid, uid)
            os.write(write, str(function()).encode())
        except BaseException as error:
            os.write(write, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as file:
        said = file.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def shared(monkeypatch):
    """A folder of a group, with a plan of one of its members, and the state folder of another (12345)."""
    if not ROOT:
        pytest.skip("other users need root")
    top = Path(tempfile.mkdtemp())
    top.chmod(0o755)
    folder = top / "shared"
    folder.mkdir()
    os.chown(folder, 0, 23456)
    folder.chmod(0o2775)
    plan = folder / "plan.toml"
    plan.write_bytes(b"old\n")
    os.chown(plan, 54321, 23456)
    plan.chmod(0o664)
    state = top / "state"
    state.mkdir()
    os.chown(state, 12345, 23456)
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    yield plan
    shutil.rmtree(top)


def save_as_user(plan):
    """What user 12345's save says."""

    def attempt():
        _, stamp = read_stamped(str(plan))
        try:
            return save(str(plan), b"new\n", stamp).notice
        except SaveError as error:
            return f"error {error.words.en}"

    return as_user(12345, 23456, attempt)


def test_a_plan_of_somebody_else_keeps_its_owner(shared):
    assert "in place (to keep its owner" in save_as_user(shared)
    assert shared.read_bytes() == b"new\n"
    assert (shared.stat().st_uid, shared.stat().st_gid, mode(shared)) == (54321, 23456, 0o664)
    assert os.listdir(shared.parent) == [shared.name]


def test_the_own_plan_in_a_shared_folder_keeps_its_group(shared):
    os.chown(shared, 12345, 23456)
    assert save_as_user(shared) == "None"
    assert (shared.stat().st_uid, shared.stat().st_gid, mode(shared)) == (12345, 23456, 0o664)


def test_a_group_that_cannot_be_given(shared):
    os.chown(shared, 12345, 34567)
    assert "in place (to keep its owner" in save_as_user(shared)
    assert (shared.stat().st_uid, shared.stat().st_gid, mode(shared)) == (12345, 34567, 0o664)


@pytest.mark.parametrize("bits", [0o755, 0o711])
def test_a_folder_that_cannot_be_written_to(shared, bits):
    shared.parent.chmod(bits)
    os.chown(shared.parent, 0, 0)
    assert "in place (its folder" in save_as_user(shared)
    assert shared.read_bytes() == b"new\n"


def test_a_read_only_plan(shared):
    shared.chmod(0o644)
    assert "no permission" in save_as_user(shared)
    assert shared.read_bytes() == b"old\n"
    os.chown(shared, 12345, 23456)
    shared.chmod(0o444)
    assert "no permission" in save_as_user(shared)
    assert shared.read_bytes() == b"old\n"


def test_a_state_folder_of_somebody_else(shared):
    os.chown(shared.parent.parent / "state", 0, 0)
    said = save_as_user(shared)
    assert "backup" in said
    assert said.startswith("error")
    assert shared.read_bytes() == b"old\n"


def test_attributes_are_kept(plan):
    try:
        os.setxattr(plan, "user.test", b"value")
    except OSError:
        pytest.skip("no extended attributes here")
    saved(plan)
    assert os.getxattr(plan, "user.test") == b"value"


def test_a_new_file_follows_the_umask(plan):
    for umask, bits in ((0o022, 0o644), (0o077, 0o600), (0, 0o666)):
        old = os.umask(umask)
        try:
            new = plan.parent / f"new{umask}.toml"
            create(str(new), b"x")
        finally:
            os.umask(old)
        assert mode(new) == bits


def test_create_refuses_what_is_there(plan, tmp_path):
    with pytest.raises(SaveError) as caught:
        create(str(plan), b"new\n")
    assert "已经存在" in caught.value.words.zh
    assert plan.read_bytes() == b"old\n"
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(PlanuiError):
        create(str(loop), b"x")


def test_a_file_that_came_meanwhile(plan):
    with pytest.raises(FileChanged) as caught:
        save(str(plan), b"new\n", None)
    assert caught.value.content == b"old\n"


def test_a_file_that_went_meanwhile(plan):
    _, stamp = read_stamped(str(plan))
    plan.unlink()
    result = save(str(plan), b"new\n", stamp)
    assert plan.read_bytes() == b"new\n"
    assert result.notice is not None
    assert "written anew" in result.notice.en


def test_our_own_content_is_no_change(plan):
    _, stamp = read_stamped(str(plan))
    save(str(plan), b"new\n", stamp)
    save(str(plan), b"new\n", stamp)


@pytest.mark.parametrize(
    "path", ["missing/plan.toml", "plans", "plans/" + "长" * 100 + ".toml", "plans/\0.toml", "pipe"]
)
def test_impossible_places(plan, tmp_path, path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SaveError) as caught:
        save(str(tmp_path / path), b"x", None)
    assert "\n" not in caught.value.words.zh


def test_long_names(plan):
    path = plan.parent / ("n" * 250 + ".toml")
    save(str(path), b"1", None)
    saved(path)


@pytest.mark.parametrize("call", ["link_open", "exchange", "sync"])
def test_errors_leave_nothing_behind(plan, monkeypatch, call):
    def fail(*_):
        raise OSError(5, "Input/output error")

    _, stamp = read_stamped(str(plan))
    with monkeypatch.context() as patch:
        patch.setattr(Folder, call, fail)
        with pytest.raises(SaveError) as caught:
            save(str(plan), b"new\n", stamp)
    assert ("did not confirm" in caught.value.words.en) == (call == "sync")
    assert plan.read_bytes() == (b"new\n" if call == "sync" else b"old\n")
    assert os.listdir(plan.parent) == [plan.name]
    save(str(plan), b"new\n", stamp)


def test_without_nameless_files(plan, monkeypatch):
    monkeypatch.setattr(temp_file, "_NAMELESS_FLAGS", os.O_RDONLY | os.O_DIRECTORY | os.O_CREAT)
    plan.chmod(0o640)
    old = os.umask(0)
    try:
        saved(plan)
        create(str(plan.parent / "other.toml"), b"x")
    finally:
        os.umask(old)
    assert mode(plan) == 0o640
    assert sorted(os.listdir(plan.parent)) == sorted([plan.name, "other.toml"])


def test_without_hard_links(plan, monkeypatch):
    def none(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(temp_file, "_NAMELESS_FLAGS", os.O_RDONLY | os.O_DIRECTORY | os.O_CREAT)
    monkeypatch.setattr(Folder, "link", none)
    saved(plan)
    create(str(plan.parent / "other.toml"), b"x")
    assert sorted(os.listdir(plan.parent)) == sorted([plan.name, "other.toml"])


def leftover(plan, content, *, old=b"old\n", new=b"gone\n", age=0):
    path = plan.parent / swap_name(plan.name, stamp_of(old).sha256, stamp_of(new).sha256)
    path.write_bytes(content)
    return path


def test_leftovers_of_killed_saves_go(plan):
    leftover(plan, b"old\n")
    leftover(plan, b"gone\n")
    saved(plan)
    assert os.listdir(plan.parent) == [plan.name]


def test_what_another_program_saved_is_rescued(plan, monkeypatch):
    path = leftover(plan, b"of another program\n")
    saved(plan)
    assert path.exists()  # Perhaps somebody is just looking at it.
    monkeypatch.setattr(temp_file, "_SETTLED_AFTER", -1.0)
    notice = saved(plan, b"newer\n").notice
    assert notice is not None
    assert "history" in notice.en
    assert not path.exists()
    [version] = list_versions(str(plan))
    assert (read_version(version), version.origin) == (b"of another program\n", "other")


@pytest.mark.parametrize(("old", "new", "half"), [
    (b"old old old\n", b"newnewnewnew", b"newnewold old"[:12]),
    (b"old old old\n", b"newnewnewnew", b"newnewn old\n"),
    (b"old old old\n", b"newnewnewnew", b"somebody new"),
    (b"old\n", b"new and longer\n", b"old\n and lo\0\0\0\0"),
    (b"old and longer\n", b"new\n", b"new\nand longer\n"),
])  # fmt: skip
def test_half_written(plan, monkeypatch, old, new, half):
    plan.write_bytes(old)
    os.link(plan, plan.parent / "second.toml")
    from planui.files import in_place

    def kill(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(in_place, "_overwrite", kill)
    _, stamp = read_stamped(str(plan))
    monkeypatch.setattr(in_place, "remove_quietly", lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        save(str(plan), new, stamp)
    monkeypatch.undo()
    monkeypatch.setenv("XDG_STATE_HOME", str(plan.parent.parent / "state"))
    plan.write_bytes(half)
    looks_half = in_place._is_half(half, old, new)
    notice = mend(str(plan))
    assert (notice is not None) == looks_half
    assert plan.read_bytes() == (old if looks_half else half)
    assert mend(str(plan)) is None


def test_mend_leaves_other_files_alone(plan):
    assert mend(str(plan)) is None
    assert mend(str(plan.parent / "none.toml")) is None
