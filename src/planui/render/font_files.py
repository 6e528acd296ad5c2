"""Where the fonts are: free fonts that come with pip packages, and those that a user names.

All are under the SIL Open Font License 1.1: `pylopdf-fonts-zh-cn` (Noto Serif SC Regular), `manimgx-fonts-cjk` (Noto
Sans CJK, every weight in one variable font) and, for what these lack (subscripts, symbols, other scripts),
`manimgx-fonts`.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from planui.model.words import Words
from planui.render.options import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SERIF = ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf", 0)
_SANS = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 2)
_SANS_SC_REGULAR = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", 0)

_OTHERS = "manimgx_fonts"
_FIRST_OTHERS = ("NotoSans[wght].ttf", "NotoSansSymbols[wght].ttf")

ROLES = ("body", "sans", "bold", "slant", "code")
"""What a document's looks are made of.

`body` is running text (宋体), `sans` headings (黑体), `bold` emphasis: a real bold 黑体, as Chinese print uses for it;
`slant` emphasised Western words, `code` code.
"""


OWN_ROLES = {"body": "body", "heading": "sans", "sans": "sans", "bold": "bold", "code": "code"}
"""The roles that a user may name a font for, and what they are called here."""

_WEIGHTS = {"body": 400, "sans": 500, "bold": 700, "code": 400}
"""Where each role is on the weight axis of a variable font."""

_MOST_BYTES = 100_000_000
_MOST_FACES = 100
_SFNT = (b"\x00\x01\x00\x00", b"OTTO", b"ttcf", b"true")
"""What TrueType and OpenType fonts, and collections of them, begin with (OpenType specification, otff)."""

_SIMPLIFIED = re.compile(r"\b(?:SC|CN|GB|Hans)\b|(?<=CJK)sc\b")
"""What tells the face for simplified Chinese in a collection's names."""

_NO_FONT_FILE = Words("读不到字体 {0}：{1}", "cannot read the font {0}: {1}")
_NO_FONT_THERE = Words("没有 {0} 这个字体文件", "there is no font file {0}")
_NOT_A_FONT = Words("{0} 不是能用的字体（可用 TTF、OTF、TTC）", "{0} is no font that can be used (TTF, OTF, TTC)")
_NO_FONTS = Words(
    "没有中文字体：请安装 pylopdf-fonts-zh-cn 和 manimgx-fonts-cjk",
    "there is no Chinese font: install pylopdf-fonts-zh-cn and manimgx-fonts-cjk",
)

_SLANT = 0.16
"""How far emphasised Western letters lean: the shift to the right for a rise of one."""


@dataclass(frozen=True)
class FontFile:
    """A font to take glyphs from. `index` is its place in a collection, `weight` its place on the `wght` axis, if any,
    and `slant` leans its letters.
    """

    name: str
    source: bytes | Path
    index: int = 0
    weight: int = 0
    slant: float = 0.0

    @property
    def fingerprint(self) -> str:
        """Changes when the file does; part of the key under which made faces are cached."""
        if isinstance(self.source, bytes):
            digest = hashlib.sha256(self.source).hexdigest()
        else:
            digest = f"{self.source.name}:{self.source.stat().st_size}"
        return f"{digest}:{self.index}:{self.weight}:{self.slant}"


def _packaged(where: tuple[str, str, int], name: str, weight: int = 0) -> FontFile | None:
    package, file, index = where
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / file
        if path.is_file():
            return FontFile(name, path, index, weight)
    return None


