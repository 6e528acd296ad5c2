"""The rows of a text as a pane shows them: which row an offset is in, what a row holds, what an edit changes.

Pure, and fast on a text of any size: lines are kept in blocks with the sums of their characters and rows, so that
neither a look-up nor an edit walks through all lines, and an edit wraps only the rows that it reaches.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from planui.model.wrap import rewrap, row_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.metrics import Metrics

_BLOCK = 256
"""Lines in a block, at most twice as many."""


@dataclass(slots=True, eq=False)
class Line:
    """One line (paragraph) of the text, without its line end, and where its rows start."""

    text: str
    breaks: list[int]  # starts of its rows, without the first (0)

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return len(self.breaks) + 1


class Row(NamedTuple):
    """One row of the pane."""

    line: Line
    start: int  # of the row, in the line
    end: int
    offset: int  # of the row's start, in the text

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.line.text[self.start : self.end]

    @property
    def last(self) -> bool:
        """Whether the line ends with this row."""
        return self.end == len(self.line.text)

    @property
    def stop(self) -> int:
        """The offset of the row's end in the text."""
        return self.offset + self.end - self.start


class Change(NamedTuple):
    """The rows that an edit changed: `removed` rows at `row` became `added` ones."""

    row: int
    removed: int
    added: int


@dataclass(slots=True, eq=False)
class _Block:
    lines: list[Line]
    chars: int = field(init=False)  # a line end is counted with every line, the last too
    rows: int = field(init=False)

    def __post_init__(self) -> None:
        self.chars = sum(len(line.text) + 1 for line in self.lines)
        self.rows = sum(line.rows for line in self.lines)


class _Spot(NamedTuple):
    """Where a line is."""

    block: int
    number: int  # in its block
    offset: int  # of its start, in the text
    row: int  # its first


