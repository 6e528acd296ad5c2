"""The journal's bytes: frames that each prove themselves, and the text that the valid ones give.

A frame is `mark, length, CRC-32, number, kind, payload`. A reader takes frames while their numbers follow; at
a damaged one it looks for the next whole text (a snapshot), so that only what lies between is lost. Nothing is ever
evaluated or unpickled.
"""

from __future__ import annotations

import struct
import zlib

from planui.model.record import NamedTuple

MAGIC = b"planui journal 1\n"
NEW = ".new"
"""Ends the name of a journal that is not whole yet."""
HEADER, BASE, SNAPSHOT, EDITS = b"H", b"B", b"S", b"E"

_MARK = b"\xf7\x9ePJ"
"""Begins every frame; no UTF-8 text holds it."""
_HEAD = struct.Struct("<4sIII1s")  # mark, payload length, CRC of all that follows it, number, kind
_CHECKED_FROM = 12
_EDIT = struct.Struct("<III")
_MAX_TEXT = 64_000_000


class Header(NamedTuple):
    """Whose journal it is: the plan's real path, the base's SHA-256, host, process, its start, and the boot."""

    path: str
    base_sha256: str
    host: str
    pid: int
    started: str
    boot: str


class Replay(NamedTuple):
    """What the valid part of a journal gives. `damaged`: something in it was cut off or unreadable.

    `last` is where the last edit ended, in characters of `text`; -1 where no edit is known.
    """

    header: Header | None
    base: str | None
    text: str | None
    edits: int
    damaged: bool
    last: int = -1


def frame(number: int, kind: bytes, payload: bytes) -> bytes:
    """One frame."""
    checked = struct.pack("<I1s", number, kind) + payload
    return _MARK + struct.pack("<II", len(payload), zlib.crc32(checked)) + checked


def pack_header(header: Header) -> bytes:
    """A header's payload."""
    return b"\0".join(
        value.encode("utf-8", "surrogateescape")
        for value in (header.path, header.base_sha256, header.host, str(header.pid), header.started, header.boot)
    )


def pack_text(text: str) -> bytes:
    """A whole text's payload."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def pack_edits(edits: list[tuple[int, int, str]]) -> bytes:
    """The payload of edits, in the order in which they were made."""
    parts = []
    for start, end, text in edits:
        data = text.encode("utf-8", "surrogatepass")
        parts += [_EDIT.pack(start, end, len(data)), data]
    return b"".join(parts)


def replay(data: bytes) -> Replay:
    """The state that a journal's bytes lead to, however they are cut or damaged."""
    header: Header | None = None
    base: str | None = None
    text: str | None = None
    count = 0
    follows = 0
    last = -1
    damaged = not data.startswith(MAGIC)
    at = len(MAGIC)
    while at < len(data):
        found = _frame_at(data, at)
        if found is None:
            damaged = True
            at = data.find(_MARK, at + 1)
            if at < 0:
                break
            continue
        number, kind, payload, at = found
        in_order = number == follows
        damaged |= not in_order
        try:
            if kind == HEADER:
                header = _unpack_header(payload)
            elif kind in (BASE, SNAPSHOT):
                if kind == SNAPSHOT or text is None:
                    text = _unpack_text(payload)
                if kind == BASE:
                    base = _unpack_text(payload)
            elif not in_order or text is None:
                continue  # Edits of a text that is not known: until the next snapshot nothing can be said.
            elif kind == EDITS:
                edits = _unpack_edits(payload)
                text = apply_edits(text, edits)
                count += len(edits)
                if edits:
                    last = edits[-1][0] + len(edits[-1][2])
        except (ValueError, struct.error, zlib.error):
            damaged = True
            continue
        follows = number + 1
    return Replay(header, base, text, count, damaged, last)


def _frame_at(data: bytes, at: int) -> tuple[int, bytes, bytes, int] | None:
    if at + _HEAD.size > len(data):
        return None
    mark, length, crc, number, kind = _HEAD.unpack_from(data, at)
    end = at + _HEAD.size + length
    if mark != _MARK or end > len(data) or zlib.crc32(data[at + _CHECKED_FROM : end]) != crc:
        return None
    return number, kind, data[at + _HEAD.size : end], end


def _unpack_header(payload: bytes) -> Header:
    path, sha256, host, pid, started, boot = (part.decode("utf-8", "surrogateescape") for part in payload.split(b"\0"))
    return Header(path, sha256, host, int(pid), started, boot)


def _unpack_text(payload: bytes) -> str:
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(payload, _MAX_TEXT)
    if not unpacker.eof:
        raise ValueError("cut or far too large")
    return _plan_text(data)


def _plan_text(data: bytes) -> str:
    """What is no UTF-8 text and could not be saved (half a surrogate pair) becomes ``\ufffd``, one for one."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogatepass")
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def _unpack_edits(payload: bytes) -> list[tuple[int, int, str]]:
    edits = []
    at = 0
    while at < len(payload):
        start, end, size = _EDIT.unpack_from(payload, at)
        at += _EDIT.size
        edits.append((start, end, _plan_text(payload[at : at + size])))
        at += size
    return edits


def apply_edits(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text after the edits, each in characters of the text that the one before left. Raises `ValueError`."""
    for start, end, new in edits:
        if not 0 <= start <= end <= len(text):
            raise ValueError("an edit outside the text")
        text = text[:start] + new + text[end:]
    return text
