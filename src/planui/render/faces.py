"""Faces: TrueType fonts that hold exactly the characters of one document, made from several fonts.

A face takes each character from the first of its fonts that has it, so that a run of text never changes font in the
middle of a line. It also holds two things that no font has ready: a half-width form of every full-width mark, whose
box ends where its ink does, and a box for a character that no font has, which keeps its Unicode when copied.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from typing import TYPE_CHECKING, Any

from planui.render.charclass import CLOSING, OPENING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planui.render.font_files import FontFile

EM = 1000
"""Units of an em in every face."""

_VERSION = "5"
"""Part of the cache's key: changes when faces are made differently."""

_FULL_DASHES = "—―"


class Face:
    """A font for one document: where its glyphs are, how wide they are (in 1/1000 em), and its file, zlib-compressed.

    `codes` are those that a text is printed with: of a full-width mark its half form, `whole` has that with its blank.
    `borrowed` has the characters that its first font lacks, with the name of the font that they come from (“”: none).

    It is empty until `load` has made it for the characters that were added to `wanted` meanwhile.
    """

    def __init__(self, role: str, files: Sequence[FontFile]) -> None:
        self.role = role
        self.files = files
        self.wanted: set[str] = set()

    def load(self, cached: Callable[[str, Callable[[], bytes]], bytes]) -> None:
        """Makes the face, or takes it from the cache: its key holds all that it depends on."""
        chars = "".join(sorted({*self.wanted, " ", "?"} - {"\n", "\t", "\r"}))
        prints = "|".join(file.fingerprint for file in self.files)
        key = hashlib.sha256(f"{_VERSION}|{self.role}|{prints}|{chars}".encode()).hexdigest()

        def make() -> bytes:
            return _pack(self.role, key, self.files, chars)

        blob = cached(f"face-{self.role}-{key[:32]}.bin", make)
        try:
            self._fill(*_unpack(blob))
        except (ValueError, KeyError):  # a damaged cache costs only time
            self._fill(*_unpack(make()))

    def _fill(self, meta: dict[str, Any], packed: bytes) -> None:
        chars: str = meta["chars"]
        self.name: str = meta["name"]
        self.ascent: int = meta["ascent"]
        self.descent: int = meta["descent"]
        self.bounds: list[int] = meta["bounds"]
        self.advances: list[int] = meta["advances"]
        self.borrowed: dict[str, str] = meta["borrowed"]
        self.half: dict[str, int] = meta["half"]
        self.gids: dict[str, int] = {char: gid for gid, char in enumerate(chars, 1)}
        self.unicodes: list[str] = ["\ufffd", *chars, *self.half]
        self.widths: dict[str, int] = dict(zip(chars, self.advances[1:], strict=False))
        self.codes = _Codes({char: f"{gid:04x}" for char, gid in {**self.gids, **self.half}.items()})
        self.whole: dict[str, str] = {char: f"{self.gids[char]:04x}" for char in meta["plain"]}
        self._scaled: dict[float, dict[str, float]] = {}
        self.packed = packed
        self.length: int = meta["length"]

    def scaled(self, size: float) -> dict[str, float]:
        """The width in points of each character at a size; a full-width mark counts with its half form."""
        table = self._scaled.get(size)
        if table is None:
            table = _Widths({char: width * size / EM for char, width in self.widths.items()})
            table.update(dict.fromkeys(self.half, size / 2))
            table.unknown = size
            self._scaled[size] = table
        return table


class _Widths(dict[str, float]):
    """Widths by character; one that the face was not made for counts as an em."""

    unknown = 0.0

    def __missing__(self, char: str) -> float:
        return self.unknown


class _Codes(dict[str, str]):
    """Codes by character in hexadecimal; one that the face was not made for is the box."""

    def __missing__(self, char: str) -> str:
        return "0000"


def _unpack(blob: bytes) -> tuple[dict[str, Any], bytes]:
    size = int.from_bytes(blob[:4], "big")
    meta = json.loads(blob[4 : 4 + size])
    packed = blob[4 + size :]
    if hashlib.sha256(packed).hexdigest() != meta["digest"]:
        raise ValueError("damaged face")
    return meta, packed


def _pack(role: str, key: str, files: Sequence[FontFile], chars: str) -> bytes:
    from planui.render.face_maker import make_truetype

    made = make_truetype(files, chars, halves=OPENING + CLOSING, openers=OPENING, dashes=_FULL_DASHES)
    packed = zlib.compress(made.data, 6)
    tag = "".join(chr(65 + int(digit, 16)) for digit in key[:6])
    meta = {
        "name": f"{tag}+{files[0].name}-{role}",
        "chars": chars,
        "advances": made.advances,
        "half": made.half,
        "plain": made.plain,
        "borrowed": made.borrowed,
        "ascent": made.ascent,
        "descent": made.descent,
        "bounds": made.bounds,
        "length": len(made.data),
        "digest": hashlib.sha256(packed).hexdigest(),
    }
    head = json.dumps(meta, ensure_ascii=True).encode()
    out = io.BytesIO()
    out.write(len(head).to_bytes(4, "big"))
    out.write(head)
    out.write(packed)
    return out.getvalue()
