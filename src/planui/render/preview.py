"""A section as it will read, as rows of characters for a terminal."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.wrap import row_starts
from planui.render.markdown import PictureRef, to_fragment

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.metrics import Metrics

Piece = tuple[str, str]
"""A stretch of a row: its text, and `""`, `strong`, `head`, `code`, `caption` or `frame`."""
Row = list[Piece]

_LEAST = 4
"""Cells that a column of a table has at least."""
_STRONG = {"strong": "strong", "b": "strong", "em": "strong", "code": "code", "pre": "code", "th": "strong"}


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []


class _Reader(HTMLParser):
    """Goes through a fragment's HTML and lays out one block after another."""

    def __init__(self, width: int, measure: Callable[[str], int], metrics: Metrics, refs: list[PictureRef]) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._width, self._measure, self._metrics = width, measure, metrics
        self._text: list[Piece] = []
        self._styles: list[str] = []
        self._lists: list[int | None] = []
        self._mark = ""
        self._quotes = 0
        self._block = ""
        self._table: _Table | None = None
        self._refs = iter(refs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _STRONG:
            self._styles.append(_STRONG[tag])
        if tag in ("p", "li", "pre", "ul", "ol", "table", "figure", "hr"):
            self._end_block()
        if tag == "p":
            self._block = given.get("class") or ""
        elif tag in ("ul", "ol"):
            start = given.get("start") or "1"
            self._lists.append(int(start) if tag == "ol" and start.isdecimal() else 1 if tag == "ol" else None)
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            self._mark = f"{number}. " if number is not None else "• "
            if number is not None:
                self._lists[-1] = number + 1
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "table":
            self._table = _Table()
        elif tag == "tr" and self._table is not None:
            self._table.rows.append([])
        elif tag in ("td", "th"):
            self._text = []
        elif tag == "br":
            self._text.append(("\n", ""))
        elif tag == "img":
            self._text.append((f"〔{given.get('src') or ''}〕", "caption"))
            self._block = "figure"
        elif tag == "figcaption":
            self._end_block()
            self._block = "figure"
        elif tag == "hr":
            self.rows.append([("─" * self._width, "frame")])

    def handle_endtag(self, tag: str) -> None:
        if tag in _STRONG and self._styles:
            self._styles.pop()
        if tag in ("td", "th") and self._table is not None and self._table.rows:
            self._table.rows[-1].append("".join(text for text, _ in self._text).replace("\n", " ").strip())
            self._text = []
        elif tag == "table" and self._table is not None:
            self._lay_table(self._table)
            self._table = None
        elif tag in ("p", "li", "pre", "figure", "figcaption"):
            self._end_block()
        elif tag in ("ul", "ol") and self._lists:
            self._end_block()
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes -= 1

    def handle_data(self, data: str) -> None:
        style = self._styles[-1] if self._styles else ""
        text = data if style == "code" else data.replace("\n", "")
        if text:
            self._text.append((text, style))

    def _end_block(self) -> None:
        """Lays out what was read: headings bold, captions in the middle, paragraphs indented by two characters."""
        if self._table is not None:
            return
        pieces, self._text = self._text, []
        block, self._block = self._block, ""
        mark, self._mark = self._mark, ""
        if not "".join(text for text, _ in pieces).strip():
            self._mark = mark
            return
        level = max(0, len(self._lists) - 1)
        lead = "  " * level + ("┃ " * self._quotes)
        middle = block in ("tablecaption", "figure")
        if block.startswith("sub"):
            pieces = [(text, "head") for text, _ in pieces]
        elif middle:
            pieces = [(text, style or "caption") for text, style in pieces]
        elif mark:
            pieces = [(mark, ""), *pieces]
        elif not self._lists and not (pieces and pieces[0][1] == "code" and "\n" in pieces[0][0]):
            pieces = [("\u3000\u3000", ""), *pieces]
        hang = self._measure(mark) if mark else 0
        for number, row in enumerate(self._wrapped(pieces, self._width - self._measure(lead) - hang)):
            before = lead + (" " * hang if number else "")
            if middle:
                before = " " * max(0, (self._width - self._measure("".join(text for text, _ in row))) // 2)
            self.rows.append([(before, "frame" if self._quotes else ""), *row] if before else row)
        if not self._lists:
            self.rows.append([])

    def _wrapped(self, pieces: list[Piece], width: int) -> list[Row]:
        """The pieces on rows of a width, each piece keeping its style."""
        rows: list[Row] = []
        lines: list[Row] = [[]]
        for text, style in pieces:
            first, *others = text.split("\n")
            lines[-1].append((first, style))
            lines += [[(other, style)] for other in others]
        for line in lines:
            text = "".join(part for part, _ in line)
            for start, end in pairwise([0, *row_starts(text, max(8, width), self._metrics), len(text)]):
                rows.append(_cut(line, start, end))
        return rows

    def _lay_table(self, table: _Table) -> None:
        rows = [row for row in table.rows if row]
        if not rows:
            return
        count = max(map(len, rows))
        rows = [[*row, *[""] * (count - len(row))] for row in rows]
        widths = [max(_LEAST, *(self._measure(row[at]) for row in rows)) for at in range(count)]
        room = max(count * _LEAST, self._width - 3 * count - 1)
        while sum(widths) > room and max(widths) > _LEAST:
            widths[widths.index(max(widths))] -= 1
        bars = [("─" * (width + 2)) for width in widths]
        self.rows.append([(f"┌{'┬'.join(bars)}┐", "frame")])
        for number, row in enumerate(rows):
            style = "" if number else "strong"
            cells = [self._wrapped([(cell, style)], width) for cell, width in zip(row, widths, strict=True)]
            for line in range(max(map(len, cells))):
                out: Row = [("│", "frame")]
                for cell, width in zip(cells, widths, strict=True):
                    text = "".join(part for part, _ in cell[line]) if line < len(cell) else ""
                    out += [(f" {text}{' ' * (width - self._measure(text))} ", style), ("│", "frame")]
                self.rows.append(out)
            if number + 1 < len(rows):
                self.rows.append([(f"├{'┼'.join(bars)}┤", "frame")])
        self.rows += [[(f"└{'┴'.join(bars)}┘", "frame")], []]


def _cut(line: Row, start: int, end: int) -> Row:
    out: Row = []
    at = 0
    for text, style in line:
        low, high = max(start - at, 0), min(end - at, len(text))
        if low < high:
            out.append((text[low:high], style))
        at += len(text)
    return out


def section_rows(text: str, width: int, measure: Callable[[str], int], metrics: Metrics) -> list[Row]:
    """A section's Markdown as it will read, on rows of `width` cells: what the PDF makes bold, indents and frames."""
    refs: list[PictureRef] = []
    reader = _Reader(width, measure, metrics, refs)
    reader.feed(to_fragment(text, refs))
    reader.close()
    reader._end_block()
    while reader.rows and not reader.rows[-1]:
        reader.rows.pop()
    return reader.rows
