"""Measures a finished PDF from its character boxes: what a publisher's reader would mark."""

from __future__ import annotations

import ctypes
import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

NO_START = set("、。，．：；！？”’」』）］｝〕〗】》〉–～·／/")
STRICT_START = set("—…")
NO_END = set("“‘「『（［｛〔〖【《〈")
WORD = re.compile(r"[A-Za-z0-9]")


@dataclass
class Char:
    """A printed character: its box in points from the page's lower left, and its size."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass
class Line:
    """Characters on one baseline, with no gap of more than three ems between them."""

    chars: list[Char] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def left(self) -> float:
        return self.chars[0].left

    @property
    def right(self) -> float:
        return self.chars[-1].right

    @property
    def bottom(self) -> float:
        return self.chars[0].bottom

    @property
    def size(self) -> float:
        return max(char.size for char in self.chars)


@dataclass
class Faults:
    """What was found, as (page, words)."""

    starts: list[tuple[int, str]] = field(default_factory=list)
    ends: list[tuple[int, str]] = field(default_factory=list)
    cuts: list[tuple[int, str]] = field(default_factory=list)
    ragged: list[tuple[int, str]] = field(default_factory=list)
    outside: list[tuple[int, str]] = field(default_factory=list)
    foot: list[tuple[int, str]] = field(default_factory=list)
    lines: int = 0

    def all(self) -> dict[str, list[tuple[int, str]]]:
        """Every kind of fault that was found."""
        kinds = ("starts", "ends", "cuts", "ragged", "outside", "foot")
        return {kind: getattr(self, kind) for kind in kinds if getattr(self, kind)}


def page_chars(page: Any) -> list[Char]:
    """The printed characters of a page."""
    text_page = page.get_textpage()
    count = text_page.count_chars()
    found = []
    text = [chr(raw.FPDFText_GetUnicode(text_page, index)) for index in range(count)]
    for index, char in enumerate(text):
        if "\udc00" <= char <= "\udfff":
            continue
        if "\ud800" <= char <= "\udbff":
            char = (char + text[index + 1]).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        if char.isspace() or raw.FPDFText_IsGenerated(text_page, index):
            continue
        left, _, right, top = text_page.get_charbox(index, loose=True)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        bottom = y.value
        found.append(Char(char, left, bottom, right, top, raw.FPDFText_GetFontSize(text_page, index)))
    return found


def page_lines(chars: list[Char]) -> list[Line]:
    """The lines of a page from top to bottom."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda item: -item.bottom):
        if rows and abs(rows[-1][0].bottom - char.bottom) < 1.5:
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = []
    for row in rows:
        row.sort(key=lambda item: item.left)
        line = Line([row[0]])
        for char in row[1:]:
            if char.left - line.right > 3 * char.size:
                lines.append(line)
                line = Line()
            line.chars.append(char)
        lines.append(line)
    return lines


def measure(
    data: bytes,
    *,
    area: tuple[float, float, float, float],
    size: float,
    headings: set[str],
    first: int,
    source: str = "",
) -> Faults:
    """The faults of a PDF whose type area is `area` (left, bottom, right, top) and whose body is set in `size` points.

    `headings` are the words of headings without white space; pages before `first` (from 1) are not looked at. With
    `source`, a word counts as cut only where the source has its two parts together.
    """
    faults = Faults()
    document = pdfium.PdfDocument(data)
    left, bottom, right, top = area
    for number in range(first, len(document) + 1):
        lines = page_lines(page_chars(document[number - 1]))
        inside = [line for line in lines if bottom - 6 <= line.bottom <= top]
        for line in inside:
            if line.left < left - 1.2 or line.right > right + 1.2 or line.bottom < bottom - 4:
                faults.outside.append(
                    (number, f"{line.left:.1f} {line.right:.1f} {line.size:.1f} {line.bottom:.0f} {line.text}")
                )
        body = [line for line in inside if abs(line.size - size) < 0.2]
        faults.lines += len(body)
        for line, following in itertools.pairwise(body):
            if _continues(line, following, left, size):
                _look(line, following, number, right, size, faults, source)
        if inside and number < len(document):
            last = inside[-1]
            if re.sub(r"\s", "", last.text) in headings:
                faults.foot.append((number, last.text))
    return faults


def _continues(line: Line, following: Line, left: float, size: float) -> bool:
    """Whether the following line is of the same paragraph, as far as its place tells."""
    if line.bottom - following.bottom > 2.2 * size or re.match(r"\d+\.|[•◦▪]", following.text):
        return False
    return abs(following.left - left) < 1.0


def _look(line: Line, following: Line, number: int, right: float, size: float, faults: Faults, source: str) -> None:
    words = line.text + " / " + following.text
    full = line.right > right - size / 2
    if full and (following.text[0] in NO_START or following.text[0] in STRICT_START):
        faults.starts.append((number, words))
    if full and line.text[-1] in NO_END:
        faults.ends.append((number, words))
    if not full:
        faults.ragged.append((number, words))
    parts = line.text[-1], following.text[0]
    cut = WORD.match(parts[0]) and WORD.match(parts[1])
    cut = cut or (re.search(r"\d$", line.text) and re.match(r"[%‰℃]|[,.]\d", following.text))
    if (
        full
        and cut
        and not _long(line.text, following.text)
        and (not source or line.text[-4:] + following.text[:4] in source)
    ):
        faults.cuts.append((number, words))


def _long(before: str, after: str) -> bool:
    """Whether the word that is cut between two lines is so long that it has to be."""
    head = re.search(r"[!-~]*$", before)
    tail = re.match(r"[!-~]*", after)
    return len(head[0] if head else "") + len(tail[0] if tail else "") > 40
