"""What a caller gives to a render and gets back from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from planui.model.words import PlanuiError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Style = Literal["standard", "compact"]

Progress = "Callable[[str, float], None]"
"""Told of each stage's name and of the share of the work (0 to 1) that is behind it."""


class PictureError(PlanuiError):
    """A picture that cannot be printed: it is damaged, no picture, or too large to be decoded safely."""


class RenderError(PlanuiError):
    """A plan that cannot become a right PDF: larger than the form allows, no such font. Nothing was written."""


class World(Protocol):
    """The one door of a render to the disk; `planui.files` implements it."""

    def picture(self, path: str) -> bytes:
        """The bytes of a picture as the plan names it. Raises an exception whose `str()` says what is wrong."""

    def style(self, name: str) -> str:
        """The text of `styles/<name>.css`."""

    def cached(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes stored under `key` (a file name), made and stored first where there are none."""


@dataclass(frozen=True)
class RenderOptions:
    """How to print.

    `style` names a pair of style sheets. `blank` prints the form itself with its guidance, to be filled by hand.
    `notes` prints the form's notes behind the cover. `fonts` replaces a role's font (`body`, `sans`, `bold`, `code`) by
    a file's path or bytes. `epoch` is the PDF's date in seconds since 1970 (UTC), the plan's date where it is None.
    `lang` (zh or en) is the language of what is said in the place of a picture that cannot be printed.
    """

    style: Style = "standard"
    blank: bool = False
    notes: bool = True
    fonts: Mapping[str, bytes | Path] = field(default_factory=dict)
    epoch: int | None = None
    lang: str = "zh"


@dataclass(frozen=True)
class MissingGlyph:
    """A character that its text's font does not have. `section` is where it stands first (“” for the cover).

    `font` is the font that it was taken from; “” where none has it: it is printed as a box.
    """

    char: str
    section: str
    font: str = ""


@dataclass(frozen=True)
class PictureNote:
    """What was done with a picture: `resampled` from `width`×`height` pixels to the new ones, or `failed`."""

    path: str
    section: str
    action: Literal["resampled", "failed"]
    reason: str = ""
    width: int = 0
    height: int = 0
    new_width: int = 0
    new_height: int = 0


@dataclass(frozen=True)
class OutlineEntry:
    """A heading of the form in the PDF: its level from 1, its words, and its page, counted from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True)
class Rendered:
    """A PDF and what is to be said about it. `fonts` are the PostScript names of the embedded subsets."""

    pdf: bytes
    pages: int
    fonts: tuple[str, ...] = ()
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    pictures: tuple[PictureNote, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
