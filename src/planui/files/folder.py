"""A plan's folder, held open: every step of a save names its files relative to it."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from typing import TYPE_CHECKING

from planui.files.reading import MAX_BYTES
from planui.files.state import close_quietly

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NO_SYNC_HERE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
_NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
_RENAME_EXCHANGE = 2
_LOCK_WAIT = 1.0


class CannotExchange(Exception):
    """This system or file system cannot exchange two names in one step."""


class Folder:
    """An open folder. All methods raise `OSError`, and follow no link in the last part of a name."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._renameat2 = _renameat2()  # First: nothing is to be loaded in the moments that count.
        self.fd = os.open(path or "/", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def __enter__(self) -> Folder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        close_quietly(self.fd)  # This lets go of the lock too.

    def lock(self) -> bool:
        """Keeps other planui savers out of this folder for a moment. A courtesy: nothing relies on it.

        False: another one held it for too long, or the file system knows no such locks.
        """
        until = time.monotonic() + _LOCK_WAIT
        while True:
            try:
                fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(0.005)
            except OSError:
                return False
            else:
                return True

    def writable(self, name: str) -> bool:
        """Whether this user may write to a file here (`"."`: to the folder itself)."""
        way = os.W_OK | os.X_OK if name == "." else os.W_OK
        return os.access(name, way, dir_fd=self.fd, effective_ids=True)

    def names(self) -> list[str]:
        """The names in this folder."""
        return os.listdir(self.fd)

    def open(self, name: str, flags: int = _READ, mode: int = 0o600) -> int:
        """Opens a file here that must be a regular one."""
        fd = os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, mode, dir_fd=self.fd)
        try:
            found = os.fstat(fd).st_mode
            if stat.S_ISDIR(found):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
            if not stat.S_ISREG(found):
                raise OSError(errno.EINVAL, "not a regular file", name)
        except BaseException:  # ctrl+c too: nothing stays open, and the fault goes on
            close_quietly(fd)
            raise
        return fd

    def read(self, name: str) -> bytes:
        """What a file here holds."""
        fd = self.open(name)
        try:
            return read_open(fd)
        finally:
            close_quietly(fd)

    def status(self, name: str) -> os.stat_result:
        """The status of a name here, of the link itself where it is one."""
        return os.stat(name, dir_fd=self.fd, follow_symlinks=False)

    def link(self, old: str, new: str) -> None:
        """Gives a file here a second name, which must be free."""
        os.link(old, new, src_dir_fd=self.fd, dst_dir_fd=self.fd, follow_symlinks=False)

    def link_open(self, fd: int, new: str) -> None:
        """Gives an open nameless file a name here, which must be free."""
        os.link(f"/proc/self/fd/{fd}", new, src_dir_fd=self.fd, dst_dir_fd=self.fd, follow_symlinks=True)

    def rename(self, old: str, new: str) -> None:
        """Renames a file here over another."""
        os.rename(old, new, src_dir_fd=self.fd, dst_dir_fd=self.fd)

    def exchange(self, one: str, other: str) -> None:
        """Lets two names change places in one step. Raises `CannotExchange` too."""
        if self._renameat2 is None:
            raise CannotExchange
        call, get_errno = self._renameat2
        if call(self.fd, os.fsencode(one), self.fd, os.fsencode(other), _RENAME_EXCHANGE) != 0:
            number = get_errno()
            if number in _NO_EXCHANGE:
                raise CannotExchange
            raise OSError(number, os.strerror(number), other)

    def remove(self, name: str) -> None:
        """Removes a name."""
        os.unlink(name, dir_fd=self.fd)

    def sync(self) -> None:
        """Brings the folder's names to the disk; a file system that has nothing to do there is no error."""
        try:
            os.fsync(self.fd)
        except OSError as error:
            if error.errno not in _NO_SYNC_HERE:
                raise


def read_open(fd: int) -> bytes:
    """What an open file holds, from its beginning; a file far too large to be a plan is cut."""
    parts = []
    offset = 0
    while offset <= MAX_BYTES:
        part = os.pread(fd, 1 << 20, offset)
        if not part:
            break
        parts.append(part)
        offset += len(part)
    return b"".join(parts)


def _renameat2() -> tuple[Callable[[int, bytes, int, bytes, int], int], Callable[[], int]] | None:
    """The C library's call, and the way to its `errno`. `ctypes` is loaded only when something is saved."""
    try:
        import ctypes

        call = ctypes.CDLL(None, use_errno=True).renameat2
        call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    except (ImportError, AttributeError, OSError):
        return None
    return call, ctypes.get_errno
