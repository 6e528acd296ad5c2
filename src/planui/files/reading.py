"""Reading text files: bounded, UTF-8, and every failure one clear line."""

from __future__ import annotations

import os
import stat
import sys

from planui.model.words import PlanuiError, Words

MAX_BYTES = 4_000_000
"""The largest plan file that is read: sixty times a plan of 20,000 字; more is not a plan, and would take long."""

_IS_FOLDER = Words("{0} 是文件夹，这里需要一个计划文件（.toml）", "{0} is a folder; a plan file (.toml) is needed here")
_NO_FILE = Words("没有 {0} 这个文件；新建请用 planui new {0}", "there is no file {0}; `planui new {0}` makes one")
_NO_PERMISSION = Words("没有权限读取 {0}", "no permission to read {0}")
_NOT_REGULAR = Words("{0} 不是普通文件", "{0} is not a regular file")
_TOO_LARGE = Words(
    "{0} 有 {1} 字节，超过上限 {2}，不像是计划文件", "{0} has {1} bytes, over the limit of {2}: not a plan"
)
_FAILED = Words("读取 {0} 失败：{1}", "cannot read {0}: {1}")
_NOT_UTF8 = Words(
    "{0} 第 {1} 行不是 UTF-8 编码；请用编辑器另存为 UTF-8",
    "{0}, line {1}: not UTF-8; save the file as UTF-8 with an editor",
)
_SEEMS = Words(
    "{0} 不是 UTF-8 编码（第 {1} 行），看来是 {2}；转换：iconv -f {2} -t UTF-8 {3} > 新文件.toml",
    "{0} is not UTF-8 (line {1}) but seems to be {2}; to convert it: iconv -f {2} -t UTF-8 {3} > new.toml",
)
_MARKS = frozenset("，。、：；（）“”")


class NotUtf8(PlanuiError):
    """The bytes are not UTF-8; `start` is the offset of the first bad byte, `line` its line.

    `encoding` is what they seem to be instead, by the name that `iconv` knows; empty where nobody can tell.
    """

    def __init__(self, name: str, data: bytes, start: int) -> None:
        self.start = start
        self.line = data.count(b"\n", 0, start) + 1
        self.column = len(data[data.rfind(b"\n", 0, start) + 1 : start].decode("utf-8", "replace")) + 1
        from shlex import quote

        self.encoding = seeming_encoding(data)
        said = _SEEMS if self.encoding else _NOT_UTF8
        super().__init__(said.format(name, self.line, self.encoding, quote(name)))


def seeming_encoding(data: bytes) -> str:
    """The encoding of bytes that are not UTF-8: UTF-16 by its mark, GB 18030 (GBK too) or Big5 by what they say then.

    A guess: text in one of the two is mostly valid in the other, and then of rarer characters.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    shares = []
    for name in ("GB18030", "BIG5"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        wide = [char for char in text if ord(char) > 127]
        common = sum(1 for char in wide if _is_common(char, name))
        shares.append((common / max(1, len(wide)), name))
    best = max(shares, default=(0.0, ""))
    return best[1] if best[0] > 0.7 else ""


def _is_common(char: str, encoding: str) -> bool:
    """Whether a character is a mark, or in an encoding's part for the common ones (GB 2312 level 1, Big5 level 1)."""
    if char in _MARKS or not "\u4e00" <= char <= "\u9fff":
        return char in _MARKS
    code = char.encode(encoding, "replace")
    return len(code) == 2 and (0xA1 <= code[0] <= 0xD7 if encoding == "GB18030" else 0xA1 <= code[0] <= 0xC6)


def read_bytes(path: str) -> bytes:
    """A file's bytes. Raises `PlanuiError` for a folder, a missing, unreadable or far too large file."""
    try:
        with open(path, "rb", opener=_opener) as file:
            status = os.fstat(file.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise PlanuiError(_IS_FOLDER.format(path))
            if not stat.S_ISREG(status.st_mode):
                raise PlanuiError(_NOT_REGULAR.format(path))
            if status.st_size > MAX_BYTES:
                raise PlanuiError(_TOO_LARGE.format(path, status.st_size, MAX_BYTES))
            return file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise PlanuiError(_IS_FOLDER.format(path)) from None
    except FileNotFoundError:
        raise PlanuiError(_NO_FILE.format(path)) from None
    except PermissionError:
        raise PlanuiError(_NO_PERMISSION.format(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlanuiError(_FAILED.format(path, reason)) from None


def _opener(path: str, flags: int) -> int:
    """Opens without waiting: a named pipe must not hold the program."""
    return os.open(path, flags | os.O_NONBLOCK)


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes. Raises `NotUtf8`."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(name, data, error.start) from None


def read_text(path: str) -> str:
    """A file's text with its line ends as they are. Raises `PlanuiError`."""
    return decode(read_bytes(path), path)


def read_standard_input() -> bytes:
    """What standard input holds. Raises `PlanuiError` where it is far too large."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PlanuiError(_TOO_LARGE.format("-", len(data), MAX_BYTES))
    return data
