"""Saving a plan: the old file or the new one, whole, at every moment, and never over another program's save.

The new content is written beside the plan and brought to the disk; then the two files change places in one step, and
only when the file that came out is the one that was expected is it dropped. Where that cannot keep the file's owner or
links, the file is written in place, after a backup (`in_place`).
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from planui.files.folder import CannotExchange, Folder, read_open
from planui.files.in_place import mend, write_in_place
from planui.files.metadata import copy_metadata
from planui.files.save_errors import FileChanged, SaveError, create_error, exists_error, save_error, unsure_error
from planui.files.stamp import Stamp, read_stamped, stamp_of
from planui.files.state import close_quietly
from planui.files.temp_file import TempFile, clear_leftovers, drop_if_known, swap_name
from planui.model.record import NamedTuple
from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FileChanged", "SaveError", "Saved", "Stamp", "create", "mend", "read_stamped", "save", "stamp_of"]

_GONE = Words("{0} 已被删除或移走，现已重新写入", "{0} had been deleted or moved away; it was written anew")
_RESCUED = Words(
    "{0} 旁边有别的程序被中断的保存，已收进历史版本",
    "beside {0} lay another program's content from an interrupted save; it is kept in the history",
)
_REASONS = {
    "links": Words("有硬链接", "it has hard links"),
    "folder": Words("文件夹不能写", "its folder cannot be written to"),
    "owner": Words("要保留原来的主人和权限", "to keep its owner and permissions"),
}


class Saved(NamedTuple):
    """A save that happened: the file's new stamp, and what the user should be told about it."""

    stamp: Stamp
    notice: Words | None = None


def save(path: str, data: bytes, expected: Stamp | None) -> Saved:
    """Makes the plan at `path` hold `data`, and returns when that is on the disk.

    `expected` is the content that the file was last known to hold; None: the file is not there yet. A link is followed
    to its file. Raises `FileChanged` when the file holds something else, which is then left as it is, and `SaveError`
    when it could not be saved, with the old file whole.
    """
    target = _target(path)
    try:
        with Folder(os.path.dirname(target)) as folder:
            return _Save(path, target, folder, data, expected).run()
    except PermissionError as error:
        # A folder that may be passed through, but not read.
        if expected is None or not os.access(target, os.W_OK):
            raise save_error(path, error) from None
        return _in_place(path, target, data, expected, "folder")
    except (OSError, ImportError) as error:
        raise save_error(path, error if isinstance(error, OSError) else OSError(errno.EIO, str(error))) from None


def create(path: str, data: bytes) -> Saved:
    """Makes a new file, whole or not at all. Raises `SaveError`, also where something is there already."""
    target = _target(path)
    try:
        with Folder(os.path.dirname(target)) as folder:
            _Save(path, target, folder, data, None).make()
    except FileExistsError:
        raise exists_error(path) from None
    except OSError as error:
        raise create_error(path, error) from None
    return Saved(stamp_of(data))


def _target(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError) as error:
        raise save_error(path, OSError(errno.EINVAL, str(error))) from None


