"""The folders that planui keeps for itself, readable by their owner alone, and the files in them.

Nothing here follows a symbolic link that somebody may have planted, and nothing is trusted that another user owns.
The folders follow the XDG rules on every system; `platformdirs` would cost 25 ms of every start for the same answer.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from planui.model.words import PlanuiError, Words

_NOT_OURS = Words(
    "{0} 属于别的用户，planui 不用它；请删除它，或把环境变量 {1} 指向自己的文件夹",
    "{0} belongs to another user, so planui does not use it; remove it, or set {1} to a folder of your own",
)
_NOT_FOLDER = Words(
    "{0} 不是普通文件夹（可能是链接），planui 不用它；请删除它，或把环境变量 {1} 指向别处",
    "{0} is no ordinary folder (a link?), so planui does not use it; remove it, or set {1} to another folder",
)
_FAILED = Words(
    "无法使用 {0}：{1}；请检查权限和磁盘空间，或把环境变量 {2} 指向别处",
    "cannot use {0}: {1}; look at its permissions and the free space, or set {2} to another folder",
)
_NOT_PRIVATE = Words("{0} 不是自己的普通文件，没有打开", "{0} is no ordinary file of your own; it was not opened")


def state_folder(*parts: str) -> str:
    """The state folder, or a folder below it, made with mode 0700 where it is missing. Raises `PlanuiError`."""
    return _folder("XDG_STATE_HOME", os.path.join(".local", "state"), parts)


def cache_folder(*parts: str) -> str:
    """The cache folder, or a folder below it; deleting it costs only time. Raises `PlanuiError`."""
    return _folder("XDG_CACHE_HOME", ".cache", parts)


def _folder(variable: str, default: str, parts: tuple[str, ...]) -> str:
    base = os.environ.get(variable, "")
    if not os.path.isabs(base):  # The XDG rule: a relative path is to be ignored.
        base = os.path.join(os.path.expanduser("~"), default)
    path = base
    try:
        _make_parents(base)
        for part in ("planui", *parts):
            path = os.path.join(path, part)
            _claim(path, variable)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlanuiError(_FAILED.format(path, reason, variable)) from None
    return path


def _make_parents(path: str) -> None:
    """Makes what is missing of a path with 0700: `os.makedirs` would leave the upper ones to the umask."""
    if os.path.isdir(path):
        return
    parent = os.path.dirname(path)
    if parent != path:
        _make_parents(parent)
    try:
        os.mkdir(path, 0o700)
    except FileExistsError:
        if not os.path.isdir(path):
            raise


def _claim(path: str, variable: str) -> None:
    """Makes one folder ours: made if missing, no link, owned by this user, closed to all others."""
    with suppress(FileExistsError):
        os.mkdir(path, 0o700)
    try:
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except NotADirectoryError:
        raise PlanuiError(_NOT_FOLDER.format(path, variable)) from None
    try:
        status = os.fstat(fd)
        if status.st_uid != os.geteuid():
            raise PlanuiError(_NOT_OURS.format(path, variable))
        if stat.S_IMODE(status.st_mode) != 0o700:
            os.fchmod(fd, 0o700)
    finally:
        os.close(fd)


def open_private(path: str, flags: int) -> int:
    """Opens a file of a private folder: 0600, no link followed, never waiting on a pipe. Raises `OSError`.

    A file that is not regular or not ours is refused with `PermissionError`.
    """
    fd = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            raise PermissionError(1, _NOT_PRIVATE.en.format(path), path)
        if stat.S_IMODE(status.st_mode) & 0o077:
            os.fchmod(fd, 0o600)
    except BaseException:  # ctrl+c too: nothing stays open, and the fault goes on
        os.close(fd)
        raise
    return fd


def read_private(path: str, limit: int = 64_000_000) -> bytes:
    """A private file's bytes, at most `limit` of them. Raises `OSError`."""
    with open(open_private(path, os.O_RDONLY), "rb") as file:
        return file.read(limit)


def write_private(path: str, data: bytes, *, durable: bool = True) -> None:
    """Replaces a private file as a whole. Raises `OSError`; the old file is whole then.

    `durable` waits until file and name are on the disk; without it a power cut may bring the old file back.
    """
    temp = f"{path}.{os.urandom(8).hex()}.tmp"
    fd = open_private(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            write_all(fd, data)
            if durable:
                os.fsync(fd)
        finally:
            os.close(fd)
        os.replace(temp, path)
    except BaseException:  # ctrl+c too: no temporary file stays, and the fault goes on
        remove_quietly(temp)
        raise
    if durable:
        sync_folder(os.path.dirname(path))


def write_all(fd: int, data: bytes | memoryview) -> None:
    """Writes all of `data`, however many calls that takes. Raises `OSError`."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def sync_folder(path: str) -> None:
    """Brings a folder's names to the disk. Raises `OSError`."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def close_quietly(fd: int) -> None:
    """Closes a file whose content `fsync` has confirmed, or that was only read: what `close` says changes nothing."""
    with suppress(OSError):
        os.close(fd)


def remove_quietly(path: str) -> None:
    """Removes a file that nobody misses; one that stays is only litter."""
    with suppress(OSError):
        os.unlink(path)


def path_key(path: str) -> str:
    """The name under which a plan's private files are kept: a hash of where the plan really is."""
    return _hashed(os.path.realpath(path))


def path_keys(path: str) -> tuple[str, ...]:
    """That name, and the one from before `path` became a symbolic link, if it is one."""
    folder, name = os.path.split(os.path.abspath(path))
    return tuple(dict.fromkeys((path_key(path), _hashed(os.path.join(os.path.realpath(folder), name)))))


def _hashed(path: str) -> str:
    from hashlib import sha256

    return sha256(os.fsencode(path)).hexdigest()[:24]
