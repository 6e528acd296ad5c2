"""The pictures that a plan names: inside its folder, on this disk, and what they claim to be."""

from __future__ import annotations

import os
import re
import stat

from planui.files.cut_pictures import is_cut_short
from planui.model.lazy_pattern import lazy
from planui.model.words import PlanuiError, Words

MAX_BYTES = 60_000_000
"""The largest picture file that is read."""

_URL = lazy(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")

_IS_URL = Words(
    "图片“{0}”是网址；请把图片存到计划所在的文件夹里",
    "the picture {0!r} is a URL; save it in the plan's folder",
)
_OUTSIDE = Words("图片“{0}”不在计划所在的文件夹里", "the picture {0!r} is outside the plan's folder")
_MISSING = Words("图片“{0}”不存在", "the picture {0!r} is not there")
_UNREADABLE = Words("图片“{0}”读不出来：{1}", "the picture {0!r} cannot be read: {1}")
_NOT_REGULAR = Words("图片“{0}”不是普通文件", "the picture {0!r} is not a regular file")
_NOT_A_PICTURE = Words(
    "“{0}”不是能用的图片（可用 PNG、JPEG、GIF、BMP、TIFF、WebP）",
    "{0!r} is no picture that can be used (PNG, JPEG, GIF, BMP, TIFF, WebP)",
)
_CUT_SHORT = Words(
    "图片“{0}”不完整，文件没有传完；请重新存一份",
    "the picture {0!r} is cut short: its file ends too early; save it anew",
)
_TOO_LARGE = Words("图片“{0}”太大：超过 {1} MB", "the picture {0!r} is too large: over {1} MB")
_EMPTY = Words("图片的路径是空的", "the picture's path is empty")


class PictureFolder:
    """The pictures below a plan's folder. Links that lead out of it are refused."""

    def __init__(self, folder: str) -> None:
        self.given = folder
        self._real = ""
        self._known: dict[str, tuple[tuple[int, ...], Words | None]] = {}

    @property
    def _folder(self) -> str:
        """Where the folder really is, found out at the first picture."""
        if not self._real:
            self._real = os.path.realpath(self.given)
        return self._real

    def fault(self, path: str) -> Words | None:
        """Why a picture cannot be printed, None where it can. What was read of a file before is read again only where
        the file is another than then."""
        signature = _signature(os.path.join(self.given, path))
        known = self._known.get(path) if signature is not None else None
        if known is not None and known[0] == signature:
            return known[1]
        fault = self._read_fault(path)
        if signature is not None:
            self._known[path] = signature, fault
        return fault

    def _read_fault(self, path: str) -> Words | None:
        """Reads what tells a picture's kind, and that it is whole."""
        try:
            with open(self._resolve(path), "rb") as file:
                head = file.read(16)
                cut = head.startswith(_SIGNATURES) and is_cut_short(file)
        except PlanuiError as error:
            return error.words
        except OSError as error:
            return _UNREADABLE.format(path, error.strerror or str(error))
        if not head.startswith(_SIGNATURES):
            return _NOT_A_PICTURE.format(path)
        return _CUT_SHORT.format(path) if cut else None

    def picture(self, path: str) -> bytes:
        """A picture's bytes. Raises `PlanuiError` where it is missing, outside, a URL, no picture, or unreadable."""
        fault = self.fault(path)
        if fault is not None:
            raise PlanuiError(fault)
        try:
            with open(self._resolve(path), "rb") as file:
                return file.read(MAX_BYTES)
        except OSError as error:
            raise PlanuiError(_UNREADABLE.format(path, error.strerror or str(error))) from None

    def _resolve(self, path: str) -> str:
        if not path.strip():
            raise PlanuiError(_EMPTY)
        if _URL.match(path) and not re.match(r"[A-Za-z]:[^/]", path):
            raise PlanuiError(_IS_URL.format(path))
        try:
            full = os.path.realpath(os.path.join(self._folder, path))
            if full != self._folder and not full.startswith(self._folder.rstrip("/") + "/"):
                raise PlanuiError(_OUTSIDE.format(path))
            status = os.stat(full)
        except FileNotFoundError:
            raise PlanuiError(_MISSING.format(path)) from None
        except (OSError, ValueError) as error:
            raise PlanuiError(_UNREADABLE.format(path, getattr(error, "strerror", None) or str(error))) from None
        if not stat.S_ISREG(status.st_mode):
            raise PlanuiError(_NOT_REGULAR.format(path))
        if status.st_size > MAX_BYTES:
            raise PlanuiError(_TOO_LARGE.format(path, MAX_BYTES // 1_000_000))
        return full


def _signature(path: str) -> tuple[int, ...] | None:
    """What tells a file from what else could stand under its path; None where none can be read there."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


class AskedPictures(PictureFolder):
    """A plan's pictures that remember what they were asked for, and what they said."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.said: dict[str, Words | None] = {}

    def fault(self, path: str) -> Words | None:
        """Why a picture cannot be printed, None where it can."""
        self.said[path] = said = super().fault(path)
        return said