class _Save:
    """One save: `shown` is the name for messages, `target` the file itself."""

    def __init__(self, shown: str, target: str, folder: Folder, data: bytes, expected: Stamp | None) -> None:
        self._shown = shown
        self._target = target
        self._name = os.path.basename(target)
        self._folder = folder
        self._data = data
        self._stamp = stamp_of(data)
        self._expected = expected
        # Our own content may stand there already: a save that the disk did not confirm is done once more.
        self._known = {self._stamp.sha256} | ({expected.sha256} if expected else set())

    def run(self) -> Saved:
        self._folder.lock()
        notice = self._clear()
        try:
            old = self._folder.open(self._name)
        except FileNotFoundError:
            self._make_or_changed()
            return Saved(self._stamp, notice or (_GONE.format(self._shown) if self._expected else None))
        try:
            self._check(read_open(old))
            if not self._folder.writable(self._name):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            status = os.fstat(old)
            if status.st_nlink > 1:
                return self._in_place("links")
            if not self._folder.writable("."):
                return self._in_place("folder")
            if not self._replace(old):
                return self._in_place("owner")
        finally:
            close_quietly(old)
        return Saved(self._stamp, notice)

    def make(self) -> None:
        """The file under a name that must be free. Raises `OSError`."""
        temp = TempFile(self._folder, self._name)
        try:
            temp.fill(self._data)
            os.fchmod(temp.fd, 0o666 & ~_umask())
            temp.sync()
            temp.appear_as(self._name)
        finally:
            temp.close()
        try:
            self._folder.sync()
        except OSError as error:
            raise unsure_error(self._shown, error) from None

    def _make_or_changed(self) -> None:
        try:
            self.make()
        except FileExistsError:
            self._check(self._folder.read(self._name))
            raise

    def _check(self, content: bytes) -> None:
        stamp = stamp_of(content)
        if stamp.sha256 not in self._known:
            raise FileChanged(self._shown, content, stamp)

    def _replace(self, old: int) -> bool:
        """The new file in the old one's place. False: something of what the old file is could not be kept."""
        temp = self._temp()
        if temp is None:
            return False
        swap = swap_name(self._name, self._expected.sha256 if self._expected else "", self._stamp.sha256)
        try:
            temp.fill(self._data)
            if not copy_metadata(old, temp.fd):
                return False
            temp.sync()
            self._check(self._folder.read(self._name))
            temp.appear_as(swap)
            try:
                self._change_places(swap)
            finally:
                drop_if_known(self._folder, swap, self._known)
        finally:
            temp.close()
        return True

    def _temp(self) -> TempFile | None:
        try:
            return TempFile(self._folder, self._name)
        except PermissionError:
            return None

    def _change_places(self, swap: str) -> None:
        try:
            self._folder.exchange(swap, self._name)
        except CannotExchange:
            self._rename_over(swap)
        else:
            self._verify(swap, lambda: self._folder.exchange(swap, self._name))
        try:
            self._folder.sync()
        except OSError as error:
            raise unsure_error(self._shown, error) from None

    def _rename_over(self, swap: str) -> None:
        """Without an exchange: the old file keeps a second name until it is known to be the expected one."""
        aside = swap_name(self._name, self._expected.sha256 if self._expected else "", self._stamp.sha256)
        try:
            self._folder.link(self._name, aside)
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}:
                raise
            self._check(self._folder.read(self._name))
            self._folder.rename(swap, self._name)
            return
        try:
            if not os.path.samestat(self._folder.status(self._name), self._folder.status(aside)):
                raise FileChanged(self._shown, *self._now())
            self._check(self._folder.read(self._name))
            self._folder.rename(swap, self._name)
            self._verify(aside, lambda: self._folder.rename(aside, self._name))
        finally:
            drop_if_known(self._folder, aside, self._known)

    def _verify(self, displaced: str, put_back: Callable[[], None]) -> None:
        """Looks at the file that came out; one that was not expected goes back. Raises `FileChanged`, `OSError`."""
        try:
            self._check(self._folder.read(displaced))
        except (FileChanged, OSError):
            put_back()
            raise

    def _now(self) -> tuple[bytes, Stamp]:
        content = self._folder.read(self._name)
        return content, stamp_of(content)

    def _clear(self) -> Words | None:
        def rescue(content: bytes) -> bool:
            from planui.files.history import keep_version

            return keep_version(self._target, content, "other", durable=True) is None

        rescued = clear_leftovers(self._folder, self._name, rescue)
        return _RESCUED.format(self._shown) if rescued else None

    def _in_place(self, reason: str) -> Saved:
        return _in_place(self._shown, self._target, self._data, self._expected, reason)


def _in_place(shown: str, target: str, data: bytes, expected: Stamp | None, reason: str) -> Saved:
    stamp = stamp_of(data)
    notice = write_in_place(shown, target, data, {stamp.sha256, expected.sha256 if expected else ""}, _REASONS[reason])
    return Saved(stamp, notice)


def _umask() -> int:
    """The process's umask, read without changing it for a moment, which other threads would see."""
    try:
        with open("/proc/self/status", "rb") as file:
            for line in file:
                if line.startswith(b"Umask:"):
                    return int(line.split()[1], 8)
    except (OSError, ValueError):
        pass
    return 0o077
