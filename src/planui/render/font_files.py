"""Where the fonts are: free fonts that come with pip packages, and those that a user names.

Both packages are under the SIL Open Font License 1.1: `pylopdf-fonts-zh-cn` (Noto Serif SC Regular) and
`manimgx-fonts-cjk` (Noto Sans CJK, every weight in one variable font).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SERIF = ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf", 0)
_SANS = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 2)
_SANS_SC_REGULAR = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", 0)

ROLES = ("body", "sans", "bold", "slant", "code")
"""What a document's looks are made of.

`body` is running text (宋体), `sans` headings (黑体), `bold` emphasis: a real bold 黑体, as Chinese print uses for it;
`slant` emphasised Western words, `code` code.
"""


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


def font_files(own: Mapping[str, bytes | Path] | None = None) -> dict[str, tuple[FontFile, ...]]:
    """For each role the fonts that are asked for a character, in turn. Raises `FileNotFoundError`."""
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
    found: dict[str, tuple[FontFile, ...]] = {}
    for role, files in wanted.items():
        mine = (own or {}).get(role)
        first: tuple[FontFile, ...] = (FontFile(f"User-{role}", mine),) if mine is not None else ()
        if role == "slant":
            first = tuple(replace(file, slant=_SLANT) for file in found["body"])
        found[role] = first + tuple(file for file in files if file is not None)
        if not found[role]:
            raise FileNotFoundError("no Chinese font: install pylopdf-fonts-zh-cn and manimgx-fonts-cjk")
    return found
