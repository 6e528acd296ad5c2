"""Pictures are taken as they are, or refused with a reason; a file that ends too early is told before it is decoded."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from planui.files.cut_pictures import is_cut_short
from planui.files.pictures import PictureFolder

WHOLE = [("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True}), ("JPEG", {"restart_marker_rows": 1})]


def encoded(kind: str, **options: object) -> bytes:
    """A noisy picture, which no format makes small."""
    file = io.BytesIO()
    Image.effect_noise((120, 90), 80).convert("RGB").save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "options"), WHOLE)
def test_a_picture_that_ends_early_is_told_from_a_whole_one(kind: str, options: dict[str, object]) -> None:
    data = encoded(kind, **options)
    assert not is_cut_short(io.BytesIO(data))
    assert not is_cut_short(io.BytesIO(data + b"a camera's own data" * 500))
    assert all(is_cut_short(io.BytesIO(data[:length])) for length in (18, 40, 700, len(data) // 2, len(data) - 5))


def test_a_thumbnails_end_is_not_the_pictures() -> None:
    data = encoded("JPEG")
    inner = b"Exif\0\0" + encoded("JPEG")[:60_000]
    with_thumbnail = data[:2] + b"\xff\xe1" + (len(inner) + 2).to_bytes(2, "big") + inner + data[2:]
    assert not is_cut_short(io.BytesIO(with_thumbnail))
    assert is_cut_short(io.BytesIO(with_thumbnail[:-200]))


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "WEBP", "BMP"])
def test_of_other_formats_nothing_is_said(kind: str) -> None:
    data = encoded(kind)
    assert not is_cut_short(io.BytesIO(data[: len(data) // 2]))


def test_a_picture_cut_short_is_a_fault_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "whole.png").write_bytes(encoded("PNG"))
    (tmp_path / "cut.png").write_bytes(encoded("PNG")[:2000])
    folder = PictureFolder(str(tmp_path))
    assert folder.fault("whole.png") is None
    assert "不完整" in str(folder.fault("cut.png").zh)  # type: ignore[union-attr]


def test_a_picture_that_changed_is_looked_at_again(tmp_path: Path) -> None:
    whole = encoded("PNG")
    inside, outside = tmp_path / "plan", tmp_path / "other"
    inside.mkdir()
    outside.mkdir()
    picture = inside / "a.png"
    pictures = PictureFolder(str(inside))
    assert pictures.fault("a.png") is not None
    picture.write_bytes(whole)
    assert pictures.fault("a.png") is None
    (inside / "new.png").write_bytes(whole[:-200] + bytes(200))
    (inside / "new.png").replace(picture)
    fault = pictures.fault("a.png")
    assert fault is not None and "不完整" in fault.zh
    picture.unlink()
    (outside / "b.png").write_bytes(whole)
    picture.symlink_to(outside / "b.png")
    fault = pictures.fault("a.png")
    assert fault is not None and "不在计划所在的文件夹" in fault.zh
    picture.unlink()
    picture.write_bytes(whole)
    assert pictures.fault("a.png") is None
