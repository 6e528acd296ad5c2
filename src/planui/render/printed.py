"""What a finished PDF shows: a page as rows of characters for a terminal or as a picture, and where headings stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from planui.model.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

_CELL_POINTS = 7.9
"""Points that a cell stands for: half of a character of the body."""
_ROW_POINTS = 5.0
"""Characters whose feet are no further apart stand on one row."""
_SPACE_POINTS = 12.0
"""Characters of a row that are further apart have spaces between them; marks of half an em's ink are not."""
_LETTER_SPACE_POINTS = 2.5
"""The same between letters."""
_GAP_POINTS = 44.0
"""Rows further apart have a blank one between them."""


class PageText(NamedTuple):
    """A page of a PDF as rows of characters; `number` counts from 1."""

    number: int
    pages: int
    rows: list[str]


def heading_pages(path: str) -> dict[str, int]:
    """The pages (from 1) on which a PDF's outline says that headings stand. Raises `OSError` where it is no PDF."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise OSError(str(error)) from None
    try:
        found: dict[str, int] = {}
        for entry in document.get_toc():
            where = entry.get_dest()
            index = where.get_index() if where is not None else None
            if index is not None:
                found.setdefault(entry.get_title(), index + 1)
        return found
    finally:
        document.close()


def page_text(path: str, number: int, measure: Callable[[str], int]) -> PageText:
    """A page of a PDF, each character near where it is printed. Raises `OSError` where it is no PDF."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise OSError(str(error)) from None
    try:
        pages = len(document)
        number = max(1, min(number, pages))
        page = document[number - 1]
        placed = _characters(page)
        for picture in page.get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_IMAGE,)):
            left, bottom, right, top = picture.get_bounds()
            placed.append(_Placed((top + bottom) / 2, (left + right) / 2, right, "〔图〕"))
        return PageText(number, pages, _rows(placed, measure))
    finally:
        document.close()


def page_image(path: str, number: int, width: int, height: int) -> Any:
    """A page of a PDF as a Pillow image, as large as fits into so many pixels. Raises `OSError` where it is no PDF."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise OSError(str(error)) from None
    try:
        page = document[max(0, min(number, len(document)) - 1)]
        scale = min(width / page.get_width(), height / page.get_height())
        return page.render(scale=max(scale, 0.1)).to_pil()
    finally:
        document.close()


class _Placed(NamedTuple):
    """Characters on a page: how high their feet stand, where they begin and end (in points), and what they are."""

    bottom: float
    left: float
    right: float
    text: str


def _characters(page: Any) -> list[_Placed]:
    text = page.get_textpage()
    out: list[_Placed] = []
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        if sign.strip():
            left, bottom, right, _ = text.get_charbox(at, loose=True)
            out.append(_Placed(bottom, left, right, visible(sign)))
    return out


def _rows(placed: list[_Placed], measure: Callable[[str], int]) -> list[str]:
    if not placed:
        return []
    edge = min(one.left for one in placed)
    lines: list[list[_Placed]] = []
    for one in sorted(placed, key=lambda one: -one.bottom):
        if not lines or lines[-1][0].bottom - one.bottom > _ROW_POINTS:
            lines.append([])
        lines[-1].append(one)
    rows: list[str] = []
    above = lines[0][0].bottom
    for line in lines:
        if above - line[0].bottom > _GAP_POINTS:
            rows.append("")
        above = line[0].bottom
        row, cells, right = "", 0, edge
        for one in sorted(line, key=lambda one: one.left):
            letters = row[-1:].isascii() and one.text.isascii()
            if one.left - right > (_LETTER_SPACE_POINTS if letters else _SPACE_POINTS):
                spaces = max(1, round((one.left - edge) / _CELL_POINTS) - cells)
                row, cells = row + " " * spaces, cells + spaces
            row += one.text
            cells += measure(one.text)
            right = one.right
        rows.append(row)
    return rows
