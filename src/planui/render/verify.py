"""Reads a finished PDF back with another program's eyes (PDFium, which many readers are made of) before it is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from planui.model.markdown import read_prose
from planui.model.words import Words
from planui.render.options import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planui.render.options import OutlineEntry

_SAMPLE = 6
"""Sections of which the text is read back: more than enough to notice a font whose codes say nothing."""

_FIRST = 100
"""Chinese characters at a section's beginning that are looked for."""

_SPREAD = 4
"""Pages, from the heading's on, that these may be on: pictures and tables may stand between them."""

_LEAST = 10
"""Different ones that there must be to tell anything: captions and notes may be many pages away."""

_SHARE = 0.5
"""How many of them must be read: a font whose codes say nothing gives none, what Markdown hides are a few."""

_FAILED = Words(
    "PDF 读回核对没有通过（{0}），没有写出；请把这份计划和这行提示发给开发者",
    "the PDF failed when read back ({0}) and was not written; please send the plan and this line to the developers",
)
_ENCRYPTED = Words("是加密的", "it is encrypted")
_CLOSED = Words("打不开：{0}", "it cannot be opened: {0}")
_PAGES = Words("有 {0} 页，应有 {1} 页", "it has {0} pages instead of {1}")
_FONTS = Words("{0} 种字体只嵌入了 {1} 种", "of {0} fonts {1} are embedded")
_HEADING = Words("第 {0} 页读不到标题“{1}”", "page {0} does not read as having {1!r}")
_TEXT = Words("第 {0} 页起读不到“{1}”的文字", "the text of {1!r} cannot be read from page {0} on")

_SPACE = re.compile(r"\s+")
_HAN = re.compile("[\u4e00-\u9fff]")


def verify(data: bytes, pages: int, outline: Sequence[OutlineEntry], texts: Mapping[str, str]) -> None:
    """Raises `RenderError` unless the PDF can be handed in as it is.

    It opens without a password and has `pages` pages, its fonts are all embedded, and the beginning of some sections
    can be read where `outline` says that they are. `texts` are the texts of the sections by their headings.
    """
    _fonts_in(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _fault(_CLOSED, error) from None
    try:
        if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise _fault(_ENCRYPTED)
        if len(document) != pages or not pages:
            raise _fault(_PAGES, len(document), pages)
        _fonts_on(document[0])
        for number in _sampled(outline, texts):
            _section(document, outline, number, texts)
    finally:
        document.close()


def _fault(words: Words, *values: object) -> RenderError:
    said = words.format(*values)
    return RenderError(Words(_FAILED.zh.format(said.zh), _FAILED.en.format(said.en)))


def _fonts_in(data: bytes) -> None:
    """Every font of the file has its own outlines with it (PDF 32000-1, 9.9), and none is one of the standard 14."""
    described, embedded = data.count(b"/Type /FontDescriptor"), len(re.findall(rb"/FontFile[23]? \d+ 0 R", data))
    if described != embedded or re.search(rb"/Subtype /Type[13]\b", data):
        raise _fault(_FONTS, described, embedded)


def _fonts_on(page: Any) -> None:
    """The fonts that a page uses are embedded, as PDFium sees it."""
    for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        if raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)) != 1:
            raise _fault(_FONTS, 1, 0)


def _sampled(outline: Sequence[OutlineEntry], texts: Mapping[str, str]) -> list[int]:
    """The entries to look at: spread over those with a text, or over all where none has."""
    wanted = [number for number, entry in enumerate(outline) if texts.get(entry.title, "").strip()]
    wanted = wanted or list(range(len(outline)))
    step = max(1, len(wanted) // _SAMPLE)
    return wanted[::step][: _SAMPLE + 1]


def _section(document: Any, outline: Sequence[OutlineEntry], number: int, texts: Mapping[str, str]) -> None:
    entry = outline[number]
    last = outline[number + 1].page if number + 1 < len(outline) else len(document)
    shown = [_text(document, page) for page in range(entry.page, min(last, entry.page + _SPREAD - 1) + 1)]
    if _SPACE.sub("", entry.title) not in (shown[0] if shown else ""):
        raise _fault(_HEADING, entry.page, entry.title)
    wanted = set(_HAN.findall(read_prose(texts.get(entry.title, "")).text)[:_FIRST])
    if len(wanted) >= _LEAST and len(wanted & set("".join(shown))) < len(wanted) * _SHARE:
        raise _fault(_TEXT, entry.page, entry.title)


def _text(document: Any, number: int) -> str:
    page = document[number - 1]
    text = page.get_textpage()
    try:
        return _SPACE.sub("", text.get_text_range())
    finally:
        text.close()
        page.close()
