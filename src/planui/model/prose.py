"""What reading a Markdown text gives: its words, its pictures and its tables, each still knowing where it stands."""

from __future__ import annotations

from bisect import bisect_right

from planui.model.record import NamedTuple


class Picture(NamedTuple):
    """A picture in a text. Offsets are in the raw text; `path_start`:`path_end` is the path as written."""

    path: str
    alt: str
    title: str
    start: int
    end: int
    path_start: int
    path_end: int


class TableRow(NamedTuple):
    """One row of a Markdown table: where its line stands in the raw text, and its cells as (start, end)."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


class MarkdownTable(NamedTuple):
    """A Markdown table: its head row, then its body rows; `columns` is what its rule line says."""

    head: TableRow
    rows: tuple[TableRow, ...]
    columns: int


class Prose:
    """The words of one text. Offsets in `code` are in `text`; those of pictures and tables in the raw text."""

    __slots__ = ("_raw_starts", "_starts", "code", "pictures", "tables", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.code: list[tuple[int, int]] = []
        self.pictures: list[Picture] = []
        self.tables: list[MarkdownTable] = []
        self._starts: list[int] = [0]
        self._raw_starts: list[int] = [0]

    def raw(self, offset: int) -> int:
        """The offset in the raw text of the word character at `offset`."""
        if len(self._starts) == 1:
            return self._raw_starts[0] + offset
        index = bisect_right(self._starts, offset) - 1
        return self._raw_starts[index] + offset - self._starts[index]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw text's span of the words `start`:`end`."""
        if end <= start:
            at = self.raw(start)
            return at, at
        if len(self._starts) == 1:
            distance = self._raw_starts[0]
            return start + distance, end + distance
        return self.raw(start), self.raw(end - 1) + 1

    def in_code(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to code."""
        return in_spans(self.code, offset)


def in_spans(spans: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of some spans, which are in order and do not overlap."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return index >= 0 and offset < spans[index][1]
