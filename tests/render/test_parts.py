"""The small parts: dates, pictures, Markdown, faces."""

from __future__ import annotations

import io
import zlib
from datetime import date

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from PIL import Image

from planui.render.faces import Face
from planui.render.font_files import font_files
from planui.render.markdown import PictureRef, to_fragment
from planui.render.numerals import chinese_date
from planui.render.options import PictureError
from planui.render.pictures import fitted, prepare
from tests.render.plans import TEXT, picture

AREA = (442.0, 600.0)


def no_cache(_key: str, make: object) -> bytes:
    """Makes everything anew."""
    return make()  # type: ignore[operator, no-any-return]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 8, 20), "二〇二〇年八月二十日"),
        (date(2020, 10, 10), "二〇二〇年十月十日"),
        (date(2021, 12, 31), "二〇二一年十二月三十一日"),
        (date(2009, 1, 1), "二〇〇九年一月一日"),
    ],
)
def test_dates_in_chinese_numerals(day: date, words: str) -> None:
    assert chinese_date(day) == words


def test_a_picture_is_never_enlarged_past_150_dots_an_inch() -> None:
    assert fitted(150, 75, AREA) == (72, 36)
    width, height = fitted(4000, 2000, AREA)
    assert (width, height) == (442, 221)


def test_a_large_picture_is_resampled_to_the_size_of_print() -> None:
    made = prepare(picture(6000, 3000), AREA, 300, no_cache)
    assert made.resampled
    assert made.width == pytest.approx(442 / 72 * 300, abs=1)


def test_a_fitting_jpeg_is_kept_as_it_is() -> None:
    data = picture(800, 400, "JPEG")
    assert prepare(data, AREA, 300, no_cache).data == data


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK"])
def test_every_mode_becomes_grey_or_rgb_rows(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    made = prepare(picture(60, 40, kind, mode), AREA, 300, no_cache)
    assert made.kind == "FlateDecode"
    assert len(zlib.decompress(made.data)) == 40 * (60 * made.colors + 1)


def test_a_turned_photograph_is_set_upright() -> None:
    image = Image.new("RGB", (80, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    made = prepare(out.getvalue(), AREA, 300, no_cache)
    assert (made.width, made.height) == (40, 80)


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:60], b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        prepare(data, AREA, 300, no_cache)


def test_raw_html_and_entities_are_text() -> None:
    html = to_fragment("甲 <script>x</script> &lt; <img src=x onerror=y>", [])
    assert "&lt;script&gt;" in html
    assert "&amp;lt;" in html
    assert "<img" not in html


def test_a_dangerous_link_has_no_target() -> None:
    assert "javascript" not in to_fragment("[a](javascript:alert(1))", [])
    assert 'href="https://example.org"' in to_fragment("[a](https://example.org)", [])


def test_pictures_stand_apart_from_their_paragraph() -> None:
    refs: list[PictureRef] = []
    html = to_fragment('前文![替代](a b.png "图1 标题")后文', refs)
    assert refs == [PictureRef("a b.png", "图1 标题")]
    assert html.index("前文") < html.index("<figure>") < html.index("后文")
    assert "<p><figure" not in html


@pytest.mark.parametrize("title", ["图1 a) 甲；b) 乙", "图1 增长 (2018—2020)", '图1 所谓\\"甲\\"', "图1 **甲**"])
def test_a_title_may_have_parentheses_and_quotes(title: str) -> None:
    refs: list[PictureRef] = []
    to_fragment(f'前文![替代](a.png "{title}")后文', refs)
    assert refs == [PictureRef("a.png", title.replace("\\", ""))]


def test_underscores_in_words_are_no_emphasis() -> None:
    assert "zj_taxon_id" in to_fragment("字段 zj_taxon_id 为", [])


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_markdown_never_fails_or_lets_a_tag_through(text: str) -> None:
    html = to_fragment(text, [])
    assert "<script" not in html
    assert "onerror=" not in html.replace("&quot;", "") or "<img src" not in html


def a_face(role: str, text: str) -> Face:
    """A face for a text."""
    face = Face(role, font_files()[role])
    face.wanted.update(text)
    face.load(no_cache)
    return face


def test_a_face_holds_its_characters_and_their_half_forms() -> None:
    face = a_face("body", "资源，（—a₂\U00010900")
    font = TTFont(io.BytesIO(zlib.decompress(face.packed)))
    assert face.borrowed == {"₂": "NotoSans", "\U00010900": ""}
    assert face.widths["资"] == face.widths["—"] == 1000
    assert set(face.half) == {"，", "（"}
    order = font.getGlyphOrder()
    assert [font["hmtx"][order[gid]][0] for gid in face.half.values()] == [500, 500]
    assert face.unicodes[face.half["，"]] == "，"


def test_bold_is_a_bold_font() -> None:
    def ink(face: Face) -> int:
        font = TTFont(io.BytesIO(zlib.decompress(face.packed)))
        glyph = font["glyf"][font.getGlyphOrder()[face.gids["一"]]]
        return int(glyph.yMax - glyph.yMin)

    assert ink(a_face("bold", "一")) > 1.2 * ink(a_face("sans", "一"))


def test_a_damaged_cache_costs_only_time() -> None:
    face = Face("body", font_files()["body"])
    face.wanted.update("资")
    face.load(lambda _key, _make: b"\x00\x00\x00\x02{}broken")
    assert face.widths["资"] == 1000


def test_bold_begins_with_no_mark_that_ends_a_phrase() -> None:
    html = to_fragment("**甲**乙**、**“丙”**、**丁**。", [])
    assert "<strong>甲</strong>" in html
    assert "<strong>、</strong>" not in html