def own_font(role: str, source: bytes | Path) -> FontFile:
    """A font that the user names, a file or its bytes. Raises `RenderError` where it cannot be read or is none."""
    name = f"User-{role}"
    if isinstance(source, Path):
        shown, name = str(source), re.sub("[^A-Za-z0-9-]", "", source.stem)[:40] or name
        try:
            if not source.is_file():  # A pipe would be waited for.
                raise RenderError((_NOT_A_FONT if source.exists() else _NO_FONT_THERE).format(shown))
            with source.open("rb") as file:
                source = file.read(_MOST_BYTES)
        except OSError as error:
            raise RenderError(_NO_FONT_FILE.format(shown, error.strerror)) from None
    else:
        shown = name
    index = _face_of(source, _WEIGHTS[role])
    if index is None:
        raise RenderError(_NOT_A_FONT.format(shown))
    return FontFile(name, source, index, _WEIGHTS[role])


def _face_of(data: bytes, weight: int) -> int | None:
    """The face to take: of a collection that for simplified Chinese whose weight is nearest; None in no whole font."""
    if not data.startswith(_SFNT):
        return None
    if not data.startswith(b"ttcf"):
        return 0 if _whole(data, 0) else None
    from fontTools.ttLib import TTFont, TTLibError

    best: tuple[tuple[bool, int], int] | None = None
    for index in range(min(_number(data, 8, 4), _MOST_FACES)):
        if not _whole(data, _number(data, 12 + 4 * index, 4)):
            return None
        try:
            font = TTFont(io.BytesIO(data), fontNumber=index, lazy=True)
            names = " ".join(str(font["name"].getDebugName(which)) for which in (1, 4, 6, 16))
            heavy = font["OS/2"].usWeightClass if "OS/2" in font else _WEIGHTS["body"]
            rank = (_SIMPLIFIED.search(names) is None, abs(heavy - weight))
        except (TTLibError, KeyError, ValueError, struct.error, AssertionError):
            return None
        best = min(best or (rank, index), (rank, index))
    return best[1] if best else None


def _whole(data: bytes, at: int) -> bool:
    """Whether all tables of the font at `at` are in the file (OpenType specification, otff)."""
    for number in range(_number(data, at + 4, 2)):
        entry = at + 12 + 16 * number
        if len(data) < entry + 16 or len(data) < _number(data, entry + 8, 4) + _number(data, entry + 12, 4):
            return False
    return len(data) > at + 12


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


@cache
def _others() -> tuple[FontFile, ...]:
    """The fonts that are asked last, for characters that Chinese fonts lack."""
    spec = find_spec(_OTHERS)
    found = []
    for folder in (spec.submodule_search_locations or []) if spec else []:
        names = sorted(path.name for path in Path(folder).glob("Noto*.ttf") if "Italic" not in path.name)
        names.sort(key=lambda name: _FIRST_OTHERS.index(name) if name in _FIRST_OTHERS else len(_FIRST_OTHERS))
        found += [FontFile(name.partition("[")[0], Path(folder) / name, 0, 400) for name in names]
    return tuple(found)


def font_files(own: Mapping[str, bytes | Path] | None = None) -> dict[str, tuple[FontFile, ...]]:
    """For each role the fonts that are asked for a character, in turn. Raises `RenderError`."""
    serif = _packaged(_SERIF, "NotoSerifSC")
    plain = _packaged(_SANS_SC_REGULAR, "NotoSansSC")
    sans = {weight: _packaged(_SANS, "NotoSansCJKsc", weight) or plain for weight in (400, 500, 700)}
    wanted = {
        "body": (serif, sans[400]),
        "sans": (sans[500], serif),
        "bold": (sans[700], serif),
        "slant": (),
        "code": (sans[400], serif),
    }
    mine = {OWN_ROLES[role]: own_font(OWN_ROLES[role], source) for role, source in (own or {}).items()}
    found: dict[str, tuple[FontFile, ...]] = {}
    for role, files in wanted.items():
        first: tuple[FontFile, ...] = (mine[role],) if role in mine else ()
        if role == "slant":
            first = tuple(replace(file, slant=_SLANT) for file in found["body"])
        found[role] = first + tuple(file for file in files if file is not None)
        if not found[role]:
            raise RenderError(_NO_FONTS)
        found[role] += _others() if role != "slant" else ()
    return found
