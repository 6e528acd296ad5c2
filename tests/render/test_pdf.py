"""Whole PDFs of the sample and of the corpus: what an authority and a publisher would look at."""

from __future__ import annotations

import io
import re
from functools import cache

import pypdf
import pypdfium2 as pdfium
import pytest

from planui.model.markdown import read_prose
from planui.model.plan import Plan, read_plan
from planui.render import Rendered, RenderOptions, to_html, to_pdf
from tests.render.measure import measure, page_chars
from tests.render.plans import ROOT, MemoryWorld, a_plan, picture, the_form

MM = 72 / 25.4
AREAS = {
    "standard": ((28 * MM, 35 * MM, 184 * MM, 260 * MM), 15.79),
    "compact": ((81.6, 841.89 - 28 * MM - 680.5, 513.6, 841.89 - 28 * MM), 12.0),
}
PLANS = {
    "lingnan": ROOT / "samples" / "lingnan" / "plan.toml",
    "aquatic": ROOT / "tests" / "corpus" / "aquatic" / "plan.toml",
    "climate": ROOT / "tests" / "corpus" / "climate" / "plan.toml",
}
HEADINGS = {re.sub(r"\s", "", section.heading) for section in the_form().sections}


class FolderWorld(MemoryWorld):
    """A world whose pictures are in a plan's folder."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.folder = PLANS[name].parent

    def picture(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()


@cache
def plan_of(name: str) -> Plan:
    """A plan of the project."""
    return read_plan(PLANS[name].read_text(encoding="utf-8"))


@cache
def rendered(name: str, style: str = "standard") -> Rendered:
    """Its PDF."""
    return to_pdf(plan_of(name), the_form(), FolderWorld(name), RenderOptions(style=style))  # type: ignore[arg-type]


@cache
def body_text(name: str) -> tuple[str, ...]:
    """The text of each page without header, footer and white space."""
    document = pdfium.PdfDocument(rendered(name).pdf)
    bottom, top = AREAS["standard"][0][1] - 6, AREAS["standard"][0][3]
    return tuple(
        "".join(char.text for char in page_chars(document[number]) if bottom <= char.bottom <= top)
        for number in range(len(document))
    )


@pytest.mark.parametrize("style", ["standard", "compact"])
@pytest.mark.parametrize("name", PLANS)
def test_no_line_is_faulty(name: str, style: str) -> None:
    area, size = AREAS[style]
    source = PLANS[name].read_text(encoding="utf-8")
    faults = measure(rendered(name, style).pdf, area=area, size=size, headings=HEADINGS, first=5, source=source)
    assert faults.lines > 500
    assert faults.all() == {}


@pytest.mark.parametrize("name", PLANS)
def test_every_section_reads_back(name: str) -> None:
    text = "".join(body_text(name))
    for section in the_form().sections:
        for piece in re.split(r"[\n\t]", read_prose(plan_of(name).text(section.number)).text):
            words = re.sub(r"\s", "", piece).replace("\\|", "|")  # a bar that a table escapes is printed as a bar
            if len(words) < 200:
                assert words in text, section.number


def test_bookmarks_are_the_headings_and_contents_lead_to_them() -> None:
    result = rendered("lingnan")
    reader = pypdf.PdfReader(io.BytesIO(result.pdf))

    def flat(items: list[object]) -> list[object]:
        return [one for item in items for one in (flat(item) if isinstance(item, list) else [item])]

    marks = flat(reader.outline)  # type: ignore[arg-type]
    assert [mark.title for mark in marks] == [section.heading for section in the_form().sections]  # type: ignore[attr-defined]
    pages = [reader.get_destination_page_number(mark) + 1 for mark in marks]  # type: ignore[arg-type]
    assert pages == [entry.page for entry in result.outline]
    texts = body_text("lingnan")
    contents = "".join(texts[2:4])
    for section, page in zip(the_form().sections, pages, strict=True):
        words = re.sub(r"\s", "", section.heading)
        assert words in texts[page - 1]
        assert re.search(rf"{re.escape(words)}\.*{page}", contents), section.number


def test_the_file_is_fit_to_be_handed_in() -> None:
    result = rendered("lingnan")
    reader = pypdf.PdfReader(io.BytesIO(result.pdf))
    assert not reader.is_encrypted
    assert len(result.pdf) < the_form().max_bytes
    assert len(reader.pages) == result.pages
    assert reader.metadata is not None
    assert reader.metadata.author == plan_of("lingnan").field_text("host")
    assert plan_of("lingnan").field_text("name") in str(reader.metadata.title)
    assert reader.metadata.subject == the_form().title
    assert str(reader.trailer["/Root"]["/Lang"]) == "zh-CN"  # type: ignore[index]
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"].get_object()
            assert "/ToUnicode" in font.get_object()


def test_the_cover_is_the_forms() -> None:
    cover = body_text("lingnan")[0]
    assert cover.startswith("附件5广州市科技资源库建设运行实施方案")
    for words in ("广州市岭南中药材科技资源库", "盖章", "二〇二〇年八月二十日", "二〇二〇年八月"):
        assert words in cover


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan = a_plan({"1": "文字**粗**\n\n![图](a.png)"})
    world = MemoryWorld({"a.png": picture()})
    assert to_pdf(plan, the_form(), world, RenderOptions()).pdf == to_pdf(plan, the_form(), world, RenderOptions()).pdf
    later = to_pdf(plan, the_form(), world, RenderOptions(epoch=1_600_000_000)).pdf
    assert b"D:20200913122640" in later


def test_the_blank_form_is_the_outline_in_order() -> None:
    result = to_pdf(a_plan({}), the_form(), MemoryWorld(), RenderOptions(blank=True))
    document = pdfium.PdfDocument(result.pdf)
    text = re.sub(r"\s", "", "".join(char.text for page in document for char in page_chars(page)))
    at = 0
    form = the_form()
    expected = [form.label, form.title, form.subtitle]
    expected += [field.printed for field in form.fields if field.place == "cover"]
    expected += [form.issued, form.notes_title, *form.notes]
    for section in form.sections:
        expected += [section.heading, section.guidance]
    for words in expected:
        wanted = re.sub(r"\s", "", words)
        found = text.find(wanted, at) if len(wanted) < 200 else text.find(wanted[:60], at)
        assert found >= 0, words
        at = found + 1


def test_a_bad_picture_is_a_frame_and_a_note() -> None:
    plan = a_plan({"1": "前\n\n![甲](none.png)\n\n![乙](bad.png)\n\n后"})
    result = to_pdf(plan, the_form(), MemoryWorld({"bad.png": b"xx"}), RenderOptions())
    assert [(note.path, note.section, note.action) for note in result.pictures] == [
        ("none.png", "1", "failed"),
        ("bad.png", "1", "failed"),
    ]
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(result.pdf))
    assert "none.png" in text


def test_a_missing_glyph_is_reported_and_copies_as_itself() -> None:
    result = to_pdf(a_plan({"4.3": "天气\U00010900好"}), the_form(), MemoryWorld(), RenderOptions())
    assert [(glyph.char, glyph.section) for glyph in result.missing_glyphs] == [("\U00010900", "4.3")]
    assert "\U00010900" in "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(result.pdf)).pages)


def test_html_shows_raw_html_as_text() -> None:
    html = to_html(a_plan({"1": "<script>alert(1)</script>"}), the_form(), MemoryWorld(), RenderOptions())
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_space_beside_a_full_width_mark_is_not_printed() -> None:
    plan = a_plan({"1": "网址是 [目录](https://a.example) ，代码 `a ，b` 见上。"})
    result = to_pdf(plan, the_form(), MemoryWorld(), RenderOptions(notes=False))
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(result.pdf))
    assert "目录，代码" in text
    assert "a ，b" in text
