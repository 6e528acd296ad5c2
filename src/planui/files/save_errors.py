"""Why a save did not happen, and what to do: one clear line each."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from planui.files.stamp import Stamp

_CHANGED = Words(
    "{0} 在此期间被别的程序改过，没有覆盖；您的改动还在，合并后再保存即可",
    "another program has changed {0} meanwhile; it was not overwritten; your changes are here: merge and save",
)
_EXISTS = Words(
    "{0} 已经存在，没有覆盖；请换一个文件名，或先移走它",
    "{0} exists already and was not overwritten; take another name, or move it away first",
)
_NOT_SAVED = Words("没有保存 {0}：{1}", "{0} was not saved: {1}")
_UNSURE = Words(
    "{0} 已写入，但磁盘没有确认：{1}；请再保存一次",
    "{0} was written, but the disk did not confirm it: {1}; save once more",
)

_KEPT_RESULT = Words("；原来的文件完好", "; the older file is whole")
_KEPT = Words("；原文件完好，改动仍在编辑器里", "; the old file is whole, your changes are still here")
_REASONS = {
    errno.ENOSPC: Words(
        "磁盘已满{kept}；请腾出空间后再保存，或另存到别的磁盘",
        "the disk is full{kept}; free some space and save again, or save as a file on another disk",
    ),
    errno.EDQUOT: Words(
        "磁盘配额已用完{kept}；请删除不用的文件后再保存，或另存到别处",
        "your disk quota is used up{kept}; delete what you no longer need and save again, or save as another file",
    ),
    errno.EROFS: Words(
        "所在的文件系统是只读的{kept}；请另存到别处",
        "its file system is read-only{kept}; save as another file elsewhere",
    ),
    errno.EACCES: Words(
        "没有写入权限{kept}；请另存到别处，或请文件的主人开放权限",
        "no permission to write{kept}; save as another file, or ask its owner for permission",
    ),
    errno.EIO: Words(
        "磁盘读写出错{kept}；请立即另存到别的磁盘，并告知管理员",
        "the disk reports an I/O error{kept}; save as a file on another disk now, and tell the administrator",
    ),
    errno.ENOENT: Words(
        "所在的文件夹不存在；请先建好文件夹，或写到别处",
        "its folder is not there; make the folder first, or write elsewhere",
    ),
    errno.ENAMETOOLONG: Words("文件名太长；请换短一些的名字", "the file name is too long; take a shorter one"),
    errno.ELOOP: Words("它是绕成一圈的链接；请另存为别的文件", "it is a link to itself; save as another file"),
    errno.EISDIR: Words("它是文件夹；请另存为别的文件", "it is a folder; save as another file"),
}
_REASONS[errno.EPERM] = _REASONS[errno.EACCES]
_OTHER = Words("{reason}{kept}；请再试一次，或另存到别处", "{reason}{kept}; try again, or save as another file")


class SaveError(PlanuiError):
    """The file was not saved, and what it held is whole. `errno` is the system's reason, 0 where there is none."""

    def __init__(self, words: Words, number: int = 0) -> None:
        super().__init__(words)
        self.errno = number


class FileChanged(PlanuiError):
    """Another program saved in between. `content` and `stamp` are what the file holds now; it was left as it is."""

    def __init__(self, path: str, content: bytes, stamp: Stamp) -> None:
        super().__init__(_CHANGED.format(path))
        self.content = content
        self.stamp = stamp


def save_error(path: str, error: OSError) -> SaveError:
    """The error of a save that failed before the file was touched, or that put the old file back."""
    return _with_reason(_NOT_SAVED, path, error, _KEPT)


def create_error(path: str, error: OSError) -> SaveError:
    """The error of a new file that was not made: there is no older one to speak of."""
    return _with_reason(_NOT_SAVED, path, error, Words("", ""))


def result_error(path: str, error: SaveError) -> SaveError:
    """The error of a result that was not written over an older one: nothing of it is in an editor."""
    if not error.errno or error.errno == errno.EEXIST:
        return error
    return _with_reason(_NOT_SAVED, path, OSError(error.errno, os.strerror(error.errno)), _KEPT_RESULT)


def unsure_error(path: str, error: OSError) -> SaveError:
    """The error of a save whose new file stands, whole, but whose name the disk did not confirm."""
    return _with_reason(_UNSURE, path, error, Words("", ""))


def exists_error(path: str) -> SaveError:
    """The error of making a file that is already there."""
    return SaveError(_EXISTS.format(path), errno.EEXIST)


def _with_reason(frame: Words, path: str, error: OSError, kept: Words) -> SaveError:
    reason = _REASONS.get(error.errno or 0, _OTHER)
    plain = error.strerror or str(error)
    return SaveError(
        Words(
            frame.zh.format(path, reason.zh.format(kept=kept.zh, reason=plain)),
            frame.en.format(path, reason.en.format(kept=kept.en, reason=plain)),
        ),
        error.errno or 0,
    )
