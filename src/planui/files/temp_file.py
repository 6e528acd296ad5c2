"""The new file of a save, until it takes the plan's name; and what a killed save left of it."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from planui.files.stamp import stamp_of
from planui.files.state import close_quietly, write_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.files.folder import Folder

_NAMELESS_UNKNOWN = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOSYS, errno.ENOENT}
_NAMELESS_FLAGS = getattr(os, "O_TMPFILE", os.O_DIRECTORY) | os.O_RDWR | os.O_CLOEXEC
"""Without `O_TMPFILE` this is refused as opening a folder for writing, and the file gets a name."""
_SETTLED_AFTER = 60.0
"""Seconds after which a file that a save put aside is nobody's work in progress."""


def swap_name(name: str, old: str, new: str) -> str:
    """An unguessable name for the file that is exchanged with `name`, saying which contents (SHA-256) it may have.

    So whoever finds it after a crash can tell whether anything is lost with it.
    """
    return f"{_prefix(name)}{old[:16]}-{new[:16]}-{os.urandom(12).hex()}"


def _prefix(name: str) -> str:
    return f".planui-{stamp_of(os.fsencode(name)).sha256[:10]}-"


class TempFile:
    """A file being written in the plan's folder, 0600: without a name where the system can, else with a secret one."""

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder = folder
        self._part = ""
        try:
            self.fd = os.open(".", _NAMELESS_FLAGS, 0o600, dir_fd=folder.fd)
        except OSError as error:
            if error.errno not in _NAMELESS_UNKNOWN:
                raise
            self._name_it(name)
        self._base = name
        with suppress(OSError):
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)  # Says that somebody is at work on it.

    def _name_it(self, name: str) -> None:
        self._part = f"{_prefix(name)}part-{os.urandom(12).hex()}"
        self.fd = self._folder.open(self._part, os.O_RDWR | os.O_CREAT | os.O_EXCL)

    def fill(self, data: bytes) -> None:
        """Writes the content. Raises `OSError`."""
        write_all(self.fd, data)

    def sync(self) -> None:
        """Brings content and metadata to the disk. Raises `OSError`."""
        os.fsync(self.fd)

    def appear_as(self, name: str) -> None:
        """Gives the file a name that must be free. Raises `FileExistsError` and other `OSError`."""
        if not self._part:
            try:
                self._folder.link_open(self.fd, name)
                return
            except OSError as error:
                if error.errno == errno.EEXIST or os.path.exists("/proc/self/fd"):
                    raise
            # Without /proc a nameless file can get no name: it is copied into a named one.
            os.lseek(self.fd, 0, os.SEEK_SET)
            nameless, data, mode = self.fd, _whole(self.fd), os.fstat(self.fd).st_mode & 0o7777
            close_quietly(nameless)
            self._name_it(self._base)
            self.fill(data)
            os.fchmod(self.fd, mode)
            self.sync()
        try:
            self._folder.link(self._part, name)
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}:
                raise
            # No hard links here (FAT, some network folders): the free name is taken by hand, then renamed over.
            os.close(self._folder.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            self._folder.rename(self._part, name)
            self._part = ""
            return
        self._folder.remove(self._part)
        self._part = ""

    def close(self) -> None:
        """Lets go of it; without a name it is gone."""
        close_quietly(self.fd)
        if self._part:
            _remove(self._folder, self._part)


def _whole(fd: int) -> bytes:
    with os.fdopen(os.dup(fd), "rb") as file:
        return file.read()


def drop_if_known(folder: Folder, swap: str, known: set[str]) -> None:
    """Removes a file put aside if its content is one of `known` (SHA-256); anything else may be somebody's work."""
    try:
        if stamp_of(folder.read(swap)).sha256 in known:
            folder.remove(swap)
    except OSError:
        pass  # Gone already, or for the next save to clear.


def clear_leftovers(folder: Folder, name: str, rescue: Callable[[bytes], bool]) -> int:
    """Removes what killed saves of `name` left here; how many contents were rescued.

    A content that no save knows came from another program's save: `rescue` keeps it first (False: it could not).
    """
    prefix = _prefix(name)
    rescued = 0
    try:
        found = [entry for entry in folder.names() if entry.startswith(prefix)]
    except OSError:
        return 0
    for entry in found:
        try:
            rescued += _clear(folder, entry, entry[len(prefix) :].split("-"), rescue)
        except OSError:
            continue  # Somebody else cleared it, or may clear it later.
    return rescued


def _clear(folder: Folder, entry: str, parts: list[str], rescue: Callable[[bytes], bool]) -> bool:
    fd = folder.open(entry)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)  # Fails while its writer lives.
        settled = os.fstat(fd).st_ctime < time.time() - _SETTLED_AFTER
    finally:
        close_quietly(fd)
    if parts[0] == "part":
        folder.remove(entry)
        return False
    content = folder.read(entry)
    if not content or stamp_of(content).sha256[:16] in parts[:2]:
        folder.remove(entry)
        return False
    if settled and rescue(content):
        folder.remove(entry)
        return True
    return False


def _remove(folder: Folder, name: str) -> None:
    with suppress(OSError):
        folder.remove(name)
