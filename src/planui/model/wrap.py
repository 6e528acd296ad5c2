"""Where the rows of a paragraph break: soft wrap for Chinese, by cells.

A row is filled as far as it goes. It breaks between any two Chinese characters, but never before a closing mark
(，。、）》”…), after an opening one, within a number or a Latin word that would fit on a row, or within —— and ……;
spaces at its end hang over. Only what fits on no row is broken anywhere. Whether a row may break at a place depends
on nothing before the row, so an edit is wrapped again from just above it until the old breaks are met again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from planui.model.metrics import Kind, Metrics
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_WINDOW = 512
"""Characters looked at first; the window then doubles, so that an edit in a line of a megabyte reads a few rows."""
_WIDEST_WINDOW = 65536

_WIDTHS = bytes(code & 0x0F for code in range(256))
_KINDS = bytes(min(code >> 4, Kind.ZERO) for code in range(256))
_WORD = bytes((Kind.LETTER, Kind.DIGIT, Kind.CONNECT))
_NEVER_FIRST = bytes((Kind.CLOSE, Kind.STOP, Kind.COMMA, Kind.SPACE, Kind.ZERO))


def _pairs() -> list[list[bool]]:
    """Whether a kind (first index) and the kind after it (second) stay on one row."""
    keep = [[False] * len(Kind) for _ in Kind]
    for kind in Kind:
        for ending in _NEVER_FIRST:
            keep[kind][ending] = True
        keep[Kind.OPEN][kind] = True
    for left in _WORD:
        for right in _WORD:
            keep[left][right] = True
    for twin in (Kind.DASH, Kind.DOTS, Kind.MARK):
        keep[twin][twin] = True
    return keep


_KEEP = _pairs()


def _joined(kinds: bytes, start: int, at: int) -> bool:
    """Whether the characters before and at `at` stay on one row, on a row that begins at `start` (< `at`)."""
    right = kinds[at]
    before = at - 1
    while before > start and kinds[before] == Kind.ZERO:
        before -= 1
    left = kinds[before]
    if _KEEP[left][right]:
        return True
    if before == start or right not in (Kind.LETTER, Kind.DIGIT):
        return False
    if left == Kind.STOP:
        return kinds[before - 1] in _WORD or kinds[before - 1] == Kind.STOP
    return left == Kind.COMMA and right == Kind.DIGIT and kinds[before - 1] == Kind.DIGIT


def _in_word(kinds: bytes, at: int) -> bool:
    """Whether a break at `at` divides nothing but a word, as a word longer than a row must be."""
    return (kinds[at] in _WORD or kinds[at] == Kind.MARK) and kinds[at - 1] != Kind.OPEN


class _Window(NamedTuple):
    """A stretch of a paragraph, made ready for breaking."""

    kinds: bytes
    cells: list[int]  # the cell at which each character starts, and the end
    final: bool  # it ends where the paragraph ends

    @classmethod
    def of(cls, text: str, start: int, size: int, metrics: Metrics) -> _Window:
        codes = metrics.codes(text[start : start + size])
        return cls(
            codes.translate(_KINDS), list(accumulate(codes.translate(_WIDTHS), initial=0)), start + size >= len(text)
        )

    def row_end(self, start: int, width: int) -> int | None:
        """Where the row ends that begins at `start`; None when the window is too short to tell."""
        kinds, cells = self.kinds, self.cells
        size = len(kinds)
        full = bisect_right(cells, cells[start] + width, lo=start) - 1  # the first character that does not fit
        full = max(full, start + 1)  # one wider than the row has a row of its own
        if full >= size:
            return size if self.final else None
        if not self.final and cells[size] < cells[full] + 2 * width + 4:
            return None
        end = full
        if kinds[full] == Kind.SPACE and full > start:
            while end < size and kinds[end] == Kind.SPACE and end - full < width:
                end += 1
            if end == size:
                return size
            if kinds[end] not in (Kind.CLOSE, Kind.STOP, Kind.COMMA, Kind.ZERO):
                return end
        end = self._back(start, full)
        if end == full:
            return full
        if end > start and self._fits_whole(start, end, full, width):
            return end
        return self._divide(start, full)

    def _back(self, start: int, end: int) -> int:
        """The last place from `end` back where the row from `start` may break; `start` when there is none."""
        kinds = self.kinds
        while end > start and _joined(kinds, start, end):
            if kinds[end] in _NEVER_FIRST:
                end = max(start, start + len(kinds[start:end].rstrip(_NEVER_FIRST)) - 1)
            elif kinds[end] in _WORD and kinds[end - 1] in _WORD:
                end = start + len(kinds[start:end].rstrip(_WORD))
            else:
                end -= 1
        return end

    def _fits_whole(self, start: int, begin: int, full: int, width: int) -> bool:
        """Whether what holds together from `begin` fits on a row of its own."""
        limit = self.cells[begin] + width
        end = full
        while (
            end < len(self.kinds)
            and self.cells[end] <= limit
            and (self.kinds[end] != Kind.SPACE and _joined(self.kinds, begin, end))
        ):
            end += 1
        return self.cells[end] <= limit

    def _divide(self, start: int, full: int) -> int:
        """Where to break what fits on no row: within a word if there is one, else just where the row is full."""
        for end in range(full, max(start, full - 8), -1):
            if _in_word(self.kinds, end):
                return end
        end = full
        while end > start + 1 and self.kinds[end] == Kind.ZERO:
            end -= 1
        if end > start + 1 or self.kinds[end] != Kind.ZERO:
            return end
        end = full  # nothing but one character with a long tail of combining marks
        while end < len(self.kinds) and self.kinds[end] == Kind.ZERO:
            end += 1
        return end


def row_starts(text: str, width: int, metrics: Metrics, start: int = 0) -> Iterator[int]:
    """Where the rows of the paragraph `text` start, in order, after the row that starts at `start`.

    `width` is in cells; a row is wider only by spaces that hang over its end, or by one character that fits nowhere.
    """
    size = max(_WINDOW, 8 * width)
    base = start
    window = _Window.of(text, base, size, metrics)
    row = start
    while row < len(text):
        end = window.row_end(row - base, width)
        if end is None:
            size = min(2 * size, max(_WIDEST_WINDOW, 2 * size if row == base else 0))
            base = row
            window = _Window.of(text, base, size, metrics)
            continue
        row = base + end
        if row >= len(text):
            return
        yield row


class Rewrap(NamedTuple):
    """What an edit did to the rows of a paragraph."""

    breaks: list[int]  # the starts of all rows but the first
    first: int  # the first row that changed
    removed: int  # rows that were there in its place
    added: int  # rows that are there now


def rewrap(text: str, breaks: list[int], at: int, removed: int, added: int, width: int, metrics: Metrics) -> Rewrap:
    """Wrap `text` again after `removed` characters at `at` became `added` ones; `breaks` are those of before."""
    delta = added - removed
    row = bisect_right(breaks, at)  # the row that holds the edit
    first = max(0, row - 2)  # a row's end depends on at most the row after it
    fresh: list[int] = []
    met = len(breaks)  # the old break at which the rows agree again
    for end in row_starts(text, width, metrics, breaks[first - 1] if first else 0):
        if end >= at + added:
            known = bisect_left(breaks, end - delta)
            if known < len(breaks) and breaks[known] == end - delta and breaks[known] >= at + removed:
                met = known
                break
        fresh.append(end)
    result = breaks[:first] + fresh + [place + delta for place in breaks[met:]]
    while first < row and first < len(result) and breaks[first] == result[first] <= at:
        first += 1
    return Rewrap(result, first, met + 1 - first, len(result) - len(breaks) + met + 1 - first)
