"""The characters of a file: where lines begin, and what line and column an offset is."""

from __future__ import annotations

from bisect import bisect_right

from planui.model.record import NamedTuple


class Position(NamedTuple):
    """A place in a file: line and column, both from 1, the column in characters."""

    line: int
    column: int


class Source:
    """A file's text, decoded, with its line ends as they are (`\\n` or `\\r\\n`)."""

    __slots__ = ("_newline", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None
        self._newline = ""

    @property
    def starts(self) -> list[int]:
        """The offset of every line's first character."""
        if self._starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> Position:
        """The line and column of `offset`; an offset past the end is the end."""
        starts = self.starts
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column (both from 1), clamped to the text."""
        starts = self.starts
        if line < 1:
            return 0
        if line > len(starts):
            return len(self.text)
        end = starts[line] if line < len(starts) else len(self.text)
        return min(starts[line - 1] + max(column, 1) - 1, end)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line end; empty where there is none."""
        starts = self.starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def newline(self) -> str:
        """The line end that the file uses most: `"\\r\\n"` or `"\\n"`."""
        if not self._newline:
            crlf = self.text.count("\r\n") if "\r" in self.text else 0
            self._newline = "\r\n" if crlf and crlf * 2 > self.text.count("\n") else "\n"
        return self._newline
