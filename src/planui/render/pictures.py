"""Pictures: read safely, resampled to the size of print, and set with their caption under them."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from planui.model.words import Words
from planui.render.options import PictureError, PictureNote

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.render.textblock import TextBlock

LEAST_DPI = 150
"""A picture is never printed so large that it has fewer dots to an inch."""

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")

_WORTH = 0.9
"""A picture keeps its dots unless they would become fewer than this share of them."""

_TOO_LARGE = Words(
    "图片太大：{0}×{1} 像素，超过 {2} 万；请先缩小", "the picture is too large: {0}×{1} pixels; make it smaller first"
)
_TOO_LARGE_TO_OPEN = Words("图片太大，打开它需要的内存太多", "the picture is too large: it takes too much memory")
_EMPTY = Words("图片是空的", "the picture is empty")
_UNREADABLE = Words("图片已损坏，读不出来", "the picture is damaged and cannot be read")

_VERSION = "2"
"""Part of the cache's key: changes when pictures are prepared differently."""

_MOST_PIXELS = 80_000_000
"""Larger pictures are refused before they are decoded: at three bytes a pixel this is 240 MB."""

_LEAST_SHARE, _LEAST_SHARE_ALONE = 0.75, 0.4
"""The share of its size down to which a picture is brought to fit into what is left of a page, and where it is the
first on the page after headings."""

_JPEG_GAIN = 300_000
"""Bytes above which a picture in many colours is stored as JPEG."""


@dataclass(frozen=True)
class Prepared:
    """A picture ready to be embedded: its size in dots, the file's own size, and its data as a PDF stores it.

    `kind` is `DCTDecode` (a JPEG file) or `FlateDecode` (the rows of a PNG file, with its predictors); `colors` are the
    bytes of a dot: 1 for grey, 3 for RGB.
    """

    width: int
    height: int
    source: tuple[int, int]
    kind: str
    colors: int
    data: bytes

    @property
    def resampled(self) -> bool:
        """Whether it has other dots than its file."""
        return (self.width, self.height) != self.source


def prepare(
    data: bytes, area: tuple[float, float], dpi: int, cached: Callable[[str, Callable[[], bytes]], bytes]
) -> Prepared:
    """The picture in `data`, with at most `dpi` dots to the inch when fitted into `area` (points).

    What was made of a picture is kept by `cached`. Raises `PictureError` for what is no picture, is damaged or is too
    large to be decoded safely.
    """
    key = hashlib.sha256(f"{_VERSION}|{area}|{dpi}|".encode() + data).hexdigest()

    def make() -> bytes:
        made = _prepare(data, area, dpi)
        head = json.dumps([made.width, made.height, *made.source, made.kind, made.colors, len(made.data)])
        return head.encode() + b"\n" + made.data

    head, _, body = cached(f"picture-{key[:40]}.bin", make).partition(b"\n")
    try:
        width, height, first, second, kind, colors, size = json.loads(head)
    except ValueError:  # a damaged cache costs only time
        return _prepare(data, area, dpi)
    if len(body) != size:
        return _prepare(data, area, dpi)
    return Prepared(width, height, (first, second), kind, colors, body)