class Layout:
    """A text, wrapped to a width in cells."""

    def __init__(self, text: str, width: int, metrics: Metrics) -> None:
        self.metrics = metrics
        self.width = max(1, width)
        self._blocks = self._block(self._wrapped(text))

    @property
    def height(self) -> int:
        """Rows in all; an empty text has one."""
        return sum(block.rows for block in self._blocks)

    @property
    def length(self) -> int:
        """Characters in all."""
        return sum(block.chars for block in self._blocks) - 1

    def rewrap(self, width: int) -> None:
        """Wrap the whole text to another width."""
        self.width = max(1, width)
        for block in self._blocks:
            for line in block.lines:
                line.breaks = self._breaks(line.text)
        self._blocks = [_Block(block.lines) for block in self._blocks]

    def row(self, row: int) -> Row | None:
        """What stands in the row `row`, counted from 0; None below the text."""
        spot = self._spot_of_row(row)
        if spot is None:
            return None
        line = self._blocks[spot.block].lines[spot.number]
        index = row - spot.row
        start = line.breaks[index - 1] if index else 0
        end = line.breaks[index] if index < len(line.breaks) else len(line.text)
        return Row(line, start, end, spot.offset + start)

    def place(self, offset: int, at_end: bool = False) -> tuple[int, int]:
        """The row and the cell of an offset.

        Where a line is divided, an offset is both the end of a row and the start of the next: `at_end` chooses.
        """
        spot = self._spot_of_offset(offset)
        line = self._blocks[spot.block].lines[spot.number]
        column = offset - spot.offset
        index = bisect_right(line.breaks, column)
        if at_end and index and line.breaks[index - 1] == column:
            index -= 1
        start = line.breaks[index - 1] if index else 0
        cell = self.metrics.width(line.text[start:column])
        return spot.row + index, min(cell, self.width)

    def offset_at(self, row: int, cell: int) -> tuple[int, bool]:
        """The offset nearest to `cell` in `row` (both clamped to the text), and whether it is a divided row's end."""
        found = self.row(max(0, row)) or self.row(self.height - 1)
        assert found is not None
        text = found.text
        starts = self.metrics.starts(text)
        if cell >= starts[-1]:
            return found.stop, not found.last
        index = max(0, bisect_right(starts, max(0, cell)) - 1)
        after = index + 1
        while after < len(text) and starts[after + 1] == starts[after]:
            after += 1
        if 2 * cell > starts[index] + starts[after] and starts[after] - starts[index] > 2:
            index = after  # on the right half of a wide form, such as ‹202E›
            if index == len(text):
                return found.stop, not found.last
        while index and starts[index + 1] == starts[index]:
            index -= 1
        return found.offset + index, False

    def line_at(self, offset: int) -> tuple[str, int]:
        """The line that holds an offset, and the offset of its start."""
        spot = self._spot_of_offset(offset)
        return self._blocks[spot.block].lines[spot.number].text, spot.offset

    def slice(self, start: int, end: int) -> str:
        """The text between two offsets."""
        pieces: list[str] = []
        spot = self._spot_of_offset(start)
        offset = spot.offset
        for line in self._lines_from(spot):
            if offset > end:
                break
            pieces.append(line.text[max(0, start - offset) : end - offset])
            offset += len(line.text) + 1
        return "\n".join(pieces)

    def replace(self, start: int, end: int, new: str) -> Change:
        """Put `new` in place of the text between two offsets, and tell which rows changed."""
        first = self._spot_of_offset(start)
        line = self._blocks[first.block].lines[first.number]
        at = start - first.offset
        if "\n" not in new and end - first.offset <= len(line.text):
            return self._replace_in_line(first, line, at, end - start, new)
        last = self._spot_of_offset(end)
        tail = self._blocks[last.block].lines[last.number].text[end - last.offset :]
        fresh = self._wrapped(line.text[:at] + new + tail)
        affected = self._blocks[first.block : last.block + 1]
        lines = [line for block in affected for line in block.lines]
        span = sum(len(block.lines) for block in affected[:-1]) + last.number + 1
        removed = sum(line.rows for line in lines[first.number : span])
        lines[first.number : span] = fresh
        self._blocks[first.block : last.block + 1] = self._block(lines)
        return Change(first.row, removed, sum(line.rows for line in fresh))

    def _replace_in_line(self, spot: _Spot, line: Line, at: int, removed: int, new: str) -> Change:
        line.text = line.text[:at] + new + line.text[at + removed :]
        result = rewrap(line.text, line.breaks, at, removed, len(new), self.width, self.metrics)
        block = self._blocks[spot.block]
        block.chars += len(new) - removed
        block.rows += len(result.breaks) - len(line.breaks)
        line.breaks = result.breaks
        return Change(spot.row + result.first, result.removed, result.added)

    def _breaks(self, text: str) -> list[int]:
        if 2 * len(text) <= self.width and text.isprintable():
            return []  # the common short line: no character but a coded one takes more than two cells
        return list(row_starts(text, self.width, self.metrics))

    def _wrapped(self, text: str) -> list[Line]:
        return [Line(line, self._breaks(line)) for line in text.split("\n")]

    @staticmethod
    def _block(lines: list[Line]) -> list[_Block]:
        return [_Block(lines[index : index + _BLOCK]) for index in range(0, len(lines), _BLOCK)]

    def _lines_from(self, spot: _Spot) -> Iterator[Line]:
        yield from self._blocks[spot.block].lines[spot.number :]
        for block in self._blocks[spot.block + 1 :]:
            yield from block.lines

    def _spot_of_offset(self, offset: int) -> _Spot:
        seen = rows = 0
        last = len(self._blocks) - 1
        for number, block in enumerate(self._blocks):
            if offset < seen + block.chars or number == last:
                break
            seen += block.chars
            rows += block.rows
        for index, line in enumerate(block.lines):
            if offset <= seen + len(line.text):
                return _Spot(number, index, seen, rows)
            seen += len(line.text) + 1
            rows += line.rows
        raise IndexError(f"offset {offset} is beyond the text")

    def _spot_of_row(self, row: int) -> _Spot | None:
        seen = rows = 0
        for number, block in enumerate(self._blocks):
            if row < rows + block.rows:
                for index, line in enumerate(block.lines):
                    if row < rows + line.rows:
                        return _Spot(number, index, seen, rows)
                    seen += len(line.text) + 1
                    rows += line.rows
            seen += block.chars
            rows += block.rows
        return None
