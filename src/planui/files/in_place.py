"""Writing a file in place, for where a new one cannot take its name: hard links, closed folders, foreign owners.

This is not one step, so a synced backup and a record of what is being done come first, in the state folder. A file that
a crash left half written is recognised by the record, and put back as it was by `mend`.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from planui.files.folder import read_open
from planui.files.reading import read_bytes
from planui.files.save_errors import FileChanged, SaveError, save_error, unsure_error
from planui.files.stamp import stamp_of
from planui.files.state import (
    close_quietly,
    open_private,
    path_key,
    read_private,
    remove_quietly,
    state_folder,
    sync_folder,
    write_private,
)
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_WRITTEN = Words(
    "{0} 已直接写入原文件（{1}）；保存前的备份在 {2}",
    "{0} was written in place ({1}); a backup of what it was is at {2}",
)
_MENDED = Words(
    "{0} 上次保存时被打断，只写了一半；已恢复成保存前的内容",
    "a save of {0} was interrupted half way; the file is back to what it was before",
)
_NO_BACKUP = Words(
    "没有保存 {0}：它只能直接写入，而事先的备份没有写成（{1}）；原文件完好，改动仍在编辑器里；请另存到别处",
    "{0} was not saved: it can only be written in place, and the backup for that failed ({1}); "
    "the old file is whole, your changes are still here; save as another file",
)
_TORN = Words(
    "{0} 写到一半失败：{1}；保存前的完整备份在 {2}",
    "writing {0} failed half way: {1}; a whole backup of what it was is at {2}",
)


class _Record(NamedTuple):
    """What is being written where: the file and its old and new content."""

    path: str
    old: bytes
    new: bytes


def write_in_place(shown: str, target: str, data: bytes, known: AbstractSet[str], reason: Words) -> Words:
    """Writes `data` into the file itself, and says why and where the backup is.

    Raises `FileChanged` where its content (SHA-256) is not one of `known`, and `SaveError`.
    """
    try:
        fd = os.open(target, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise save_error(shown, error) from None
    try:
        _lock(fd)
        old = _expected(fd, shown, known)
        try:
            backup, record = _prepare(target, old, data)
        except PlanuiError as error:
            words = Words(_NO_BACKUP.zh.format(shown, error.words.zh), _NO_BACKUP.en.format(shown, error.words.en))
            raise SaveError(words) from None
        except OSError as error:
            raise SaveError(_NO_BACKUP.format(shown, error.strerror or str(error)), error.errno or 0) from None
        try:
            _expected(fd, shown, known)  # Again: the backup took its time.
            _overwrite(fd, shown, old, data, backup)
        finally:
            _close_record(record, target, (old, data), fd)
    except OSError as error:
        raise save_error(shown, error) from None
    finally:
        close_quietly(fd)
    return Words(_WRITTEN.zh.format(shown, reason.zh, backup), _WRITTEN.en.format(shown, reason.en, backup))


def mend(path: str) -> Words | None:
    """Puts back a file that a killed `write_in_place` left half written; None where there is nothing to mend.

    The editor calls this before it reads a plan. A file that does not look like that half is left alone.
    """
    target = os.path.realpath(path)
    name = os.path.join(state_folder("backup"), path_key(target) + ".writing")
    if not os.path.lexists(name):
        return None
    try:
        lock = open_private(name, os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        record = _unpack(read_private(name))
        if record is None or os.fsencode(record.path) != os.fsencode(target):
            remove_quietly(name)
            return None
        content = read_bytes(target)
        half = content not in (record.old, record.new) and _is_half(content, record.old, record.new)
        if half:
            fd = os.open(target, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                _put(fd, record.old, len(content))
                os.fsync(fd)
            finally:
                close_quietly(fd)
        remove_quietly(name)
    except (OSError, PlanuiError):
        return None  # Being written by another planui just now, or not ours to write any more.
    finally:
        close_quietly(lock)
    return _MENDED.format(path) if half else None


def _lock(fd: int) -> None:
    with suppress(OSError):
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)  # A courtesy between savers; what counts is the content.


def _expected(fd: int, shown: str, known: AbstractSet[str]) -> bytes:
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    content = read_open(fd)
    stamp = stamp_of(content)
    if stamp.sha256 not in known:
        raise FileChanged(shown, content, stamp)
    return content


def _prepare(target: str, old: bytes, new: bytes) -> tuple[str, int]:
    """The backup and the record, both on the disk: the backup's path, and the record held open and locked."""
    folder = state_folder("backup")
    key = path_key(target)
    backup = os.path.join(folder, key + ".toml")
    write_private(backup, old)
    record = os.path.join(folder, key + ".writing")
    write_private(record, _pack(_Record(target, old, new)))
    fd = open_private(record, os.O_RDWR)
    _lock(fd)
    return backup, fd


def _close_record(fd: int, target: str, whole: tuple[bytes, bytes], file: int) -> None:
    """Drops the record once the file is whole again; else it stays for `mend`."""
    try:
        if read_open(file) in whole:
            folder = state_folder("backup")
            remove_quietly(os.path.join(folder, path_key(target) + ".writing"))
            sync_folder(folder)
    except (OSError, PlanuiError):
        pass
    finally:
        close_quietly(fd)


def _overwrite(fd: int, shown: str, old: bytes, new: bytes, backup: str) -> None:
    try:
        # What is longer first: a full disk shows there, with the old content untouched.
        if len(new) > len(old):
            _write_at(fd, new[len(old) :], len(old))
            os.fsync(fd)
    except OSError as error:
        os.ftruncate(fd, len(old))
        raise save_error(shown, error) from None
    try:
        _put(fd, new, len(old))
    except OSError as error:
        try:
            _put(fd, old, max(len(old), len(new)))
            os.fsync(fd)
        except OSError:
            reason = error.strerror or str(error)
            raise SaveError(_TORN.format(shown, reason, backup), error.errno or 0) from None
        raise save_error(shown, error) from None
    try:
        os.fsync(fd)
    except OSError as error:
        raise unsure_error(shown, error) from None


def _put(fd: int, data: bytes, size: int) -> None:
    _write_at(fd, data, 0)
    if size > len(data):
        os.ftruncate(fd, len(data))


def _write_at(fd: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        count = os.pwrite(fd, view, offset)
        view = view[count:]
        offset += count


def _pack(record: _Record) -> bytes:
    parts = [os.fsencode(record.path), record.old, record.new]
    sizes = b" ".join(str(len(part)).encode() for part in parts)
    body = sizes + b"\n" + b"".join(parts)
    return stamp_of(body).sha256.encode() + b"\n" + body


def _unpack(data: bytes) -> _Record | None:
    check, _, body = data.partition(b"\n")
    if stamp_of(body).sha256.encode() != check:
        return None
    head, _, rest = body.partition(b"\n")
    path, old, _new = (int(size) for size in head.split())
    return _Record(os.fsdecode(rest[:path]), rest[path : path + old], rest[path + old :])


def _is_half(content: bytes, old: bytes, new: bytes) -> bool:
    """Whether every byte comes from the old or the new content, as a write cut anywhere leaves them."""
    if not min(len(old), len(new)) <= len(content) <= max(len(old), len(new)):
        return False
    for at, byte in enumerate(content):
        from_old = at < len(old) and old[at] == byte
        from_new = at < len(new) and new[at] == byte
        # Beyond the old end a power cut may leave zeros where the new content had not arrived yet.
        if not (from_old or from_new or (at >= len(old) and byte == 0)):
            return False
    return True