def _prepare(data: bytes, area: tuple[float, float], dpi: int) -> Prepared:
    from PIL import Image, ImageOps

    try:
        image: Any = Image.open(io.BytesIO(data), formats=FORMATS)
        size = image.size
        if size[0] * size[1] > _MOST_PIXELS:
            raise PictureError(_TOO_LARGE.format(*size, _MOST_PIXELS // 10_000))
        if min(size) < 1:
            raise PictureError(_EMPTY)
        photo = image.format == "JPEG"
        turned = image.getexif().get(0x0112, 1) in range(2, 9)
        width, height = (size[1], size[0]) if image.getexif().get(0x0112, 1) in range(5, 9) else size
        source = (width, height)
        shown = fitted(width, height, area)
        scale = min(1.0, shown[0] / 72 * dpi / width)
        target = (max(1, round(width * scale)), max(1, round(height * scale))) if scale < _WORTH else source
        if photo and target == source and not turned and image.mode in ("RGB", "L"):
            image.load()
            return Prepared(width, height, source, "DCTDecode", 3 if image.mode == "RGB" else 1, _bare_jpeg(data))
        if photo:
            image.draft("RGB", (target[0] * 2, target[1] * 2))
        image = _flat(ImageOps.exif_transpose(image) if turned else image)
        if target != image.size:
            image = image.resize(target, Image.Resampling.LANCZOS, reducing_gap=3.0)
        kind, stored = _stored(image, photo)
        return Prepared(*target, source, kind, 3 if image.mode == "RGB" else 1, stored)
    except PictureError:
        raise
    except (MemoryError, Image.DecompressionBombError):
        raise PictureError(_TOO_LARGE_TO_OPEN) from None
    except Exception as error:  # a picture's decoder may raise anything on damaged data
        raise PictureError(_UNREADABLE) from error


def _flat(image: Any) -> Any:
    """The picture without transparency (on white) and in grey or RGB."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, (255, 255, 255))
        white.paste(image, mask=image.getchannel("A"))
        return white
    if image.mode.startswith("I;16"):  # convert() would cut off all that is lighter than 255 of 65,535
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image.convert("RGB")


def _bare_jpeg(data: bytes) -> bytes:
    """A JPEG file without what it says of its maker: where and with what it was taken, by whom, remarks (Exif, COM).

    Kept are the segments that decoding needs, of APPn those that tell the colours (JFIF, Adobe; ITU T.81, B.1.1).
    """
    out, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF:  # fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        kind = data[at + 1]
        if not (0xE1 <= kind <= 0xEF and kind != 0xEE) and kind != 0xFE:
            out += data[at:end]
        at = end
    return bytes(out + data[at:])


def _stored(image: Any, photo: bool) -> tuple[str, bytes]:
    """The picture as a PDF stores it: exact where that is small, as JPEG where it is a photograph."""
    if not photo:
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=6)
        if out.tell() <= _JPEG_GAIN or image.getcolors(4096) is not None:
            return "FlateDecode", _rows(out.getvalue())
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, optimize=True)
    return "DCTDecode", out.getvalue()


def _rows(png: bytes) -> bytes:
    """The compressed rows of a PNG file (PNG specification, 11.2.4)."""
    at, parts = 8, []
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + size])
        at += size + 12
    return b"".join(parts)


def fitted(width: int, height: int, area: tuple[float, float]) -> tuple[float, float]:
    """The printed size in points of a picture of so many dots: as large as its dots allow, and inside `area`."""
    scale = min(72 / LEAST_DPI, area[0] / width, area[1] / height)
    return width * scale, height * scale


class Figure(Flowable):  # type: ignore[misc]
    """A picture in the middle of the measure with its caption under it; the two are never parted."""

    def __init__(self, picture: Prepared | None, caption: TextBlock | None, frame: TextBlock | None = None) -> None:
        super().__init__()
        self.picture = picture
        self.caption = caption
        self.frame = frame
        self.page_limit = 600.0
        self.spaceBefore = self.spaceAfter = 6.0

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Points above the picture."""
        return self.spaceBefore

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points under the caption."""
        return self.spaceAfter

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """The size of picture and caption together, never higher than a page. A picture that is a little too high for
        what is left of the page is made smaller, so that it leaves no hole there.
        """
        self.width = avail_width
        below, height = self._measure(avail_width, self.page_limit)
        if height > avail_height and self.picture is not None and self._gives(height, below, avail_height):
            below, height = self._measure(avail_width, avail_height)
        self.height = height
        return avail_width, height

    def _measure(self, width: float, limit: float) -> tuple[float, float]:
        """The heights of the caption and of all where `limit` is the most."""
        below = 0.0
        if self.caption is not None:
            below = min(self.caption.wrap(width, limit)[1] + 4, self.page_limit * 0.4)
        if self.picture is not None:
            self.shown = fitted(self.picture.width, self.picture.height, (width, max(limit - below - 1, 1)))
        elif self.frame is not None:
            height = min(self.frame.wrap(width - 24, limit)[1] + 24, limit - below - 1)
            self.shown = (width, height)
        return below, self.shown[1] + below

    def _gives(self, height: float, below: float, room: float) -> bool:
        """Whether the picture may be made so small that all is `room` high: less so where the next page is near."""
        least = _LEAST_SHARE if room < self.page_limit * 0.7 else _LEAST_SHARE_ALONE
        return room - below - 1 >= least * (height - below)

    def least_height(self, width: float, room: float) -> float:
        """The height that the figure takes where `room` is left."""
        return self.wrap(width, room)[1]

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Never: a figure stays whole."""
        return []

    def draw(self) -> None:
        """Draws the picture, or the frame that stands for it, and the caption."""
        canvas: Any = self.canv
        width, height = self.shown
        left, bottom = (self.width - width) / 2, self.height - height
        if self.picture is not None:
            canvas.draw_picture(self.picture, left, bottom, width, height)
        elif self.frame is not None:
            canvas.saveState()
            canvas.setLineWidth(0.5)
            canvas.setDash(3, 2)
            canvas.rect(left + 0.5, bottom, width - 1, height)
            canvas.restoreState()
            size = self.frame.wrapOn(canvas, width - 24, height)[1]
            self.frame.drawOn(canvas, left + 12, bottom + (height - size) / 2)
        if self.caption is not None:
            size = self.caption.wrapOn(canvas, self.width, self.height)[1]
            self.caption.drawOn(canvas, 0, bottom - 4 - size)


def failed(path: str, section: str, reason: str) -> PictureNote:
    """The note on a picture that could not be printed."""
    return PictureNote(path, section, "failed", reason)
