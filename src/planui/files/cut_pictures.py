"""Whether a picture's file ends before the picture does, as after a broken transfer: told by its parts, not decoded."""

from __future__ import annotations

import struct
from typing import BinaryIO

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_END_OF_JPEG = b"\xff\xd9"
_TAIL = 4096
"""Bytes at the end of a JPEG in which its end nearly always stands."""
_STANDALONE = frozenset([0x01, *range(0xD0, 0xD9)])
"""JPEG markers without a length (ITU-T T.81, B.1.1.3)."""
_SCAN = 0xDA


def is_cut_short(file: BinaryIO) -> bool:
    """Whether a PNG lacks its last chunk (W3C PNG, 5.6) or a JPEG its end marker (ITU-T T.81, B.2.1); of other formats
    nothing is said. Reads the heads of the parts; raises `OSError` where the file cannot be read."""
    file.seek(0)
    head = file.read(len(_PNG))
    if head == _PNG:
        return not _has_last_chunk(file)
    if head.startswith(_JPEG):
        return not _has_end_marker(file)
    return False


def _has_last_chunk(file: BinaryIO) -> bool:
    """Follows the chunks of a PNG, from behind its signature, to IEND; the first must give its size."""
    size = file.seek(0, 2)
    at, first = len(_PNG), True
    while at + 12 <= size:  # a chunk is its length, its type, its data and a checksum
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        if first and (kind != b"IHDR" or length != 13):
            return False
        first = False
        if kind == b"IEND":
            return True
        at += 12 + length
    return False


def _has_end_marker(file: BinaryIO) -> bool:
    """Follows the segments of a JPEG to its first scan, and looks for the end behind that: a thumbnail has one, too."""
    size = file.seek(0, 2)
    at = len(_JPEG)
    while at + 4 <= size:
        file.seek(at)
        sign, marker, length = struct.unpack(">BBH", file.read(4))
        if sign != 0xFF:
            return True  # padded otherwise than is usual: who decodes it will tell
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
        elif marker == _SCAN:
            return _stands_behind(file, at, size)
        else:
            at += 2 + length
    return False


def _stands_behind(file: BinaryIO, at: int, size: int) -> bool:
    file.seek(max(at, size - _TAIL))
    if _END_OF_JPEG in file.read():
        return True
    file.seek(at)  # a camera's own data may follow the picture
    return _END_OF_JPEG in file.read()
